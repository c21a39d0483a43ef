from collections.abc import Sequence

from onnx import ModelProto

def add_prefix(
    model: ModelProto, prefix: str, *, rename_inputs: bool = ..., rename_outputs: bool = ...
) -> ModelProto: ...
def merge_models(
    m1: ModelProto,
    m2: ModelProto,
    io_map: Sequence[tuple[str, str]],
    *,
    outputs: Sequence[str] | None = ...,
) -> ModelProto: ...
