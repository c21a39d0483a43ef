"""What a network of somebody else's is: by what its file says, and by what it answers."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal, cast

import numpy as np
import onnxruntime as ort

from models.claims import Claims, are_numbers, read_claims
from models.classes import COCO, NO_NUMBER, coco_number, sorts_people, unknown_names
from models.manifest import NAME, InputSpec, ManifestEntry, ModelError, Output, Purpose

KEYPOINT_VALUES = 51
"""17 COCO keypoints of x, y, visibility."""
STRIDES = ((8, 16, 32), (8, 16, 32, 64), (4, 8, 16, 32))
"""The grids that ultralytics heads look at: of plain networks, and of those named p6 and p2."""
NOT_READ = ("RTDETRDecoder",)
"""Heads that answer otherwise than their shape suggests."""


@dataclass(frozen=True, slots=True)
class Told:
    """What whoever imports a network says of it.

    ``names`` are for a file without names of its own. ``drop_unknown`` takes a network with
    classes that are on no list here, and never looks at those.
    """

    name: str
    names: tuple[str, ...] | None = None
    licence: str | None = None
    drop_unknown: bool = False


def examine(file: Path, data: bytes, told: Told, today: date) -> ManifestEntry:
    """The manifest's entry for a detection or pose network of ultralytics.

    Runs it once, on black pictures. Raises ``ModelError`` with the reason where it is anything
    else, where its file and its answer disagree, or where neither tells what it is.
    """
    if re.fullmatch(NAME, told.name) is None:
        raise ModelError(
            f"name {told.name!r}: letters, digits, dots, dashes and underscores make a name; "
            "say one with --name"
        )
    try:
        return _entry(data, told, today)
    except ModelError as error:
        raise ModelError(f"{file}: {error}") from error.__cause__


def _entry(data: bytes, told: Told, today: date) -> ManifestEntry:
    options = ort.SessionOptions()
    options.log_severity_level = 4
    try:
        session = ort.InferenceSession(data, options, providers=["CPUExecutionProvider"])
    except Exception as error:
        raise ModelError(f"onnxruntime cannot open it: {error}") from error
    claims = read_claims(session.get_modelmeta().custom_metadata_map)
    _refuse_other_tasks(claims)
    spec = _input(session, claims)
    answer = _trial(session, spec)
    output, count = _layout(answer, _trial_size(spec), claims)
    names = _names(output, count, claims, told)
    return ManifestEntry(
        name=told.name,
        file=Path(f"{told.name}.onnx"),
        sha256="0" * 64,
        licence=told.licence or claims.licence or "unknown",
        purpose=Purpose.POSE if output.has_keypoints else Purpose.DETECTION,
        classes=_shortest(names),
        output=output,
        input=spec,
        made_from=_made_from(claims),
        added=today,
    )


def _refuse_other_tasks(claims: Claims) -> None:
    if claims.task not in (None, "detect", "pose"):
        raise ModelError(
            f"its task is {claims.task!r}; only 'detect' and 'pose' are on the allow-list"
        )
    if claims.head in NOT_READ:
        raise ModelError(f"its head is {claims.head}, which is not read here; use a YOLO network")
    if claims.keypoints not in (None, (17, 3)):
        raise ModelError(
            f"its keypoints are {claims.keypoints}; only COCO's 17 of a body, with x, y and "
            "visibility, are on the allow-list"
        )
    if claims.model is not None and sorts_people(claims.model):
        raise ModelError(f"it calls itself {claims.model}: what sorts people is never accepted")


def _input(session: ort.InferenceSession, claims: Claims) -> InputSpec:
    inputs, outputs = session.get_inputs(), session.get_outputs()
    if len(outputs) != 1:
        raise ModelError(
            f"it has {len(outputs)} outputs ({', '.join(each.name for each in outputs)}), and an "
            "ultralytics detection or pose network has one; face detectors and segmentation look "
            "like this"
        )
    if len(outputs[0].shape) == 2:
        raise ModelError(
            f"it answers one row of {outputs[0].shape[1]} numbers a picture: an embedding, which "
            "recognises a face or a person again, or a classifier; neither is ever accepted"
        )
    shape = inputs[0].shape
    if len(inputs) != 1 or len(shape) != 4 or shape[1] != 3:
        raise ModelError(
            f"it takes {', '.join(f'{each.name} {each.shape}' for each in inputs)}; "
            "an ultralytics network takes one batch (B, 3, height, width)"
        )
    if inputs[0].type not in ("tensor(float)", "tensor(float16)"):
        raise ModelError(f"it takes {inputs[0].type}; a network of floats was expected")
    batch, _, height, width = shape
    fixed = isinstance(height, int) and isinstance(width, int)
    if not fixed and (isinstance(height, int) or isinstance(width, int)):
        raise ModelError(f"its input is {shape}; height and width must both be fixed, or neither")
    stride = claims.stride or 32
    if stride not in (32, 64):
        raise ModelError(f"its stride is {stride}; 32 and 64 are known")
    size = (height, width) if fixed else claims.size or (640, 640)
    return InputSpec(
        layout="NCHW",
        colour="RGB",
        range=(0, 1),
        letterbox=114,
        stride=cast(Literal[32, 64], stride),
        size=cast(tuple[int, int], size),
        fixed=fixed,
        batch=batch if isinstance(batch, int) else None,
    )


def _trial_size(spec: InputSpec) -> tuple[int, int]:
    """The least (height, width) that gives an end-to-end network its 300 things to choose from."""
    return spec.size if spec.fixed else (4 * spec.stride, 5 * spec.stride)


def _trial(session: ort.InferenceSession, spec: InputSpec) -> tuple[int, ...]:
    """The shape of the answer to black pictures, two where it takes any number."""
    given = session.get_inputs()[0]
    count = spec.batch or 2
    black = np.zeros((count, 3, *_trial_size(spec)), np.float32)
    half = given.type == "tensor(float16)"
    try:
        answer = session.run(None, {given.name: black.astype(np.float16) if half else black})[0]
    except Exception as error:
        raise ModelError(f"it does not run on {count} black pictures: {error}") from error
    if answer.ndim != 3 or len(answer) != count or not np.isfinite(answer).all():
        raise ModelError(f"of {count} black pictures it makes {answer.shape}, or no finite numbers")
    return answer.shape


def _layout(
    answer: tuple[int, ...], size: tuple[int, int], claims: Claims
) -> tuple[Output, int | None]:
    """How it answers, and how many numbers a thing has where the shape tells the classes."""
    _, rows, columns = answer
    grids = {sum(size[0] // s * (size[1] // s) for s in strides) for strides in STRIDES}
    raw = columns in grids and rows > 4
    whole = columns in (6, 6 + KEYPOINT_VALUES)
    if claims.end_to_end is not None and (raw, whole) != (
        not claims.end_to_end,
        claims.end_to_end,
    ):
        raise ModelError(
            f"it says end to end: {claims.end_to_end}, but answers {rows} x {columns} a picture"
        )
    if raw:
        pose = claims.task == "pose" if claims.task else rows in (56, 135)
        return (Output.RAW_POSE if pose else Output.RAW), rows - 4 - KEYPOINT_VALUES * pose
    if whole:
        pose = columns > 6
        if claims.task is not None and pose != (claims.task == "pose"):
            raise ModelError(
                f"its task is {claims.task!r}, but it answers {columns} values a thing"
            )
        return (Output.END_TO_END_POSE if pose else Output.END_TO_END), None
    raise ModelError(
        f"it answers {rows} x {columns} a picture of {size[1]}x{size[0]}, as no ultralytics "
        "detection or pose network does (4 + classes [+ 51] rows, or 6 [+ 51] columns); a YOLOX or "
        "an old YOLOv5 has an objectness as well: export a network with ultralytics instead"
    )


def _names(output: Output, count: int | None, claims: Claims, told: Told) -> tuple[str, ...]:
    """The classes' names: the file's, else those told, else what only one network has."""
    names = claims.names
    if names is None or are_numbers(names):
        names = told.names
    elif told.names not in (None, names):
        raise ModelError(f"it names its classes itself ({_some(names)}); leave --names out")
    if names is None and claims.names is None and output is Output.RAW and count == len(COCO):
        names = COCO
    if names is None and claims.names is None and output is Output.RAW_POSE:
        names = {1: ("person",), len(COCO): COCO}.get(count or 0)
    if names is None:
        raise ModelError(
            "it does not name its classes; say them in their order, as in --names person,chair, "
            "or --names coco for COCO's 80"
        )
    if count is not None and len(names) != count:
        raise ModelError(f"it answers for {count} classes, but {len(names)} are named")
    sorting = [name for name in names if sorts_people(name)]
    if sorting:
        raise ModelError(f"class {sorting[0]!r} sorts people: never accepted")
    unknown = unknown_names(names)
    if unknown and not told.drop_unknown:
        raise ModelError(
            f"classes that are on no list of things here: {_some(unknown)}; with --drop-unknown "
            "it is taken, and what it finds of them is never looked at"
        )
    if all(coco_number(name) == NO_NUMBER for name in names):
        raise ModelError(f"it finds nothing that is looked for here, only {_some(names)}")
    return tuple(names)


def _shortest(names: tuple[str, ...]) -> Literal["coco-80", "person"] | tuple[str, ...]:
    if names == COCO:
        return "coco-80"
    return "person" if names == ("person",) else names


def _made_from(claims: Claims) -> str:
    if claims.version is None and claims.model is None:
        return "an ONNX file without metadata"
    return f"{claims.model or 'a network'}, ultralytics {claims.version or '?'} export"


def _some(names: tuple[str, ...] | list[str]) -> str:
    more = f" and {len(names) - 5} more" if len(names) > 5 else ""
    return ", ".join(names[:5]) + more
