from collections.abc import Mapping, Sequence

from torch import Tensor, nn

def export(
    model: nn.Module,
    args: tuple[Tensor, ...],
    f: str,
    *,
    input_names: Sequence[str],
    output_names: Sequence[str],
    dynamic_axes: Mapping[str, Mapping[int, str]],
    opset_version: int,
    dynamo: bool,
) -> object: ...
