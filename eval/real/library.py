"""Five ceiling pictures of a library: the authors' seat boxes, states that we saw by eye.

Each picture is a camera of its own, so that another one of the same camera can be its reference: of
three of them there is one, taken hours or months before or after.
"""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from eval.real.by_eye import Row, box_of, read_table
from eval.real.faults import data_fault, read_data
from eval.real.scenario import (
    STILL_FPS,
    Box,
    Json,
    RealCamera,
    RealReference,
    RealScenario,
    RealSeat,
    Size,
    scaled,
    seat_state,
)
from eval.real.stills import Still, read_still

FOLDER = "library_cctv_iiserb"
LABELS = Path(__file__).with_name("library_seats_by_eye.csv")
COLUMNS = "picture, camera, seat, occupancy, chair, x0, y0, x1, y1"
NOTE = (
    "Seat boxes by the authors of the data, five more by us; occupancy and chairs by eye, by us, "
    "only where it is plain (eval/real/library_seats_by_eye.csv). Where another picture of a "
    "camera shows its seats empty, it is their reference. People were not labelled."
)

REFERENCES: Final = {
    "t1_cam10.jpg": "t4_cam10.jpg",
    "t3_cam10.jpg": "t4_cam10.jpg",
    "t4_cam10.jpg": "t1_cam10.jpg",
}
"""For each picture another one of its camera. t1 was taken in another month, and by another
recorder than t3 and t4; nobody is at the seats in either reference."""

PEOPLE: Final[Mapping[str, tuple[Box, ...]]] = {
    "t1_cam10.jpg": (
        (72, 72, 110, 96), (60, 85, 85, 125), (180, 22, 192, 34), (212, 38, 222, 50),
        (207, 58, 229, 78), (214, 78, 221, 97),
    ),
    "t4_cam10.jpg": ((69, 57, 85, 85), (168, 24, 206, 46), (256, 72, 272, 94)),
}  # fmt: skip
"""Who is in a reference elsewhere, on 352x288."""


@dataclass(frozen=True, slots=True)
class EyeLabel:
    """What was seen of one seat in one picture; ``box`` where the authors have none."""

    picture: str
    camera: str
    seat: int
    occupancy: str
    chair: str
    box: Box | None


def prepare(shared: Path) -> RealScenario:
    """The scenario: a camera for each picture."""
    folder = shared / FOLDER
    frame, boxes = read_boxes(folder / "seat_rois_authors_dev_cam10_2_25.json")
    shown: dict[str, list[EyeLabel]] = defaultdict(list)
    for label in read_table(LABELS, eye_label, COLUMNS):
        shown[label.picture].append(label)
    parts = [
        _part(read_still(folder / picture), labels, frame, boxes)
        for picture, labels in shown.items()
    ]
    return RealScenario(
        "library",
        NOTE,
        tuple(camera for camera, _, _ in parts),
        tuple(seat for _, seats, _ in parts for seat in seats),
        tuple(line for _, _, line in parts),
    )


def _part(
    still: Still, labels: Sequence[EyeLabel], frame: Size, boxes: Mapping[str, Sequence[Box]]
) -> tuple[RealCamera, list[RealSeat], Mapping[str, Json]]:
    """A picture as a camera, its seats and its line of truth."""
    name = still.path.stem.replace("_", "-")
    camera = RealCamera(
        name, still.size, STILL_FPS, pictures=(still.path,), reference=_reference(still, frame)
    )
    across, down = still.size[0] / frame[0], still.size[1] / frame[1]
    seats = [
        RealSeat(
            f"{name}-{label.seat}",
            name,
            scaled(label.box or _authors(boxes, label), across, down),
        )
        for label in labels
    ]
    line: Mapping[str, Json] = {
        "time": 0.0,
        "camera": name,
        "seats": {
            f"{name}-{label.seat}": seat_state(label.occupancy, label.chair) for label in labels
        },
        "people": [],
        "labelled": [],
        "picture": still.path.name,
    }
    return camera, seats, line


def _reference(still: Still, frame: Size) -> RealReference | None:
    other = REFERENCES.get(still.path.name)
    if other is None:
        return None
    people = tuple(scaled(box, 1 / frame[0], 1 / frame[1]) for box in PEOPLE[other])
    return RealReference(still.path.with_name(other), people)


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


def eye_label(row: Row) -> EyeLabel:
    """The label of a row."""
    return EyeLabel(
        row["picture"],
        row["camera"],
        int(row["seat"]),
        row["occupancy"],
        row["chair"],
        box_of(row) if row["x0"] else None,
    )


def _authors(boxes: Mapping[str, Sequence[Box]], label: EyeLabel) -> Box:
    known = boxes.get(label.camera, ())
    if not 1 <= label.seat <= len(known):
        wrong = f"the authors have no seat {label.seat} of camera {label.camera}; give its box"
        raise data_fault(LABELS, wrong)
    return known[label.seat - 1]
