"""Who is in a random room, and what everybody does there."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from eval.sim.frames import shares
from eval.sim.frames.floor_plan import FloorPlan
from eval.sim.frames.shares import Part, Roaming, pick

# Everybody is at what they do from FROM_S to TO_S, so that a moment in between shows it.
FROM_S = 9.0
TO_S = 25.0
DURATION_S = 30.0
FOODS = (Part.BURGER, Part.NOODLES, Part.FRUIT, Part.SNACKS)
FIXED = (Part.CHAT, Part.GLANCE)

Spec = dict[str, Any]


def draw_people(plan: FloorPlan, rng: np.random.Generator) -> list[Spec]:
    """The people of a room in the words of a script."""
    people: list[Spec] = []
    taken: set[str] = set()
    for neighbours in plan.names:
        for place, seat in enumerate(neighbours):
            if seat in taken or rng.random() < shares.NOBODYS_SEAT:
                continue
            part = pick(shares.PARTS, rng)
            following = neighbours[place + 1] if place + 1 < len(neighbours) else None
            if part in FIXED and following is not None:
                people += _pair(seat, following, part, rng)
                taken.add(following)
            elif part not in FIXED:
                people.append(_person(seat, part, plan, rng))
            else:
                people.append(_person(seat, Part.TYPE, plan, rng))
    most = min(3, 1 + len(plan.names))
    for number in range(int(rng.integers(0, most + 1))):
        people.append(_roaming(number, plan, rng))
    return people


def _pair(seat: str, other: str, part: Part, rng: np.random.Generator) -> list[Spec]:
    """Two neighbours who talk, or who only look at each other."""
    first, second = _owner(seat, rng), _owner(other, rng)
    action: Spec = {"do": part.value, "with": second["id"]}
    if part is Part.CHAT:
        how = "leaning" if rng.random() < 0.4 else "facing"
        action |= {"at": float(rng.uniform(1, 6)), "seconds": 20.0, "how": how}
    else:
        action |= {"at": float(rng.uniform(FROM_S - 1, TO_S - 10)), "seconds": 9.0}
    first["timeline"] = [action]
    for person in (first, second):
        person["desk"] = _desk_things(rng)
    return [first, second]


def _person(seat: str, part: Part, plan: FloorPlan, rng: np.random.Generator) -> Spec:
    """Somebody at or away from their seat."""
    person = _owner(seat, rng)
    things = _desk_things(rng)
    if part in FOODS:
        kept = [thing for thing in things if thing not in FOODS]
        things = [*kept, part.value] if rng.random() < 0.5 else kept
    person["desk"] = things
    if part in (Part.TYPE, Part.TALK, Part.IDLE):
        person["does"] = part.value
    match part:
        case Part.AWAY_IN | Part.AWAY_OUT | Part.AWAY_TURNED:
            _away(person, part.value.removeprefix("away_"), plan, rng)
        case Part.RETURN:
            _away(person, str(rng.choice(("in", "out", "turned"))), plan, rng)
            person["timeline"] = [{"do": "return", "at": float(rng.uniform(2, 12))}]
        case Part.LEAVE:
            person["timeline"] = [_leave(person, plan, rng)]
        case Part.VISIT:
            person["timeline"] = [_visit(seat, plan, rng)]
        case _:
            person["timeline"] = _at_the_seat(part, rng)
    return person


def _at_the_seat(part: Part, rng: np.random.Generator) -> list[Spec]:
    """The timeline of somebody who stays at their seat."""
    at = float(rng.uniform(0.5, 5))
    long = TO_S - at
    match part:
        case Part.PHONE_HAND | Part.PHONE_EAR | Part.PHONE_PHOTO:
            how = part.value.removeprefix("phone_")
            return [{"do": "phone", "how": how, "at": at, "seconds": long}]
        case Part.BURGER | Part.NOODLES | Part.FRUIT | Part.SNACKS:
            return [{"do": "eat", "what": part.value, "at": at, "seconds": long}]
        case Part.CUP | Part.BOTTLE:
            return [{"do": "drink", "what": part.value, "at": at, "seconds": long}]
        case Part.RAISE_HAND | Part.SCRATCH_HEAD | Part.FEET_UP | Part.LIE_DOWN:
            return [{"do": part.value, "at": at, "seconds": long}]
        case Part.STAND | Part.STAND_PHONE | Part.STAND_RAISE:
            up: Spec = {"do": "stand", "at": float(rng.uniform(0.5, 12))}
            at = up["at"] + 3.5
            if part is Part.STAND_PHONE:
                how = str(rng.choice(("hand", "ear", "photo")))
                return [up, {"do": "phone", "how": how, "at": at, "seconds": 12.0}]
            if part is Part.STAND_RAISE:
                return [up, {"do": "raise_hand", "at": at, "seconds": 12.0}]
            return [up, {"do": "sit", "at": float(rng.uniform(16, 26))}]
        case Part.PUT:
            what = str(
                rng.choice(("phone", "burger", "fruit", "snacks", "cup", "bottle", "papers"))
            )
            at = float(rng.uniform(FROM_S - 2, TO_S - 5))
            return [{"do": "put", "what": what, "at": at}]
        case _:
            return []


def _owner(seat: str, rng: np.random.Generator) -> Spec:
    spec: Spec = {"id": f"p-{seat}", "seat": seat, "looks": _looks(rng)}
    spec["does"] = str(rng.choice(("type", "talk", "idle"), p=(0.6, 0.25, 0.15)))
    if rng.random() < shares.JACKET_ON_CHAIR:
        spec["on_chair"] = "jacket"
    return spec


def _away(person: Spec, chair: str, plan: FloorPlan, rng: np.random.Generator) -> None:
    """Somebody who left before: they wait or walk about, or are out of the room."""
    person["chair"] = chair
    person["start"] = str(rng.choice(list(plan.waypoints)))
    if rng.random() < shares.BAG_ON_EMPTY_CHAIR:
        person["on_chair"] = "bag"
        person["desk"] = [thing for thing in person["desk"] if thing != "bag"]
    person["timeline"] = _about(person["start"], plan, rng) if rng.random() < 0.6 else []


def _about(start: str, plan: FloorPlan, rng: np.random.Generator) -> list[Spec]:
    """A walk to another waypoint."""
    others = [name for name in plan.waypoints if name != start]
    to = str(rng.choice(others))
    return [{"do": "walk", "to": to, "at": float(rng.uniform(3, TO_S - 5))}]


def _leave(person: Spec, plan: FloorPlan, rng: np.random.Generator) -> Spec:
    bag = "bag" in person["desk"] and rng.random() < 0.6
    return {
        "do": "leave",
        "to": str(rng.choice(list(plan.waypoints))),
        "chair": str(rng.choice(("in", "out", "turned"))),
        "at": float(rng.uniform(3, 16)),
        **({"leaves": "bag"} if bag else {}),
    }


def _visit(own: str | None, plan: FloorPlan, rng: np.random.Generator) -> Spec:
    others = [name for row in plan.names for name in row if name != own]
    return {
        "do": "visit",
        "seat": str(rng.choice(others)),
        "seconds": 20.0,
        "at": float(rng.uniform(0.5, 8)),
    }


def _roaming(number: int, plan: FloorPlan, rng: np.random.Generator) -> Spec:
    """A lead, a coach or a visitor."""
    person: Spec = {
        "id": f"r-{number + 1}",
        "role": str(rng.choice(("lead", "coach", "visitor"))),
        "start": str(rng.choice(list(plan.waypoints))),
        "looks": _looks(rng),
    }
    match pick(shares.ROAMING, rng):
        case Roaming.WALK:
            person["timeline"] = list(_rounds(person["start"], plan, rng))
        case Roaming.VISIT:
            person["timeline"] = [_visit(None, plan, rng)]
        case Roaming.PHONE:
            how = str(rng.choice(("hand", "ear", "photo")))
            person["timeline"] = [{"do": "phone", "how": how, "at": 2.0, "seconds": 22.0}]
        case _:
            person["timeline"] = []
    return person


def _rounds(here: str, plan: FloorPlan, rng: np.random.Generator) -> Iterator[Spec]:
    """To another waypoint and on to the next; a walk through such a room takes under 15 s."""
    for at in (float(rng.uniform(1, 6)), float(rng.uniform(21, 24))):
        to = str(rng.choice([name for name in plan.waypoints if name != here]))
        yield {"do": "walk", "to": to, "at": at}
        here = to


def _desk_things(rng: np.random.Generator) -> list[str]:
    things = [thing for thing, share in shares.ON_DESK.items() if rng.random() < share]
    if rng.random() < shares.FOOD_ON_DESK:
        things.append(str(rng.choice([food.value for food in FOODS])))
    return things


def _looks(rng: np.random.Generator) -> Spec:
    """Mostly as the wardrobe has it, at times in any colours."""
    looks: Spec = {"build": float(np.clip(rng.normal(0, 0.45), -1, 1))}
    if rng.random() < 0.4:
        looks["shirt"] = [float(part) for part in rng.uniform(0.03, 0.95, 3)]
    if rng.random() < 0.3:
        looks["trousers"] = [float(part) for part in rng.uniform(0.03, 0.7, 3)]
    return looks
