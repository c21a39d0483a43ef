"""Networks of a few hundred bytes that answer always the same, written as ONNX files by hand.

The product needs no library that writes ONNX, so its tests have none. Numbers of fields are those
of onnx.proto.
"""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

FLOAT, FLOAT16 = 1, 10


def tiny_network(
    answers: Sequence[NDArray[np.float32]],
    metadata: Mapping[str, str] | None = None,
    shape: Sequence[int] = (1, 3, 64, 64),
) -> bytes:
    """A network that takes float pictures of ``shape`` and gives ``answers``, whatever it sees."""
    outputs = [f"output{index}" for index in range(len(answers))]
    graph = b"".join(
        [
            *[
                _field(1, _field(1, f"kept_{name}") + _field(2, name) + _field(4, "Identity"))
                for name in outputs
            ],
            _field(2, "tiny"),
            *[
                _field(5, _tensor(f"kept_{name}", answer))
                for name, answer in zip(outputs, answers, strict=True)
            ],
            _field(11, _value("images", shape)),
            *[
                _field(12, _value(name, answer.shape))
                for name, answer in zip(outputs, answers, strict=True)
            ],
        ]
    )
    entries = [_field(14, _field(1, key) + _field(2, value)) for key, value in _pairs(metadata)]
    return b"".join([_field(1, 8), _field(7, graph), _field(8, _field(2, 17)), *entries])


def _pairs(metadata: Mapping[str, str] | None) -> Iterable[tuple[str, str]]:
    return () if metadata is None else metadata.items()


def _tensor(name: str, values: NDArray[np.float32]) -> bytes:
    dims = b"".join(_field(1, size) for size in values.shape)
    raw = np.ascontiguousarray(values, "<f4").tobytes()
    return dims + _field(2, FLOAT) + _field(8, name) + _field(9, raw)


def _value(name: str, shape: Sequence[int]) -> bytes:
    dims = b"".join(_field(1, _field(1, size)) for size in shape)
    return _field(1, name) + _field(2, _field(1, _field(1, FLOAT) + _field(2, dims)))


def _field(number: int, value: int | str | bytes) -> bytes:
    if isinstance(value, int):
        return _varint(number << 3) + _varint(value)
    data = value.encode() if isinstance(value, str) else value
    return _varint(number << 3 | 2) + _varint(len(data)) + data


def _varint(value: int) -> bytes:
    parts = bytearray()
    while value > 127:
        parts.append(value & 127 | 128)
        value >>= 7
    return bytes([*parts, value])
