"""Who comes: agents for the free seats, and those without a seat."""

import numpy as np

from eval.sim.script import Looks, Person, Rgb, Script
from eval.sim.script.actions import DeskThing
from eval.sim.script.parts import Furniture
from eval.sim.script.people import Role
from eval.sim.wardrobe import SHIRTS

AGENTS_A_LEAD, AGENTS_A_VISITOR, AGENTS_FOR_A_COACH = 12, 10, 14
ON_DESKS: tuple[tuple[DeskThing, float], ...] = (
    ("phone", 0.3),
    ("cup", 0.45),
    ("bottle", 0.25),
    ("papers", 0.4),
    ("bag", 0.18),
    ("fruit", 0.04),
    ("snacks", 0.04),
)
SHARE_JACKET = 0.22
FIRST_KEY = 2001
LEAST_CONTRAST = 0.35  # between shirt and chair: a shirt of the chair's colour hides its wearer


def cast_agents(script: Script, crowding: float, rng: np.random.Generator) -> tuple[Person, ...]:
    """Agents for a share of the seats that nobody has yet, in the order of the seats."""
    owned = {person.seat for person in script.people}
    free = [name for name in script.seat_names() if name not in owned]
    count = min(len(free), max(1, round(crowding * len(free)))) if free else 0
    chosen = set(rng.choice(len(free), count, replace=False).tolist()) if count else set()
    seats = [name for number, name in enumerate(free) if number in chosen]
    ids, keys = _unused(script)
    furniture = _furniture(script)
    return tuple(_agent(ids.pop(0), keys.pop(0), seat, *furniture[seat], rng) for seat in seats)


def cast_rovers(
    script: Script, agents: int, ends: list[str], outside: list[str], rng: np.random.Generator
) -> tuple[Person, ...]:
    """Leads, coaches and visitors in numbers that fit, each at a waypoint."""
    leads = max(1, round(agents / AGENTS_A_LEAD))
    coaches = int(agents >= AGENTS_FOR_A_COACH)
    visitors = max(1, round(agents / AGENTS_A_VISITOR))
    taken = {person.id for person in script.people}
    roles: list[tuple[Role, int, list[str]]] = [
        ("lead", leads, ends),
        ("coach", coaches, ends),
        ("visitor", visitors, outside),
    ]
    return tuple(
        Person(id=name, role=role, start=str(rng.choice(places)), looks=_looks((0, 0, 0), rng))
        for role, count, places in roles
        for name in (f"{role}{number}" for number in range(1, count + 1))
        if name not in taken
    )


def _agent(
    name: str, key: str, seat: str, team: str, furniture: Furniture, rng: np.random.Generator
) -> Person:
    return Person(
        id=name,
        seat=seat,
        agent=key,
        team=team,
        desk=tuple(what for what, share in ON_DESKS if rng.random() < share),
        on_chair="jacket" if rng.random() < SHARE_JACKET else None,
        looks=_looks(furniture.chair, rng),
    )


def _looks(chair: Rgb, rng: np.random.Generator) -> Looks:
    shirts = [
        shirt for shirt in SHIRTS if np.linalg.norm(np.subtract(shirt, chair)) > LEAST_CONTRAST
    ]
    female = bool(rng.random() < 0.55)
    return Looks(
        gender="female" if female else "male",
        height=round(float(np.clip(rng.normal(1.62 if female else 1.74, 0.06), 1.48, 1.95)), 2),
        build=round(float(np.clip(rng.normal(0.0, 0.45), -1, 1)), 1),
        shirt=shirts[int(rng.choice(len(shirts)))],
    )


def _furniture(script: Script) -> dict[str, tuple[str, Furniture]]:
    """Each seat's team, one a row, and its furniture."""
    in_rows = {
        name: (f"T{number}", row)
        for number, row in enumerate(script.rows, start=1)
        for name in row.seats
    }
    last = f"T{len(script.rows) + 1}"
    return in_rows | {seat.id: (last, seat) for seat in script.seats}


def _unused(script: Script) -> tuple[list[str], list[str]]:
    """Ids and keys that nobody has yet, enough for all seats."""
    names = {person.id for person in script.people}
    keys = {person.agent_key for person in script.people}
    count = len(script.seat_names()) + len(script.people)
    return (
        [name for n in range(1, count + 1) if (name := f"p{n:02d}") not in names],
        [key for n in range(count) if (key := str(FIRST_KEY + n)) not in keys],
    )
