from collections.abc import Iterable, Mapping
from typing import Any

from torch.nn import Parameter
from torch.optim import swa_utils as swa_utils

class AdamW:
    param_groups: list[dict[str, Any]]
    def __init__(
        self,
        params: Iterable[Parameter] | Iterable[Mapping[str, object]],
        lr: float = ...,
        *,
        weight_decay: float = ...,
    ) -> None: ...
    def step(self) -> None: ...
    def zero_grad(self, set_to_none: bool = ...) -> None: ...
