"""Whether the names in a script agree, and whether each timeline can follow itself."""

from collections import Counter
from collections.abc import Iterable, Iterator

from eval.sim.script.actions import Action, Chat, Glance, Leave, Visit, Walk
from eval.sim.script.faults import ScriptFault, Where
from eval.sim.script.model import Script
from eval.sim.script.people import Person

AFTER = {
    "leave": "away",
    "walk": "away",
    "visit": "away",
    "return": "seated",
    "stand": "standing",
    "sit": "seated",
}
BEFORE = {
    "leave": ("seated", "standing"),
    "visit": ("seated", "standing", "away"),
    "walk": ("away",),
    "return": ("away",),
    "stand": ("seated",),
    "sit": ("standing",),
    "chat": ("seated", "standing"),
    "glance": ("seated",),
    "raise_hand": ("seated", "standing", "away"),
    "scratch_head": ("seated", "standing", "away"),
    "phone": ("seated", "standing", "away"),
    "type": ("seated", "standing", "away"),
    "talk": ("seated", "standing", "away"),
    "idle": ("seated", "standing", "away"),
}


def name_faults(script: Script) -> Iterator[ScriptFault]:
    """Every name that is there twice or not at all, and every action that cannot follow."""
    seats = script.seat_names()
    yield from _twice(_seat_places(script))
    yield from _twice((("cameras", n, "id"), c.id) for n, c in enumerate(script.cameras))
    people = list(enumerate(script.people))
    yield from _twice((("people", n, "id"), p.id) for n, p in people)
    yield from _twice((("people", n, "seat"), p.seat) for n, p in people if p.seat)
    yield from _twice((("people", n, "agent"), p.agent_key) for n, p in people if p.agent_key)
    if script.start.tzinfo is None:
        yield ScriptFault(("start",), f"{script.start.isoformat()} has no offset such as +08:00")
    for number, ends in enumerate(script.aisles):
        for place, end in enumerate(ends):
            yield from _known(("aisles", number, place), end, script.waypoints)
    on_aisles = {end for ends in script.aisles for end in ends}
    for name in script.waypoints:
        if name not in on_aisles:
            yield ScriptFault(
                ("waypoints", name), f"no aisle leads to {name!r}; add one, such as [{name}, ...]"
            )
    for number, person in people:
        if person.seat is not None:
            yield from _known(("people", number, "seat"), person.seat, seats)
        if person.start != "seated":
            yield from _known(("people", number, "start"), person.start, script.waypoints)
        yield from _timeline_faults(("people", number, "timeline"), person, script)
    for number, name in enumerate(script.feed.forgets):
        yield from _known(("feed", "forgets", number), name, [p.id for p in script.people])
    for number, pair in enumerate(script.feed.swapped_seats):
        for place, name in enumerate(pair):
            yield from _known(("feed", "swapped_seats", number, place), name, seats)


def _seat_places(script: Script) -> Iterator[tuple[Where, str]]:
    for number, row in enumerate(script.rows):
        for place, name in enumerate(row.seats):
            yield ("rows", number, "seats", place), name
    for number, seat in enumerate(script.seats):
        yield ("seats", number, "id"), seat.id


def _twice(names: Iterable[tuple[Where, str]]) -> Iterator[ScriptFault]:
    """The second and every further use of a name."""
    seen: Counter[str] = Counter()
    for where, name in names:
        seen[name] += 1
        if seen[name] > 1:
            yield ScriptFault(where, f"{name!r} is there twice; every one is one, in one place")


def _known(where: Where, name: str, names: Iterable[str]) -> Iterator[ScriptFault]:
    known = list(names)
    if name not in known:
        yield ScriptFault(where, f"{name!r} is unknown; known are {', '.join(known)}")


def _timeline_faults(field: Where, person: Person, script: Script) -> Iterator[ScriptFault]:
    """Actions in order, within the scenario, each possible where the one before left off."""
    place = "seated" if person.start == "seated" else "away"
    last = 0.0
    for number, action in enumerate(person.timeline):
        where = (*field, number)
        if action.at < last:
            yield ScriptFault(
                (*where, "at"), f"{action.at:g} is before the action ahead of it, at {last:g}"
            )
        if action.at >= script.duration:
            yield ScriptFault(
                (*where, "at"), f"{action.at:g} is past the end, at {script.duration:g}"
            )
        if place not in BEFORE.get(action.do, ("seated",)):
            yield ScriptFault(
                (*where, "do"), f"{action.do!r} is impossible: {person.id} is {place} then"
            )
        if person.seat is None and action.do in ("return", "leave", "stand", "sit"):
            yield ScriptFault((*where, "do"), f"{action.do!r} needs a seat; {person.id} has none")
        yield from _target_faults(where, action, person, script)
        place = AFTER.get(action.do, place)
        last = max(last, action.at)


def _target_faults(
    where: Where, action: Action, person: Person, script: Script
) -> Iterator[ScriptFault]:
    match action:
        case Leave() | Walk():
            yield from _known((*where, "to"), action.to, script.waypoints)
            for place, name in enumerate(action.via):
                yield from _known((*where, "via", place), name, script.waypoints)
        case Visit():
            yield from _known((*where, "seat"), action.seat, script.seat_names())
            if action.seat == person.seat:
                yield ScriptFault((*where, "seat"), f"{action.seat!r} is the own seat; use stand")
        case Chat() | Glance():
            sitters = [each.id for each in script.people if each.seat and each is not person]
            yield from _known((*where, "with"), action.with_, sitters)
