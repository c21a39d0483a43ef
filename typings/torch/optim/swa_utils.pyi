from collections.abc import Callable, Sequence
from typing import Generic, TypeAlias, TypeVar

from torch import Tensor
from torch.nn import Module

M = TypeVar("M", bound=Module)

Average: TypeAlias = Callable[[Sequence[Tensor], Sequence[Tensor], Tensor | int], None]

class AveragedModel(Module, Generic[M]):
    module: M
    def __init__(
        self, model: M, *, multi_avg_fn: Average | None = ..., use_buffers: bool = ...
    ) -> None: ...
    def update_parameters(self, model: M) -> None: ...

def get_ema_multi_avg_fn(decay: float = ...) -> Average: ...
