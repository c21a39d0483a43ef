"""Five ceiling pictures of a library: the authors' seat boxes, states that we saw by eye."""

import csv
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import ascii_lowercase

from eval.real.faults import data_fault, read_data
from eval.real.scenario import (
    STILL_FPS,
    Box,
    Json,
    RealCamera,
    RealScenario,
    RealSeat,
    Size,
    scaled,
    seat_state,
)
from eval.real.stills import Still, by_shape, place, read_still

FOLDER = "library_cctv_iiserb"
LABELS = Path(__file__).with_name("library_seats_by_eye.csv")
NOTE = (
    "Seat boxes by the authors of the data, one more by us; occupancy by eye, by us, only where it "
    "is plain (eval/real/library_seats_by_eye.csv). Chairs and people were not labelled."
)


@dataclass(frozen=True, slots=True)
class EyeLabel:
    """What was seen of one seat in one picture; ``box`` where the authors have none."""

    picture: str
    camera: str
    seat: int
    occupancy: str
    box: Box | None


def prepare(shared: Path) -> RealScenario:
    """The scenario: a camera for each of the authors' and each shape of its pictures."""
    folder = shared / FOLDER
    frame, boxes = read_boxes(folder / "seat_rois_authors_dev_cam10_2_25.json")
    parts = [
        _part(f"cam{name}{letter}", group, labels, frame, boxes)
        for name, labels in _by_camera(read_eye_labels(LABELS)).items()
        for letter, group in zip(ascii_lowercase, _groups(folder, labels), strict=False)
    ]
    return RealScenario(
        "library",
        NOTE,
        tuple(camera for camera, _, _ in parts),
        tuple(seat for _, seats, _ in parts for seat in seats),
        tuple(line for _, _, lines in parts for line in lines),
    )


def _groups(folder: Path, labels: Sequence[EyeLabel]) -> list[list[Still]]:
    pictures = sorted({label.picture for label in labels})
    return by_shape(read_still(folder / picture) for picture in pictures)


def _part(
    name: str,
    group: Sequence[Still],
    labels: Sequence[EyeLabel],
    frame: Size,
    boxes: Mapping[str, Sequence[Box]],
) -> tuple[RealCamera, list[RealSeat], list[Mapping[str, Json]]]:
    """One camera with its seats, and a line for each of its pictures."""
    size = group[0].size
    camera = RealCamera(name, size, STILL_FPS, pictures=tuple(still.path for still in group))
    shown = {
        still.path.name: [label for label in labels if label.picture == still.path.name]
        for still in group
    }
    numbered = {
        label.seat: label.box or _authors(boxes, label) for each in shown.values() for label in each
    }
    across, down = size[0] / frame[0], size[1] / frame[1]
    seats = [
        RealSeat(f"{name}-{number}", name, scaled(box, across, down))
        for number, box in numbered.items()
    ]
    lines: list[Mapping[str, Json]] = [
        {
            "time": placed.time,
            "camera": name,
            "seats": {
                f"{name}-{label.seat}": seat_state(label.occupancy)
                for label in shown[placed.still.path.name]
            },
            "people": [],
            "labelled": [],
            "picture": placed.still.path.name,
        }
        for placed in place(camera, group)
    ]
    return camera, seats, lines


def read_boxes(path: Path) -> tuple[Size, Mapping[str, Sequence[Box]]]:
    """The size that the authors' boxes refer to, and each camera's boxes in their order."""
    try:
        data = json.loads(read_data(path))
        width, height = data["frame"]
        boxes = {
            str(camera): [(float(a), float(b), float(c), float(d)) for a, b, c, d in each]
            for camera, each in data["seats"].items()
        }
    except (ValueError, KeyError, TypeError, AttributeError):
        wrong = 'expected JSON with "frame": [w, h] and "seats": {camera: [[x0, y0, x1, y1], ...]}'
        raise data_fault(path, wrong) from None
    return (int(width), int(height)), boxes


def read_eye_labels(path: Path) -> tuple[EyeLabel, ...]:
    """The table of labels. Raises ``InputFaults`` for a table of another kind."""
    rows = csv.DictReader(line for line in read_data(path).splitlines() if line[:1] != "#")
    try:
        return tuple(
            EyeLabel(
                row["picture"],
                row["camera"],
                int(row["seat"]),
                row["occupancy"],
                (float(row["x0"]), float(row["y0"]), float(row["x1"]), float(row["y1"]))
                if row["x0"]
                else None,
            )
            for row in rows
        )
    except (KeyError, ValueError, TypeError):
        wrong = "expected columns picture, camera, seat, occupancy, x0, y0, x1, y1"
        raise data_fault(path, wrong) from None


def _by_camera(labels: Sequence[EyeLabel]) -> Mapping[str, list[EyeLabel]]:
    cameras: dict[str, list[EyeLabel]] = defaultdict(list)
    for label in labels:
        cameras[label.camera].append(label)
    return cameras


def _authors(boxes: Mapping[str, Sequence[Box]], label: EyeLabel) -> Box:
    known = boxes.get(label.camera, ())
    if not 1 <= label.seat <= len(known):
        wrong = f"the authors have no seat {label.seat} of camera {label.camera}; give its box"
        raise data_fault(LABELS, wrong)
    return known[label.seat - 1]
