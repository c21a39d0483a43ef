"""The part of onnx's interface that this project uses."""

from collections.abc import Sequence
from pathlib import Path

from onnx import numpy_helper as numpy_helper

class TensorProto:
    FLOAT: int
    name: str
    data_type: int
    dims: Sequence[int]
    def CopyFrom(self, other: TensorProto) -> None: ...

class StringStringEntryProto:
    key: str
    value: str

class _Entries:
    def add(self) -> StringStringEntryProto: ...

class GraphProto:
    initializer: Sequence[TensorProto]

class ModelProto:
    graph: GraphProto
    metadata_props: _Entries

def load(f: str | Path) -> ModelProto: ...
def save(proto: ModelProto, f: str | Path) -> None: ...
