"""Everyone's timeline, played together: chats and visits take two.

Played twice: once to learn when visitors arrive and who is busy when, then with everybody's part
in the chats and visits of others.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from eval.sim.layout import Seat, seats_of
from eval.sim.motion.channels import RATE_HZ, Channel
from eval.sim.motion.company import TURN_BACK_S, Company
from eval.sim.motion.moves import Floor
from eval.sim.motion.player import Meeting, Part, Played, Player
from eval.sim.motion.track import DoingKind, Track
from eval.sim.paths import Aisles
from eval.sim.script.actions import Chat, Glance, Visit
from eval.sim.script.faults import ScriptFault, UnplayableError
from eval.sim.script.model import Script
from eval.sim.script.people import Person

CHAT_REACH_M = 3.5
SPOT_M = 0.5  # people who wait at one waypoint stand this far from its middle
TURN_OF_SPOTS = 2.4  # radians from one such spot to the next: the golden angle
WALL_M = 0.35


def perform_all(script: Script) -> list[Track]:
    """Everyone's track, in the order of the script's people.

    Raises `UnplayableError` with every fault if timelines cannot be played.
    """
    parts = _parts(script)
    first = _play(parts, script.duration)
    return [each.track for each in _play(_with_company(script, parts, first), script.duration)]


def _play(parts: list[Part], duration: float) -> list[Played]:
    played, faults = [], []
    for part in parts:
        try:
            played.append(Player(part).play(duration))
        except ScriptFault as fault:
            faults.append(fault)
    if faults:
        raise UnplayableError(faults)
    return played


def _parts(script: Script) -> list[Part]:
    """Everyone's own part, with their side of the chats that they begin."""
    seats = seats_of(script)
    aisles = Aisles(script.waypoints, script.aisles)
    owners = {person.id: seats[person.seat] for person in script.people if person.seat}
    faults: list[ScriptFault] = []
    parts = []
    for number, person in enumerate(script.people):
        chats: dict[int, Company] = {}
        for place, action in enumerate(person.timeline):
            if isinstance(action, Chat | Glance):
                there, here = owners[action.with_], owners[person.id]
                far = float(np.hypot(there.x - here.x, there.y - here.y))
                if far > CHAT_REACH_M:
                    field = ("people", number, "timeline", place, "with")
                    message = f"{action.with_} sits {far:.1f} m away; at most {CHAT_REACH_M:g}"
                    faults.append(ScriptFault(field, message))
                chats[place] = _chat(script.seed, number, place, action, there)
        parts.append(
            Part(
                number,
                person,
                seats[person.seat] if person.seat else None,
                seats,
                Floor(aisles, _spots(script, number)),
                chats,
                script.seed,
            )
        )
    if faults:
        raise UnplayableError(faults)
    return parts


def _chat(seed: int, number: int, place: int, action: Chat | Glance, there: Seat) -> Company:
    leaning = isinstance(action, Chat) and action.how == "leaning"
    return Company(
        action.at,
        action.seconds,
        action.with_,
        (there.x, there.y),
        DoingKind.CHAT if isinstance(action, Chat) else DoingKind.GLANCE,
        leaning,
        True,
        (seed, 4, number, place),
    )


def _spots(script: Script, number: int) -> dict[str, tuple[float, float]]:
    """Where one person stands at each waypoint: the first who ever uses it in its middle, others
    round it, all inside the room."""
    spots = {}
    for name, (x, y) in script.waypoints.items():
        users = [place for place, person in enumerate(script.people) if name in _stops(person)]
        turn = users.index(number) if number in users else 0
        inside = WALL_M < x < script.room.width - WALL_M and WALL_M < y < script.room.depth - WALL_M
        if turn and inside:
            angle = turn * TURN_OF_SPOTS
            x = float(np.clip(x + SPOT_M * np.cos(angle), WALL_M, script.room.width - WALL_M))
            y = float(np.clip(y + SPOT_M * np.sin(angle), WALL_M, script.room.depth - WALL_M))
        spots[name] = (x, y)
    return spots


def _stops(person: Person) -> set[str]:
    """The waypoints at which a person waits."""
    return {person.start} | {
        action.to for action in person.timeline if action.do in ("leave", "walk")
    }


def _with_company(script: Script, parts: list[Part], played: list[Played]) -> list[Part]:
    """The parts with everybody's side of the chats and visits of others."""
    meetings: dict[int, list[Meeting]] = defaultdict(list)
    numbers = {person.id: number for number, person in enumerate(script.people)}
    for part in parts:
        for place, own in part.chats.items():
            assert part.seat is not None
            field = ("people", part.number, "timeline", place, "with")
            other = replace(own, who=part.person.id, where=(part.seat.x, part.seat.y), first=False)
            meetings[numbers[own.who]].append(Meeting(other, field))
    owners = {person.seat: number for number, person in enumerate(script.people) if person.seat}
    visits: dict[int, dict[int, Company]] = defaultdict(dict)
    for part, result in zip(parts, played, strict=True):
        for arrival in result.arrivals:
            action = part.person.timeline[arrival.action]
            assert isinstance(action, Visit)
            host = owners.get(action.seat)
            if host is None:
                continue
            begin, end = arrival.time, arrival.time + action.seconds + TURN_BACK_S + 1.0
            engaged = [
                (m.company.at, m.company.at + m.company.seconds + 3.0) for m in meetings[host]
            ]
            if not _seated(played[host].track, begin, end) or _meets(
                begin, end, [*played[host].busy, *engaged]
            ):
                continue
            seat = part.seats[action.seat]
            own = Company(
                begin,
                action.seconds,
                script.people[host].id,
                (seat.x, seat.y),
                DoingKind.CHAT,
                True,
                True,
                (script.seed, 5, part.number, arrival.action),
            )
            visits[part.number][arrival.action] = own
            other = replace(own, who=part.person.id, where=arrival.spot, first=False, leaning=False)
            field = ("people", part.number, "timeline", arrival.action, "seat")
            meetings[host].append(Meeting(other, field))
    return [
        replace(part, visits=visits[part.number], meetings=tuple(meetings[part.number]))
        for part in parts
    ]


def _seated(track: Track, start: float, end: float) -> bool:
    """Whether someone sits at work all the while."""
    rows = track.samples[int(start * RATE_HZ) : int(end * RATE_HZ) + 1]
    return len(rows) > 0 and bool((rows[:, Channel.RISE] < 0.01).all())


def _meets(start: float, end: float, spans: Iterable[tuple[float, float]]) -> bool:
    return any(start < until and begin < end for begin, until in spans)
