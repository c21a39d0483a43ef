"""Boxes of the things that a seat's label speaks of, in its crop."""

from typing import Any

from eval.sim.frames.seat_things import seat_things
from eval.sim.truth.frame import ShownThing

RECT = (100, 50, 200, 150)
PHONE = ShownThing("p1/phone", "phone", "p1", "A-01")
CUP = ShownThing("p1/cup", "cup", None, "A-01")
OTHER = ShownThing("p2/phone", "phone", "p2", "A-02")


def seen(thing: ShownThing, box: list[int]) -> dict[str, Any]:
    return {"id": thing.id, "kind": thing.kind, "box": box, "held_by": thing.held_by}


def label(phone: str = "none", drink: str = "none") -> dict[str, Any]:
    return {"phone": phone, "food": "none", "drink": drink}


def test_a_box_is_in_pixels_of_the_crop() -> None:
    objects = [seen(PHONE, [120, 60, 130, 66])]
    assert seat_things("A-01", label("hand"), [PHONE], objects, RECT) == {
        "phone": [[20, 10, 30, 16]]
    }


def test_what_lies_half_outside_is_cut_and_what_lies_outside_is_left_out() -> None:
    objects = [seen(PHONE, [90, 60, 110, 66])]
    assert seat_things("A-01", label("ear"), [PHONE], objects, RECT) == {"phone": [[0, 10, 10, 16]]}
    objects = [seen(PHONE, [90, 60, 101, 66])]
    assert seat_things("A-01", label("ear"), [PHONE], objects, RECT) == {}


def test_a_neighbours_phone_is_not_the_seats() -> None:
    objects = [seen(OTHER, [120, 60, 130, 66])]
    assert seat_things("A-01", label("hand"), [PHONE, OTHER], objects, RECT) == {}


def test_of_two_cups_the_one_is_meant_that_the_label_speaks_of() -> None:
    held = ShownThing("p1/cup2", "cup", "p1", "A-01")
    objects = [seen(CUP, [120, 60, 130, 70]), seen(held, [150, 60, 160, 70])]
    things = [CUP, held]
    assert seat_things("A-01", label(drink="hand"), things, objects, RECT) == {
        "drink": [[50, 10, 60, 20]]
    }
    assert seat_things("A-01", label(drink="desk"), things, objects, RECT) == {
        "drink": [[20, 10, 30, 20]]
    }
