"""Classes of things that are scored, in the words of the truth and in the numbers of COCO."""

from dataclasses import dataclass
from typing import Final

from eval.scores.scenario import TrueObject, TruePerson

LEAST_VISIBILITY: Final = 0.4
"""Who or what is more hidden need not be found, and may be."""

LEAST_PERSON_PX: Final = 40.0
"""Height of a person's visible box; smaller people need not be found, and may be."""


@dataclass(frozen=True, slots=True)
class ScoredClass:
    """A class: ``kinds`` of objects in frames.jsonl, and COCO class numbers that count as it."""

    name: str
    kinds: frozenset[str]
    coco: frozenset[int]


PERSON: Final = ScoredClass("person", frozenset({"person"}), frozenset({0}))
CLASSES: Final = (
    PERSON,
    ScoredClass("chair", frozenset({"chair"}), frozenset({56})),
    ScoredClass("phone", frozenset({"phone"}), frozenset({67})),
    # bottle, wine glass, cup: from a ceiling they look alike, and mean the same
    ScoredClass("cup_or_bottle", frozenset({"cup", "bottle"}), frozenset({39, 40, 41})),
    # bowl to cake: noodles lie in a bowl, and COCO has neither burgers nor snack bags
    ScoredClass(
        "food", frozenset({"burger", "noodles", "fruit", "snacks"}), frozenset(range(45, 56))
    ),
)


def must_be_found(thing: TruePerson | TrueObject) -> bool:
    """Whether missing it is a fault; else it is left out either way."""
    if thing.visibility < LEAST_VISIBILITY:
        return False
    return isinstance(thing, TrueObject) or thing.box[3] - thing.box[1] >= LEAST_PERSON_PX
