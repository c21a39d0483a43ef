"""Labels as ultralytics reads them: one line a thing, in shares of the frame."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from eval.sim.frames.classes import PERSON

Box = Sequence[float]

# What is seen of less is left out: an annotator would not draw it either.
LEAST_SEEN = {"person": 0.12, "chair": 0.2}
LEAST_SEEN_SMALL = 0.35
LEAST_SIDE_PX = {"person": 6.0, "chair": 6.0}
LEAST_SIDE_SMALL_PX = 3.0


def is_labelled(kind: str, box: Box, visibility: float) -> bool:
    """Whether a thing with this visible box and visible share is labelled."""
    side = min(box[2] - box[0], box[3] - box[1])
    return visibility >= LEAST_SEEN.get(kind, LEAST_SEEN_SMALL) and side >= LEAST_SIDE_PX.get(
        kind, LEAST_SIDE_SMALL_PX
    )


def detection_lines(boxes: Iterable[tuple[int, Box]], size: tuple[int, int]) -> list[str]:
    """`class x y w h` of class numbers and boxes in pixels: centre and size, 0..1."""
    return [f"{number} {_share(box, size)}" for number, box in boxes]


def pose_lines(people: Iterable[Mapping[str, Any]], size: tuple[int, int]) -> list[str]:
    """`0 x y w h`, then x y v of each of the 17 keypoints, of the people of a line of truth; v is
    COCO's (0 out of the frame, 1 hidden, 2 seen)."""
    width, height = size
    return [
        " ".join(
            [
                f"{PERSON} {_share(person['box'], size)}",
                *(f"{x / width:.5f} {y / height:.5f} {v}" for x, y, v in person["keypoints"]),
            ]
        )
        for person in people
    ]


def _share(box: Box, size: tuple[int, int]) -> str:
    x0, y0, x1, y1 = box
    width, height = size
    parts = ((x0 + x1) / 2 / width, (y0 + y1) / 2 / height, (x1 - x0) / width, (y1 - y0) / height)
    return " ".join(f"{part:.5f}" for part in parts)
