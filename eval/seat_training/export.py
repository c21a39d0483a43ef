"""A trained seat network as one ONNX file: the detector's layers and the head, checked."""

import json
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import compose

from eval.seat_training.backbone import Backbone
from eval.seat_training.calibrate import Calibration
from eval.seat_training.net import Entry, Judge, SeatHead
from vision.seat_look import CHOICES, FLAGS, VALUES

SAME = 1e-3
BATCH = "batch"


class ExportError(Exception):
    """The exported file says other things than the network."""


def export(head: SeatHead, calibration: Calibration, backbone: Backbone, path: Path) -> None:
    """Write the file with its questions in the metadata. Raises `ExportError` where onnxruntime's
    answers differ from the parts' by more than `SAME`."""
    judge = Judge(head, torch.from_numpy(calibration.scale), torch.from_numpy(calibration.shift))
    judge.eval()
    scale, compares = head.design.scale, head.design.compares
    cells, half = scale.cells, scale.cells // 2
    examples: tuple[torch.Tensor, ...] = (
        torch.rand(2, 128, cells, cells),
        torch.rand(2, 128, half, half),
        torch.randint(0, 256, (2, 2, cells, cells), dtype=torch.uint8),
    )
    asked, answered = ["fine", "coarse", "masks"], ["answers"]
    if compares:
        examples = (*examples, torch.rand(2, head.design.traits))
        asked, answered = [*asked, "reference"], [*answered, "traits"]
    seats = torch.randint(0, 256, (2, 3, scale.side, scale.side), dtype=torch.uint8)
    opset = max(each.version for each in backbone.model.opset_import if not each.domain)
    folder = path.parent
    folder.mkdir(parents=True, exist_ok=True)
    entry = _part(Entry(), (seats,), ["seats"], ["images"], folder / ".entry.onnx", opset)
    end = _part(judge, examples, asked, answered, folder / ".head.onnx", opset)
    whole = _joined(entry, backbone.model, end, answered)
    _describe(whole, head.design.task)
    draft = path.with_name(f".half-{path.name}")
    onnx.save(whole, str(draft))
    _check(draft, judge, backbone, seats, examples)
    draft.replace(path)


def _part(
    module: torch.nn.Module,
    examples: tuple[torch.Tensor, ...],
    inputs: list[str],
    outputs: list[str],
    path: Path,
    opset: int,
) -> onnx.ModelProto:
    torch.onnx.export(
        module,
        examples,
        str(path),
        input_names=inputs,
        output_names=outputs,
        dynamic_axes={name: {0: BATCH} for name in (*inputs, *outputs)},
        opset_version=opset,
        dynamo=False,
    )
    model = onnx.load(str(path))
    path.unlink()
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


def _check(
    path: Path,
    judge: Judge,
    backbone: Backbone,
    seats: torch.Tensor,
    examples: tuple[torch.Tensor, ...],
) -> None:
    _, _, masks, *references = examples
    fine, coarse = backbone(seats.numpy().astype(np.float32))
    with torch.no_grad():
        wanted = judge(torch.from_numpy(fine), torch.from_numpy(coarse), masks, *references)
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    names = [each.name for each in session.get_outputs()]
    feeds = {"seats": seats.numpy(), "masks": masks.numpy()}
    if references:
        feeds["reference"] = references[0].numpy()
    found = session.run(names, feeds)
    worst = max(
        float(np.abs(there.numpy() - here).max()) for there, here in zip(wanted, found, strict=True)
    )
    if not worst <= SAME:
        path.unlink()
        raise ExportError(f"{path}: onnxruntime differs from the parts by {worst:.2g}")
