from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

class NodeProto(Protocol):
    name: str
    op_type: str

class ValueInfoProto(Protocol):
    name: str

class GraphProto(Protocol):
    input: Sequence[ValueInfoProto]
    node: Sequence[NodeProto]

class ModelProto(Protocol):
    graph: GraphProto
    def SerializeToString(self) -> bytes: ...

def load_model_with_shape_infer(model_path: Path) -> ModelProto: ...
