"""Weights in and out of an ONNX file, by the names that ultralytics gives them."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import numpy_helper

from models.manifest import ModelError

Weights = Mapping[str, NDArray[np.float32]]
"""Folded weights by name."""


def read_weights(path: Path) -> Weights:
    """All floating point weights of an ONNX file."""
    return {
        each.name: numpy_helper.to_array(each).copy()
        for each in onnx.load(path).graph.initializer
        if each.data_type == onnx.TensorProto.FLOAT
    }


def average(start: Weights, tuned: Weights, share: float) -> Weights:
    """``share`` of the start and the rest of what was tuned, weight by weight, in float32."""
    kept = np.float32(share)
    return {name: kept * start[name] + (np.float32(1) - kept) * tuned[name] for name in tuned}


def write_weights(start: Path, weights: Weights, path: Path) -> None:
    """A copy of ``start`` with other weights: the same graph, so the same runtime takes it.

    Raises ``ModelError`` where a weight has no place in the graph, before anything is written.
    """
    model = onnx.load(start)
    left = dict(weights)
    for each in model.graph.initializer:
        new = left.pop(each.name, None)
        if new is not None:
            if tuple(each.dims) != new.shape:
                raise ModelError(f"{each.name} is {tuple(each.dims)} in {start}, not {new.shape}")
            each.CopyFrom(numpy_helper.from_array(np.ascontiguousarray(new), each.name))
    if left:
        raise ModelError(f"{start}: no place for {sorted(left)[0]} and {len(left) - 1} more")
    onnx.save(model, path)
