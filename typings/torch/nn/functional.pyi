from collections.abc import Sequence
from typing import Literal

from torch import Tensor

def avg_pool2d(input: Tensor, kernel_size: int) -> Tensor: ...
def binary_cross_entropy_with_logits(input: Tensor, target: Tensor) -> Tensor: ...
def cross_entropy(input: Tensor, target: Tensor, *, label_smoothing: float = ...) -> Tensor: ...
def conv2d(
    input: Tensor,
    weight: Tensor,
    bias: Tensor | None,
    *,
    stride: Sequence[int],
    padding: Sequence[int],
    groups: int,
) -> Tensor: ...
def interpolate(
    input: Tensor,
    size: tuple[int, int] | None = ...,
    scale_factor: float | None = ...,
    *,
    mode: Literal["area", "bilinear", "nearest"],
) -> Tensor: ...
def logsigmoid(input: Tensor) -> Tensor: ...
def silu(input: Tensor) -> Tensor: ...
def smooth_l1_loss(input: Tensor, target: Tensor, *, beta: float = ...) -> Tensor: ...
