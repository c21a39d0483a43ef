"""Pictures with labelled boxes: COCO pictures, and two sets of phones."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from eval.real.scenario import Box, Json, RealScenario, person, scaled, thing
from eval.real.stills import PlacedStill, pictures_in, read_still, still_cameras
from eval.real.yolo_labels import Label, read_labels

PERSON: Final = "person"
COCO_KINDS: Final = {
    0: PERSON, 39: "bottle", 40: "cup", 41: "cup", 45: "noodles", 46: "fruit", 47: "fruit",
    48: "burger", 49: "fruit", 50: "fruit", 51: "fruit", 52: "burger", 53: "burger",
    54: "snacks", 55: "snacks", 56: "chair", 67: "phone",
}  # fmt: skip
"""COCO's classes in the words of our frames: a glass is a cup, a bowl stands for noodles, and
food goes to the nearest kind, since all kinds of it are scored as one. Others are left out."""
PHONE_KINDS: Final = {0: "phone"}


@dataclass(frozen=True, slots=True)
class LabelledFolder:
    """A folder of pictures and the one with a text file of labels for each of them."""

    pictures: str
    labels: str


@dataclass(frozen=True, slots=True)
class LabelledSet:
    """A data set: where it lies, which kind each class number is, and who labelled it."""

    name: str
    folders: tuple[LabelledFolder, ...]
    kinds: Mapping[int, str]
    note: str


COCO: Final = LabelledSet(
    "coco",
    (
        LabelledFolder(
            "coco128_lightly/images/val2017", "coco128_lightly/object_detection/labels/val2017"
        ),
        LabelledFolder(
            "coco128_lightly/images/train2017", "coco128_lightly/object_detection/labels/train2017"
        ),
    ),
    COCO_KINDS,
    "COCO's own labels, crowds left out by their converter; 18 of the 53 pictures are of COCO's "
    "training set, which the networks have seen.",
)
PHONES: Final = LabelledSet(
    "phones",
    (LabelledFolder("phone_usage_bwss/images", "phone_usage_bwss/labels"),),
    PHONE_KINDS,
    "Phone boxes by the authors of the data; nothing else was labelled.",
)
PHONE_CLOSEUPS: Final = LabelledSet(
    "phone_closeups",
    (
        LabelledFolder(
            "phones_closeup_roboflow/valid/images", "phones_closeup_roboflow/valid/labels"
        ),
    ),
    PHONE_KINDS,
    "Phone boxes by the authors of the data (the boxes of polygons where those were drawn); "
    "nothing else was labelled. Close-ups, and no camera of a floor.",
)


def prepare(shared: Path, data: LabelledSet) -> RealScenario:
    """The scenario. Raises ``InputFaults`` where the data is not as published."""
    labels: dict[Path, tuple[Label, ...]] = {}
    for folder in data.folders:
        for path in pictures_in(shared / folder.pictures):
            labels[path] = read_labels(shared / folder.labels / f"{path.stem}.txt")
    cameras, placed = still_cameras(read_still(path) for path in labels)
    frames = tuple(frame_line(each, labels[each.still.path], data.kinds) for each in placed)
    return RealScenario(data.name, data.note, cameras, (), frames)


def frame_line(
    placed: PlacedStill, labels: Iterable[Label], kinds: Mapping[int, str]
) -> Mapping[str, Json]:
    """The line of a picture: boxes in the camera's pixels; classes without a kind are left out."""
    people: list[Json] = []
    objects: list[Json] = []
    for number, label in enumerate(labels, start=1):
        kind = kinds.get(label.number)
        box: Box = scaled(label.box, *placed.size)
        if kind == PERSON:
            people.append(person(f"p{number:02}", box, None))
        elif kind is not None:
            objects.append(thing(f"t{number:02}", kind, box))
    return {
        "time": placed.time,
        "camera": placed.camera,
        "seats": {},
        "people": people,
        "objects": objects,
        "labelled": sorted(set(kinds.values())),
        "picture": placed.still.path.name,
    }
