"""What the phone system says: the agents' true states, the roster and the event log.

Feeds are unordered, duplicated, late and lossy in life, and so they are here: each event and each
line draws its own luck from the script's seed, so that one fault more changes nothing but itself.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import zip_longest
from typing import Any

import numpy as np

from eval.sim.mesh import Floats
from eval.sim.script import Person, Script, StateEvent
from eval.sim.script.people import AgentState

SHIFT = (timedelta(hours=-1), timedelta(hours=8))  # before and after the scenario's start
RESENT_S = 1.5  # after the first copy
SET_BY_HAND = ("BUSY", "BREAK", "MEAL", "MEETING")  # what a forgetful agent does not set
LATE, MISSING, REPEATED, STRAY, STRAY_AGAIN = range(5)  # columns of an event's luck


@dataclass(frozen=True, slots=True)
class PhoneState:
    """A state that the phone system holds from `start` to before `end`, seconds on the cameras'
    clock; an `end` of infinity where nothing follows."""

    state: AgentState
    start: float
    end: float


def phone_states(script: Script) -> dict[str, tuple[PhoneState, ...]]:
    """What the phone system really holds of each person with states, by person id and in order:
    the script's states without those that forgetful people never set, before anything goes wrong
    on the way to us. Neighbours differ. Nothing is known before the first."""
    return {person.id: _merged(_set(person, script)) for person in script.people if person.states}


def roster_csv(script: Script) -> str:
    """`roster.csv`: who sits where on this shift, as far as the roster knows."""
    start, end = ((script.start + offset).isoformat() for offset in SHIFT)
    written: dict[str, str] = {}
    for one, other in script.feed.swapped_seats:
        written |= {one: other, other: one}
    lines = ["seat,agent_key,start,end,role,team"]
    lines += [
        f"{written.get(person.seat, person.seat)},{person.agent_key},{start},{end},"
        f"{person.role},{person.team}"
        for person in script.people
        if person.seat
    ]
    return "\n".join(lines) + "\n"


def agent_events(script: Script) -> list[dict[str, Any]]:
    """The lines of `agents.jsonl`, in the order in which they came.

    `effective_at` is on the phone system's clock, which is ahead of the cameras' by the script's
    offset at second 0 and drifts from there; `received_at` is on the cameras'.
    """
    told = sorted(
        (
            (event, person.agent_key or "")
            for person in script.people
            for event in _set(person, script)
        ),
        key=lambda pair: (pair[0].at, pair[1]),
    )
    luck = np.random.default_rng([script.seed, 2_000_000]).random((len(told), 5))
    lines: list[tuple[float, dict[str, Any]]] = []
    for number, ((event, agent), drawn) in enumerate(zip(told, luck, strict=True), start=1):
        content = {
            "event_id": f"e{number}",
            "agent_key": agent,
            "state": event.state,
            "reason": event.reason,
            "effective_at": _iso(script.start, _phone_clock(script, event.at)),
        }
        for received, stray in _copies(script, event, drawn):
            line = content | {"received_at": _iso(script.start, received)}
            lines.append((received + stray, line))
    lines.sort(key=lambda line: line[0])
    return [line for _, line in lines]


def _set(person: Person, script: Script) -> list[StateEvent]:
    """The states that the person's phone takes, by time."""
    forgetful = person.id in script.feed.forgets
    return sorted(
        (event for event in person.states if not (forgetful and event.state in SET_BY_HAND)),
        key=lambda event: event.at,
    )


def _merged(events: list[StateEvent]) -> tuple[PhoneState, ...]:
    states: list[PhoneState] = []
    for event, after in zip_longest(events, events[1:]):
        end = after.at if after else float("inf")
        if states and states[-1].state == event.state:
            states[-1] = PhoneState(event.state, states[-1].start, end)
        elif end > event.at:
            states.append(PhoneState(event.state, event.at, end))
    return tuple(states)


def _copies(script: Script, event: StateEvent, drawn: Floats) -> list[tuple[float, float]]:
    """When each copy of an event is received, and by how much its line strays."""
    faults = script.feed
    if drawn[MISSING] < faults.missing:
        return []
    received = event.at + event.late + (faults.late_s if drawn[LATE] < faults.late else 0.0)
    copies = [(received, faults.shuffle_s * float(drawn[STRAY]))]
    if event.repeated or drawn[REPEATED] < faults.repeated:
        copies.append((received + RESENT_S, faults.shuffle_s * float(drawn[STRAY_AGAIN])))
    return copies


def _phone_clock(script: Script, seconds: float) -> float:
    """A moment of the cameras' clock on the phone system's."""
    faults = script.feed
    return seconds * (1 + faults.clock_drift_ppm * 1e-6) + faults.clock_offset_s


def _iso(start: datetime, seconds: float) -> str:
    return (start + timedelta(seconds=seconds)).isoformat(timespec="milliseconds")
