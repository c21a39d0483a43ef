from collections.abc import Mapping, Sized

from torch import Tensor
from ultralytics.nn.tasks import DetectionModel

class ModelEMA:
    ema: DetectionModel

class BaseTrainer:
    train_loader: Sized
    ema: ModelEMA
    tloss: Mapping[str, Tensor]
