"""MINH7: a person who walks in, sits on one seat and then on another; seat states by eye."""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from eval.real.faults import data_fault, read_data
from eval.real.scenario import Json, RealCamera, RealScenario, RealSeat, seat_state

FOLDER = "seat_videos"
FRAME_RATE = 30.0
FPS = 5.0
STEP = round(FRAME_RATE / FPS)
"""Decisions per second, and frames from one to the next: each falls on a frame."""
NOTE = (
    "Seat boxes by the authors of the data; states by eye, not by the authors. Frames within 8 of "
    "a change are ambiguous and left out. Only the occupancy was labelled."
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Frames, both ends included, in which no seat changes; a word for each seat."""

    first: int
    last: int
    states: tuple[str, ...]


def prepare(shared: Path) -> RealScenario:
    """The scenario. Raises ``InputFaults`` where the data is not as published."""
    folder = shared / FOLDER
    video = folder / "MINH7.mp4"
    if not video.is_file():
        raise data_fault(video, "not there; give the folder of the data as published")
    size, boxes = read_seats(folder / "MINH7_rois_authors.json")
    camera = RealCamera("cam1", size, FPS, video=video)
    seats = tuple(
        RealSeat(f"S{number}", camera.id, (x, y, x + w, y + h))
        for number, (x, y, w, h) in enumerate(boxes, start=1)
    )
    stretches = read_stretches(folder / "MINH7_states_by_eye.csv", len(seats))
    frames = tuple(frame_lines(stretches, [seat.id for seat in seats], camera.id))
    return RealScenario("minh7", NOTE, (camera,), seats, frames)


def read_seats(path: Path) -> tuple[tuple[int, int], list[list[float]]]:
    """The size that the boxes refer to, and each seat's x, y, width and height."""
    try:
        data = json.loads(read_data(path))
        width, height = data["frame"]
        return (int(width), int(height)), [list(map(float, b)) for b in data["seats_xywh"].values()]
    except (ValueError, KeyError, TypeError, AttributeError):
        wrong = 'expected JSON with "frame": [w, h] and "seats_xywh": {name: [x, y, w, h]}'
        raise data_fault(path, wrong) from None


def read_stretches(path: Path, seats: int) -> tuple[Stretch, ...]:
    """The labelled stretches. Raises ``InputFaults`` for a table of another kind."""
    rows = csv.DictReader(line for line in read_data(path).splitlines() if line[:1] != "#")
    try:
        return tuple(
            Stretch(
                int(row["first_frame"]),
                int(row["last_frame"]),
                tuple(row[f"seat{number}"] for number in range(1, seats + 1)),
            )
            for row in rows
        )
    except (KeyError, ValueError, TypeError):
        wrong = "expected columns first_frame, last_frame, seat1, seat2, ... with whole numbers"
        raise data_fault(path, wrong) from None


def frame_lines(
    stretches: Iterable[Stretch], seats: Iterable[str], camera: str
) -> Iterator[Mapping[str, Json]]:
    """A line for every decision on a labelled frame; ``labelled`` says that no boxes were."""
    names = tuple(seats)
    for stretch in stretches:
        states = {name: seat_state(word) for name, word in zip(names, stretch.states, strict=True)}
        for frame in range(stretch.first, stretch.last + 1):
            if frame % STEP:
                continue
            time = round(frame / FRAME_RATE, 3)
            yield {
                "time": time, "camera": camera, "seats": states, "people": [], "labelled": [],
            }  # fmt: skip
