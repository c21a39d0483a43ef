"""The detector's first layers as layers that can learn.

The ONNX file is the only form in which the detector comes along, so its graph is read node by node:
the few operations that a YOLO's first layers are made of, with their weights as parameters.
"""

from collections.abc import Mapping

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn
from torch.nn import functional

from eval.seat_training.backbone import BackboneError


class Trunk(nn.Module):
    """An ONNX graph of convolutions, from `images` (B, 3, H, W) RGB 0..1 to its outputs.

    `forward` raises `BackboneError` for an operation that it does not know.
    """

    def __init__(self, model: onnx.ModelProto) -> None:
        super().__init__()
        self._nodes = list(model.graph.node)
        self._outputs = [each.name for each in model.graph.output]
        # A gate is only ever multiplied with what it is a gate of: one operation, half the memory.
        self._gates = {
            node.output[0]: node.input[0] for node in self._nodes if node.op_type == "Sigmoid"
        }
        self._splits: dict[str, list[int]] = {}
        self.weights = nn.ParameterDict()
        used = {name for node in self._nodes if node.op_type == "Conv" for name in node.input}
        for each in model.graph.initializer:
            array = np.array(numpy_helper.to_array(each))
            if each.name in used:
                self.weights[_key(each.name)] = nn.Parameter(torch.from_numpy(array))
            else:
                self._splits[each.name] = array.tolist()

    def forward(self, images: Tensor) -> tuple[Tensor, ...]:
        """The graph's outputs, in its order."""
        known: dict[str, Tensor] = {"images": images}
        for node in self._nodes:
            self._run(node, known)
        return tuple(known[name] for name in self._outputs)

    def _run(self, node: onnx.NodeProto, known: dict[str, Tensor]) -> None:
        inputs, said = list(node.input), _attributes(node)
        first = known[inputs[0]]
        match node.op_type:
            case "Conv":
                weight, *bias = (self.weights[_key(name)] for name in inputs[1:])
                known[node.output[0]] = functional.conv2d(
                    first,
                    weight,
                    bias[0] if bias else None,
                    stride=said["strides"],
                    padding=said["pads"][:2],
                    groups=said["group"][0],
                )
            case "Sigmoid":
                pass
            case "Mul" if self._gates.get(inputs[1]) == inputs[0]:
                known[node.output[0]] = functional.silu(first)
            case "Add":
                known[node.output[0]] = first + known[inputs[1]]
            case "Concat":
                known[node.output[0]] = torch.cat([known[name] for name in inputs], dim=1)
            case "Split":
                parts = torch.split(first, self._splits[inputs[1]], dim=1)
                known.update(zip(node.output, parts, strict=True))
            case _:
                raise BackboneError(
                    f"{node.name}: {node.op_type} of {', '.join(inputs)} is unknown"
                )


def _key(name: str) -> str:
    return name.replace(".", "_")  # a parameter's name may hold no dot


def _attributes(node: onnx.NodeProto) -> Mapping[str, list[int]]:
    return {each.name: list(each.ints) or [each.i] for each in node.attribute}
