"""A trained seat network as the manifest lists it: its own words, its questions, its figures."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import onnxruntime as ort

from models.head import OF_SEATS
from models.manifest import (
    Heads,
    ManifestEntry,
    ModelError,
    Output,
    Purpose,
    Score,
    SeatInput,
)

PICTURES = "seats"
"""The input that takes the crops; the others are masks and what was noticed of the reference."""

YES_NO = ("no", "yes")


@dataclass(frozen=True, slots=True)
class SeatFile:
    """What an exported seat network says of itself."""

    metadata: Mapping[str, str]
    shape: tuple[int | str, ...]
    """Of its pictures: (batch, channels, height, width); a word where any number will do."""


def read_seat_file(data: bytes) -> SeatFile:
    """Raises ``ModelError`` for what is no seat network."""
    try:
        session = ort.InferenceSession(data, providers=["CPUExecutionProvider"])
    except Exception as error:
        raise ModelError(f"onnxruntime cannot open it: {error}") from error
    shapes = {each.name: tuple(each.shape) for each in session.get_inputs()}
    if PICTURES not in shapes:
        raise ModelError(f"its inputs are {', '.join(shapes)}; a seat network has {PICTURES!r}")
    return SeatFile(session.get_modelmeta().custom_metadata_map, shapes[PICTURES])


def seat_entry(
    name: str, file: SeatFile, report: Mapping[str, Any], made_from: str, today: date
) -> ManifestEntry:
    """The entry of a network with the trainer's report on it.

    Raises ``ModelError`` where the file does not say what it answers.
    """
    _, channels, height, width = file.shape
    return ManifestEntry(
        name=name,
        file=Path(f"{name}.onnx"),
        sha256="0" * 64,
        licence=file.metadata.get("license", "unknown"),
        purpose=task_of(file.metadata),
        classes=heads_of(file.metadata),
        output=Output.HEADS,
        input=SeatInput(layout="NCHW", channels=int(channels), size=(int(height), int(width))),
        scores=dict(figures_of(report)),
        made_from=made_from,
        added=today,
    )


def task_of(metadata: Mapping[str, str]) -> Purpose:
    """What it is for."""
    task = metadata.get("task")
    for purpose in OF_SEATS.values():
        if task == purpose.value:
            return purpose
    known = " or ".join(repr(purpose.value) for purpose in OF_SEATS.values())
    raise ModelError(f"its task is {task!r}; a seat network says {known}")


def heads_of(metadata: Mapping[str, str]) -> Heads:
    """Each question with its answers: words, no and yes, or none for a number."""
    try:
        choices = json.loads(metadata["choices"])
        flags, values = json.loads(metadata["flags"]), json.loads(metadata["values"])
    except (KeyError, ValueError) as error:
        raise ModelError(f"its metadata do not say what it answers ({error})") from error
    words: Heads = {question: tuple(answers) for question, answers in choices.items()}
    return words | dict.fromkeys(flags, YES_NO) | dict.fromkeys(values, ())


def figures_of(report: Mapping[str, Any]) -> list[tuple[str, Score]]:
    """What the trainer measured on rooms that were held back: how often each question is answered
    right, and of yes and no, where nearly all is no, how often a yes is right and is found."""
    found = []
    for question, score in report["scores"].items():
        how = f"{score['asked']} crops of rooms held back; {report['learnt_from']} learnt from"
        figures = {"accuracy": score["accuracy"]}
        if tuple(score["precision"]) == YES_NO:
            figures = {"precision": score["precision"]["yes"], "recall": score["recall"]["yes"]}
        figures["calibration error"] = score["calibration_error"]
        found += [
            (f"{question} {figure}", Score(value=value, how=how))
            for figure, value in figures.items()
        ]
    return found
