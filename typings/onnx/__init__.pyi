"""The part of onnx's interface that this project uses."""

from collections.abc import MutableSequence, Sequence
from pathlib import Path
from typing import Protocol

from onnx import compose as compose
from onnx import numpy_helper as numpy_helper
from onnx import shape_inference as shape_inference
from onnx import utils as utils

class TensorProto:
    FLOAT: int
    name: str
    data_type: int
    dims: Sequence[int]
    def CopyFrom(self, other: TensorProto) -> None: ...

class StringStringEntryProto:
    key: str
    value: str

class _Entries(Protocol):
    def add(self) -> StringStringEntryProto: ...
    def __delitem__(self, place: slice) -> None: ...

class AttributeProto:
    name: str
    i: int
    ints: Sequence[int]

class NodeProto:
    attribute: Sequence[AttributeProto]
    name: str
    op_type: str
    input: MutableSequence[str]
    output: MutableSequence[str]

class ValueInfoProto:
    name: str

class GraphProto:
    node: Sequence[NodeProto]
    initializer: Sequence[TensorProto]
    input: Sequence[ValueInfoProto]
    output: Sequence[ValueInfoProto]
    value_info: Sequence[ValueInfoProto]

class OperatorSetIdProto:
    domain: str
    version: int

class ModelProto:
    ir_version: int
    graph: GraphProto
    opset_import: Sequence[OperatorSetIdProto]
    metadata_props: _Entries
    def SerializeToString(self) -> bytes: ...

def load(f: str | Path) -> ModelProto: ...
def save(proto: ModelProto, f: str | Path) -> None: ...
