"""The part of onnxruntime's quantisation that this project uses."""

from collections.abc import Mapping, Sequence
from enum import Enum
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from onnxruntime.quantization.quant_utils import ModelProto

class QuantType(Enum):
    QInt8 = 0
    QUInt8 = 1

class CalibrationDataReader:
    def get_next(self) -> Mapping[str, NDArray[np.float32]] | None: ...

def quantize_static(
    model_input: str | Path | ModelProto,
    model_output: str | Path,
    calibration_data_reader: CalibrationDataReader,
    *,
    activation_type: QuantType = ...,
    weight_type: QuantType = ...,
    per_channel: bool = ...,
    nodes_to_exclude: Sequence[str] = ...,
) -> None: ...
