"""Four COCO pictures with the keypoints of twelve people."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.real.faults import data_fault, read_data
from eval.real.scenario import Box, Json, RealScenario, person, scaled
from eval.real.stills import PlacedStill, read_still, still_cameras

FOLDER = "keypoints_mmpose/coco"
POINTS = 17
NOTE = (
    "COCO's own labels of people and their keypoints. Two people have a box and no keypoints. "
    "How much of somebody is hidden was not labelled."
)


@dataclass(frozen=True, slots=True)
class Posed:
    """A person: box and 17 keypoints (x, y, v) in pixels, all with v 0 where none was labelled."""

    id: str
    box: Box
    keypoints: tuple[tuple[float, float, float], ...]


def prepare(shared: Path) -> RealScenario:
    """The scenario. Raises ``InputFaults`` where the data is not as published."""
    folder = shared / FOLDER
    people = read_people(folder / "test_coco.json")
    cameras, placed = still_cameras(read_still(folder / name) for name in people)
    frames = tuple(frame_line(each, people[each.still.path.name]) for each in placed)
    return RealScenario("keypoints", NOTE, cameras, (), frames)


def read_people(path: Path) -> Mapping[str, Sequence[Posed]]:
    """The people of each picture, by file name; crowds are left out."""
    try:
        data = json.loads(read_data(path))
        names = {image["id"]: str(image["file_name"]) for image in data["images"]}
        people: dict[str, list[Posed]] = defaultdict(list)
        for each in data["annotations"]:
            if each["iscrowd"]:
                continue
            x, y, w, h = map(float, each["bbox"])
            people[names[each["image_id"]]].append(
                Posed(f"p{each['id']}", (x, y, x + w, y + h), _points(each["keypoints"]))
            )
    except (ValueError, KeyError, TypeError, AttributeError):
        raise data_fault(path, "expected the annotations of COCO keypoints, as JSON") from None
    return dict(sorted(people.items()))


def frame_line(placed: PlacedStill, people: Sequence[Posed]) -> Mapping[str, Json]:
    """The line of a picture, in the camera's pixels."""
    across, down = placed.scale
    lines: list[Json] = []
    for each in people:
        points = [(round(x * across, 2), round(y * down, 2), v) for x, y, v in each.keypoints]
        lines.append(person(each.id, scaled(each.box, across, down), points))
    return {
        "time": placed.time,
        "camera": placed.camera,
        "seats": {},
        "people": lines,
        "labelled": ["person"],
        "picture": placed.still.path.name,
    }


def _points(numbers: Sequence[float]) -> tuple[tuple[float, float, float], ...]:
    if len(numbers) != 3 * POINTS:
        raise ValueError(f"expected {3 * POINTS} numbers, got {len(numbers)}")
    return tuple(
        (float(x), float(y), float(v))
        for x, y, v in zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True)
    )
