"""Where the things of a seat lie in its crop, for networks that are told where to look."""

from collections.abc import Mapping, Sequence
from typing import Any

from eval.sim.frames.seat_label import DRINKS, Label
from eval.sim.motion.track import ThingKind
from eval.sim.truth.food import FOOD
from eval.sim.truth.frame import ShownThing
from vision.seat_crop import Rect

KINDS: Mapping[str, Sequence[ThingKind]] = {
    "phone": (ThingKind.PHONE,),
    "food": FOOD,
    "drink": DRINKS,
}
HELD = frozenset({"hand", "ear", "photo"})
LEAST_PX = 2
"""Of a box's side within the crop."""


def seat_things(
    seat: str,
    label: Label,
    things: Sequence[ShownThing],
    objects: Sequence[Mapping[str, Any]],
    rect: Rect,
) -> dict[str, list[list[int]]]:
    """Boxes (left, top, right, bottom) in pixels of the crop ``rect`` of the things that the
    label of the seat speaks of, by question: in the hand if it says so, else on the desk.
    ``objects`` are those of the frame's line of truth."""
    own = {thing.id: thing.kind for thing in things if thing.seat == seat}
    left, top, right, bottom = rect
    found: dict[str, list[list[int]]] = {}
    for each in objects:
        for question, kinds in KINDS.items():
            if own.get(each["id"]) not in kinds:
                continue
            x0, y0, x1, y1 = each["box"]
            box = [max(x0, left) - left, max(y0, top) - top]
            box += [min(x1, right) - left, min(y1, bottom) - top]
            in_crop = min(box[2] - box[0], box[3] - box[1]) >= LEAST_PX
            if in_crop and (each["held_by"] is not None) == (label[question] in HELD):
                found.setdefault(question, []).append(box)
    return found
