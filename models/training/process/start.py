"""An ultralytics network from its ONNX file, ready to be trained further.

Exports have no batch normalisation: it lies folded in the convolutions. Training wants it back, or
one layer's scale runs away from the next one's. So the network is built anew by ultralytics, takes
the folded weights, looks at pictures of the new set, and gets normalisations that undo just what
they measure: the same network to 1e-3, with layers that learn as they did at first.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from numpy.typing import NDArray
from torch import nn
from ultralytics.nn.tasks import DetectionModel, PoseModel

from models.manifest import ModelError
from models.training.process.graph import Weights, read_weights
from models.training.start_info import StartInfo

SAME = 1e-3
"""Outputs of the rebuilt network may differ from the ONNX file's by this share of their largest."""

TASKS: Mapping[str, type[DetectionModel]] = {"detect": DetectionModel, "pose": PoseModel}


def rebuild(path: Path, info: StartInfo) -> DetectionModel:
    """The network of an ONNX file as ultralytics has it after ``fuse``, in evaluation mode.

    Raises ``ModelError`` where the file's weights are not those of ``info.architecture``.
    """
    network = _blank(info)
    network.fuse(verbose=False)
    _load(network, read_weights(path), path)
    return network.eval()


def unfold(fused: DetectionModel, info: StartInfo, pictures: torch.Tensor) -> DetectionModel:
    """The network with batch normalisation again, which says of ``pictures`` and of all others
    what ``fused`` says.

    ``pictures`` (n, 3, h, w), 0..1, are what the normalisations are measured on.
    """
    measured = _measure(fused, pictures)
    network = _blank(info)
    folded = dict(fused.named_modules())
    with torch.no_grad():
        for name, module in network.named_modules():
            if isinstance(module, nn.BatchNorm2d):
                conv = folded[name.removesuffix("bn") + "conv"]
                assert isinstance(conv, nn.Conv2d) and conv.bias is not None
                mean, variance = measured[name.removesuffix("bn") + "conv"]
                module.running_mean.copy_(mean)
                module.running_var.copy_(variance)
                module.weight.copy_((variance + module.eps).sqrt())
                module.bias.copy_(conv.bias + mean)
            elif isinstance(module, nn.Conv2d | nn.ConvTranspose2d):
                other = folded[name]
                assert isinstance(other, nn.Conv2d | nn.ConvTranspose2d)
                module.weight.copy_(other.weight)
                if module.bias is not None and other.bias is not None:
                    module.bias.copy_(other.bias)
    return network.eval()


def fold(network: DetectionModel) -> Weights:
    """The weights as they stand in an ONNX file; ``network`` is left fused."""
    network = network.float().eval()
    network.fuse(verbose=False)
    return {
        name: parameter.detach().cpu().numpy().copy()
        for name, parameter in network.named_parameters()
    }


def check_same(path: Path, network: DetectionModel, pictures: torch.Tensor) -> float:
    """The largest difference from the ONNX file's output, as a share of the largest value.

    Raises ``ModelError`` beyond ``SAME``: then the file is another network than it says.
    """
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    expected = session.run(None, {session.get_inputs()[0].name: pictures.numpy()})[0]
    found = first_output(network, pictures)
    if found.shape != expected.shape:
        raise ModelError(f"{path}: gives {expected.shape}, its architecture {found.shape}")
    difference = float(np.abs(found - expected).max() / np.abs(expected).max())
    if not difference <= SAME:
        raise ModelError(
            f"{path}: rebuilt, it differs by {difference:.2g} of the largest output, over "
            f"{SAME:g}; its metadata name another architecture than its weights have"
        )
    return difference


def first_output(network: DetectionModel, pictures: torch.Tensor) -> NDArray[np.float32]:
    """What an export would give for ``pictures``."""
    with torch.no_grad():
        output = network(pictures)
    while isinstance(output, tuple | list):
        output = output[0]
    return np.asarray(output.numpy(), np.float32)


def _blank(info: StartInfo) -> DetectionModel:
    try:
        network = TASKS[info.task](f"{info.architecture}.yaml", nc=len(info.names), verbose=False)
    except FileNotFoundError:
        raise ModelError(
            f"this ultralytics has no architecture {info.architecture!r}; upgrade it, or start "
            "from another network"
        ) from None
    return network.eval()


def _load(network: DetectionModel, weights: Weights, path: Path) -> None:
    wanted = dict(network.named_parameters())
    wrong = list(_unfit(wanted, weights))
    if wrong:
        raise ModelError(
            f"{path}: {len(wrong)} of {len(wanted)} weights do not fit, first {wrong[0]}; a start "
            "must be exported by ultralytics without end-to-end heads, unquantised"
        )
    with torch.no_grad():
        for name, parameter in wanted.items():
            parameter.copy_(torch.from_numpy(weights[name]))


def _unfit(wanted: Mapping[str, nn.Parameter], weights: Weights) -> Iterator[str]:
    for name, parameter in wanted.items():
        if name not in weights:
            yield f"{name}, which is missing"
        elif weights[name].shape != tuple(parameter.shape):
            yield f"{name}, which is {weights[name].shape} instead of {tuple(parameter.shape)}"


def _measure(
    fused: DetectionModel, pictures: torch.Tensor
) -> dict[str, tuple[torch.Tensor, torch.Tensor]]:
    """Mean and variance (channels,) of what each convolution gives, its bias left out."""
    sums = {
        name: Moments(module)
        for name, module in fused.named_modules()
        if isinstance(module, nn.Conv2d) and module.bias is not None
    }
    with torch.no_grad():
        for picture in pictures:
            fused(picture[None])
    return {name: each.finish() for name, each in sums.items()}


class Moments:
    """Sums over all that a convolution gives while it is watched."""

    def __init__(self, conv: nn.Conv2d) -> None:
        self._bias = conv.bias
        self._count = 0
        self._sum = torch.zeros(conv.out_channels, dtype=torch.float64)
        self._squares = torch.zeros(conv.out_channels, dtype=torch.float64)
        self._hook = conv.register_forward_hook(self._take)

    def _take(self, conv: nn.Module, inputs: object, output: torch.Tensor) -> None:
        values = output.detach().double().movedim(1, 0).flatten(1)
        if self._bias is not None:
            values = values - self._bias.detach().double()[:, None]
        self._count += values.shape[1]
        self._sum += values.sum(1)
        self._squares += values.square().sum(1)

    def finish(self) -> tuple[torch.Tensor, torch.Tensor]:
        """Mean and variance (channels,); watches no longer."""
        self._hook.remove()
        mean = self._sum / self._count
        variance = (self._squares / self._count - mean.square()).clamp(min=0)
        return mean.float(), variance.float()
