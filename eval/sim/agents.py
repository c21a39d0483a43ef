"""What the phone system would have sent: the roster and the agents' event log.

Feeds are unordered, duplicated and late in life, so they are here: events come in the order in
which they were received, give or take, and some twice.
"""

from datetime import datetime, timedelta
from typing import Any

import numpy as np

from eval.sim.script import Script

SHIFT = (timedelta(hours=-1), timedelta(hours=8))  # before and after the scenario's start
JITTER_S = 3.0  # lines stray from the order of receipt by up to this much
RESENT_S = 1.5  # after the first copy


def roster_csv(script: Script) -> str:
    """`roster.csv`: who sits where on this shift."""
    start, end = ((script.start + offset).isoformat() for offset in SHIFT)
    lines = ["seat,agent_key,start,end,role,team"]
    lines += [
        f"{person.seat},{person.agent_key},{start},{end},{person.role},{person.team}"
        for person in script.people
        if person.seat
    ]
    return "\n".join(lines) + "\n"


def agent_events(script: Script) -> list[dict[str, Any]]:
    """The lines of `agents.jsonl`."""
    told = sorted(
        (
            (event, person.agent_key or "")
            for person in script.people
            for event in person.states
        ),
        key=lambda pair: (pair[0].at, pair[1]),
    )
    events: list[tuple[float, dict[str, Any]]] = []
    for number, (event, agent) in enumerate(told, start=1):
        content = {
            "event_id": f"e{number}",
            "agent_key": agent,
            "state": event.state,
            "reason": event.reason,
            "effective_at": _iso(script.start, event.at),
        }
        received = [event.at + event.late]
        if event.repeated:
            received.append(received[0] + RESENT_S)
        events += [(at, content | {"received_at": _iso(script.start, at)}) for at in received]
    rng = np.random.default_rng([script.seed, 2_000_000])
    stray = rng.uniform(0, JITTER_S, len(events))
    order = np.argsort([at + by for (at, _), by in zip(events, stray, strict=True)], kind="stable")
    return [events[place][1] for place in order]


def _iso(start: datetime, seconds: float) -> str:
    return (start + timedelta(seconds=seconds)).isoformat(timespec="milliseconds")
