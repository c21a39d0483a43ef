"""A trained seat network as one ONNX file: the detector's layers and the head, checked."""

import json
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import compose

from eval.seat_training.backbone import COARSE, FINE, Backbone
from eval.seat_training.calibrate import Calibration
from eval.seat_training.detail_net import DetailNet, JudgedDetail
from eval.seat_training.net import Design, Entry, Judge, JudgedHead, SeatHead
from vision.seat_look import CHOICES, FLAGS, VALUES

SAME = 1e-3
BATCH = "batch"


class ExportError(Exception):
    """The exported file says other things than the network."""


def export(
    net: SeatHead | DetailNet, calibration: Calibration, backbone: Backbone, path: Path
) -> None:
    """Write the file with its questions in the metadata. Raises `ExportError` where onnxruntime's
    answers differ from the network's by more than `SAME`."""
    judge = Judge(torch.from_numpy(calibration.scale), torch.from_numpy(calibration.shift))
    path.parent.mkdir(parents=True, exist_ok=True)
    opset = max(each.version for each in backbone.model.opset_import if not each.domain)
    feeds = _feeds(net.design)
    if isinstance(net, DetailNet):
        whole = JudgedDetail(net, judge).eval()
        given = (feeds["seats"], feeds["masks"])
        model = _part(whole, given, list(feeds), ["answers"], path, opset)
        with torch.no_grad():
            wanted: tuple[torch.Tensor, ...] = (whole(*given),)
    else:
        head = JudgedHead(net, judge).eval()
        model = _with_backbone(head, feeds, backbone, path, opset)
        fine, coarse = backbone(feeds["seats"].numpy().astype(np.float32))
        maps = torch.from_numpy(fine), torch.from_numpy(coarse)
        with torch.no_grad():
            wanted = head(*maps, feeds["masks"], feeds["reference"])
    _describe(model, net.design.task)
    draft = path.with_name(f".half-{path.name}")
    onnx.save(model, str(draft))
    _check(draft, feeds, wanted)
    draft.replace(path)


def _feeds(design: Design) -> dict[str, torch.Tensor]:
    """Two seats, by the names of the file's inputs."""
    side, cells = design.scale.side, design.scale.cells
    feeds = {
        "seats": torch.randint(0, 256, (2, 3, side, side), dtype=torch.uint8),
        "masks": torch.randint(0, 256, (2, 2, cells, cells), dtype=torch.uint8),
    }
    return feeds | ({"reference": torch.rand(2, design.traits)} if design.compares else {})


def _with_backbone(
    head: JudgedHead, feeds: dict[str, torch.Tensor], backbone: Backbone, path: Path, opset: int
) -> onnx.ModelProto:
    cells = head.head.design.scale.cells
    maps = torch.rand(2, FINE, cells, cells), torch.rand(2, COARSE, cells // 2, cells // 2)
    names = ["fine", "coarse", "masks", "reference"]
    answered = ["answers", "traits"]
    given = (*maps, feeds["masks"], feeds["reference"])
    entry = _part(Entry(), (feeds["seats"],), ["seats"], ["images"], path, opset)
    end = _part(head, given, names, answered, path, opset)
    return _joined(entry, backbone.model, end, answered)


def _part(
    module: torch.nn.Module,
    examples: tuple[torch.Tensor, ...],
    inputs: list[str],
    outputs: list[str],
    path: Path,
    opset: int,
) -> onnx.ModelProto:
    draft = path.with_name(f".part-{path.name}")
    torch.onnx.export(
        module,
        examples,
        str(draft),
        input_names=inputs,
        output_names=outputs,
        dynamic_axes={name: {0: BATCH} for name in (*inputs, *outputs)},
        opset_version=opset,
        dynamo=False,
    )
    model = onnx.load(str(draft))
    draft.unlink()
    return model


def _joined(
    entry: onnx.ModelProto, middle: onnx.ModelProto, end: onnx.ModelProto, outputs: list[str]
) -> onnx.ModelProto:
    version = middle.ir_version
    for each in (entry, end):
        each.ir_version = version
    entry = compose.add_prefix(entry, "entry/", rename_inputs=False, rename_outputs=False)
    end = compose.add_prefix(end, "head/", rename_inputs=False, rename_outputs=False)
    first = compose.merge_models(entry, middle, io_map=[("images", "images")])
    return compose.merge_models(
        first, end, io_map=[("fine", "fine"), ("coarse", "coarse")], outputs=outputs
    )


def _describe(model: onnx.ModelProto, task: str) -> None:
    del model.metadata_props[:]
    for key, value in (
        ("task", task),
        ("choices", json.dumps(CHOICES)),
        ("flags", json.dumps(FLAGS)),
        ("values", json.dumps(VALUES)),
        ("license", "AGPL-3.0-only"),
    ):
        entry = model.metadata_props.add()
        entry.key, entry.value = key, value


def _check(path: Path, feeds: dict[str, torch.Tensor], wanted: tuple[torch.Tensor, ...]) -> None:
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    names = [each.name for each in session.get_outputs()]
    found = session.run(names, {name: each.numpy() for name, each in feeds.items()})
    worst = max(
        float(np.abs(there.numpy() - here).max()) for there, here in zip(wanted, found, strict=True)
    )
    if not worst <= SAME:
        path.unlink()
        raise ExportError(f"{path}: onnxruntime differs from the network by {worst:.2g}")
