"""A network in smaller numbers: whole numbers of 8 bits, or floats of 16.

Both are onnxruntime's own tools, which need the package ``onnx``; nothing of the running product
does. Whether the smaller network still sees well is for a measurement to say.
"""

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.manifest import ModelError

WEIGHTED = frozenset({"Conv", "Gemm", "MatMul"})
"""What is worth whole numbers. The rest stays as it is: one scale for boxes in pixels, 0 to 640,
and scores, 0 to 1, would round every score to 0."""


def to_int8(data: bytes, batches: Iterable[NDArray[np.float32]]) -> bytes:
    """The network with weights and what goes through them in 8 bits, statically.

    ``batches`` (B, C, H, W), of one shape, show what goes through: pictures of the cameras that
    it will run on. Raises ``ModelError`` where there is none, or ``onnx`` is not installed.
    """
    _needs_onnx()
    from onnxruntime.quantization import CalibrationDataReader, QuantType, quantize_static
    from onnxruntime.quantization.quant_utils import load_model_with_shape_infer

    class Reader(CalibrationDataReader):
        def __init__(self, name: str, waiting: Iterator[NDArray[np.float32]]) -> None:
            self._name = name
            self._waiting = waiting
            self.seen = 0

        def get_next(self) -> Mapping[str, NDArray[np.float32]] | None:
            batch = next(self._waiting, None)
            if batch is None:
                return None
            self.seen += 1
            return {self._name: batch}

    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "source.onnx"), Path(folder, "int8.onnx")
        source.write_bytes(data)
        model = load_model_with_shape_infer(source)
        reader = Reader(model.graph.input[0].name, iter(batches))
        quantize_static(
            model,
            target,
            reader,
            # Unsigned activations and a weight scale for each channel: the fast and the exact
            # choice on x86 processors.
            activation_type=QuantType.QUInt8,
            weight_type=QuantType.QInt8,
            per_channel=True,
            nodes_to_exclude=[n.name for n in model.graph.node if n.op_type not in WEIGHTED],
        )
        if not reader.seen:
            raise ModelError("there was no picture to calibrate with")
        return target.read_bytes()


def to_half(data: bytes) -> bytes:
    """The network with floats of 16 bits inside; it still takes and gives 32.

    Raises ``ModelError`` where ``onnx`` is not installed.
    """
    _needs_onnx()
    from onnxruntime.transformers.float16 import convert_float_to_float16

    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "source.onnx")
        source.write_bytes(data)
        return convert_float_to_float16(str(source), keep_io_types=True).SerializeToString()


def _needs_onnx() -> None:
    if find_spec("onnx") is None:
        raise ModelError(
            "smaller numbers need the package onnx, which is missing: pip install onnx"
        )
