"""A trained seat network as an ONNX file that gives probabilities, checked against torch."""

import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import onnxruntime
import torch

from eval.seat_training.net import Answers, SeatNet
from vision.seat_input import CHANNELS, SIDE
from vision.seat_look import CHOICES, FLAGS, VALUES

OPSET = 18
SAME = 1e-4


class ExportError(Exception):
    """The exported file says other things than the network."""


def export(net: SeatNet, temperatures: Mapping[str, float], path: Path) -> None:
    """Write the file with its questions in the metadata. Raises `ExportError` where onnxruntime's
    answers differ from torch's by more than `SAME`."""
    answers = Answers(net, dict(temperatures)).eval()
    torch.manual_seed(0)
    example = torch.randint(0, 256, (2, CHANNELS, SIDE, SIDE), dtype=torch.uint8)
    draft = path.with_name(f".half-{path.name}")
    torch.onnx.export(
        answers,
        (example,),
        str(draft),
        input_names=["seats"],
        output_names=["answers"],
        dynamic_axes={"seats": {0: "batch"}, "answers": {0: "batch"}},
        opset_version=OPSET,
        dynamo=False,
    )
    _describe(draft)
    session = onnxruntime.InferenceSession(str(draft), providers=["CPUExecutionProvider"])
    with torch.no_grad():
        wanted = answers(example).numpy()
    found = np.asarray(session.run(None, {"seats": example.numpy()})[0])
    worst = float(np.abs(wanted - found).max())
    if not worst <= SAME:
        draft.unlink()
        raise ExportError(f"{path}: onnxruntime differs from torch by {worst:.2g}")
    draft.replace(path)


def _describe(path: Path) -> None:
    import onnx

    model = onnx.load(str(path))
    for key, value in (
        ("task", "seat_state"),
        ("choices", json.dumps(CHOICES)),
        ("flags", json.dumps(FLAGS)),
        ("values", json.dumps(VALUES)),
        ("license", "AGPL-3.0-only"),
    ):
        entry = model.metadata_props.add()
        entry.key, entry.value = key, value
    onnx.save(model, str(path))
