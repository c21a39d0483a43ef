"""The detector's first layers, cut out of its ONNX file."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray
from onnx.utils import Extractor

LAYERS = {"shallow": 2, "fine": 4, "coarse": 6}
"""YOLO11's layers whose outputs are the maps at strides 4, 8 and 16."""

FINE, COARSE = 128, 128
"""Channels of the maps at strides 8 and 16."""

Floats = NDArray[np.float32]


class BackboneError(Exception):
    """A detector whose layers are not where they are expected."""


def cut(detector: Path, maps: Sequence[str] = ("fine", "coarse")) -> onnx.ModelProto:
    """The part of an ultralytics YOLO11 from `images` to ``maps``, which are its outputs. Raises
    `BackboneError` where it has no such layers."""
    model = onnx.load(str(detector))
    last: dict[int, str] = {}
    for node in model.graph.node:
        found = re.match(r"/model\.(\d+)/", node.name)
        if found:
            last[int(found.group(1))] = node.output[0]
    if not {LAYERS[each] for each in maps} <= last.keys():
        raise BackboneError(f"{detector}: no YOLO11 of ultralytics with raw outputs")
    names = {last[LAYERS[each]]: each for each in maps}
    part = Extractor(onnx.shape_inference.infer_shapes(model)).extract_model(
        ["images"], list(names)
    )
    return _renamed(part, names)


def _renamed(model: onnx.ModelProto, names: Mapping[str, str]) -> onnx.ModelProto:
    for node in model.graph.node:
        for places in (node.input, node.output):
            for number, name in enumerate(places):
                places[number] = names.get(name, name)
    for value in (*model.graph.output, *model.graph.value_info):
        value.name = names.get(value.name, value.name)
    return model


class Backbone:
    """The cut-out layers, ready to run; they learn nothing."""

    def __init__(self, detector: Path, threads: int = 0) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        self.model = cut(detector)
        self._session = onnxruntime.InferenceSession(
            self.model.SerializeToString(), options, providers=["CPUExecutionProvider"]
        )

    def __call__(self, seats: Floats) -> tuple[Floats, Floats]:
        """Maps (B, 128, S/8, S/8) and (B, 128, S/16, S/16) of BGR pictures (B, 3, S, S), 0..255."""
        images = np.ascontiguousarray(seats[:, ::-1]) * np.float32(1 / 255)
        fine, coarse = self._session.run(["fine", "coarse"], {"images": images})
        return fine, coarse
