"""Every behaviour comes up in random rooms, about as often as is stated."""

from collections import Counter
from typing import Any

import numpy as np
import pytest

from eval.sim.frames import shares
from eval.sim.frames.floor_plan import draw_plan
from eval.sim.frames.people import draw_people
from eval.sim.frames.shares import Part

ROOMS = 400
SPOKEN = {"phone": "how", "eat": "what", "drink": "what"}


def actions(people: list[dict[str, Any]]) -> list[str]:
    """All actions of people with a seat, as the parts are called."""
    found = []
    for person in people:
        for action in person.get("timeline", ()):
            word = action.get(SPOKEN.get(action["do"], ""), "")
            name = f"phone_{word}" if action["do"] == "phone" else word or action["do"]
            found.append(name)
    return found


@pytest.fixture(scope="module")
def crowd() -> list[dict[str, Any]]:
    """The people with seats of many rooms."""
    people = []
    for room in range(ROOMS):
        rng = np.random.default_rng([5, room])
        people += [each for each in draw_people(draw_plan(rng), rng) if "seat" in each]
    return people


@pytest.mark.parametrize(
    "part",
    [
        Part.PHONE_HAND,
        Part.PHONE_EAR,
        Part.PHONE_PHOTO,
        Part.NOODLES,
        Part.SNACKS,
        Part.FRUIT,
        Part.BURGER,
        Part.CUP,
        Part.BOTTLE,
        Part.RAISE_HAND,
        Part.SCRATCH_HEAD,
        Part.FEET_UP,
        Part.LIE_DOWN,
        Part.LEAVE,
        Part.RETURN,
        Part.VISIT,
    ],
)
def test_a_behaviour_has_its_share(crowd: list[dict[str, Any]], part: Part) -> None:
    stated = shares.PARTS[part] / sum(shares.PARTS.values())
    got = Counter(actions(crowd))[part.value] / len(crowd)
    assert stated / 2 < got < 2.2 * stated


@pytest.mark.parametrize("chair", ["in", "out", "turned"])
def test_chairs_are_left_in_every_way(crowd: list[dict[str, Any]], chair: str) -> None:
    away = [each for each in crowd if each.get("start")]
    assert len([each for each in away if each["chair"] == chair]) > 0.2 * len(away)


def test_neighbours_talk_and_glance(crowd: list[dict[str, Any]]) -> None:
    found = Counter(actions(crowd))
    assert found["chat"] > 0.015 * len(crowd)
    assert found["glance"] > 0.004 * len(crowd)


@pytest.mark.parametrize("thing", ["phone", "cup", "bottle", "papers", "bag"])
def test_things_lie_on_desks_of_people_who_do_not_use_them(
    crowd: list[dict[str, Any]], thing: str
) -> None:
    got = len([each for each in crowd if thing in each["desk"]]) / len(crowd)
    assert got == pytest.approx(shares.ON_DESK[thing], rel=0.35)


def test_a_desk_has_one_food_at_most(crowd: list[dict[str, Any]]) -> None:
    foods = {"burger", "noodles", "fruit", "snacks"}
    assert all(len(foods & set(each["desk"])) <= 1 for each in crowd)


def test_jackets_hang_on_chairs_and_bags_lie_on_empty_ones(crowd: list[dict[str, Any]]) -> None:
    found = Counter(each.get("on_chair") for each in crowd)
    assert found["jacket"] > 0.05 * len(crowd)
    assert found["bag"] > 0.01 * len(crowd)
    assert all(each.get("start") for each in crowd if each.get("on_chair") == "bag")
