"""What is true of every seat at every moment, and the episodes that follow from it.

Read off the same tracks that are drawn:

- someone is **seated** from when they touch the chair to when they leave it;
- **away** while their hips are further than 0.7 m from the seat's place;
- **standing** at the seat otherwise.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from eval.sim.layout import CHAIR_HOME_Z_M
from eval.sim.motion import RATE_HZ, Channel, Track
from eval.sim.script import Person

CONTACT_RISE = 0.3  # of the rise channel; the hips are then within 2 cm of the seat
AWAY_M = 0.7
CHAIR_IN_M = 0.2  # the chair's middle from its pushed-in place
HAND_UP = 0.5
# Passing states are no episodes: rising takes a second, walking round the chair two.
LEAST_S = {"off_seat": 5.0, "standing": 5.0, "chair_left_out": 5.0, "hand_raised": 2.0}
CONFIRM_S = 60.0  # rule R27 of the default pack
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class SeatTruth:
    """One seat's state at each sample (n,) of its person's track."""

    seated: Bools
    away: Bools
    chair_in: Bools
    hand_up: Bools

    @property
    def standing(self) -> Bools:
        """Not seated, and not away either."""
        return ~self.seated & ~self.away

    def frame(self, time: float) -> dict[str, str]:
        """The state at `time` seconds in the words of `frames.jsonl`."""
        sample = min(round(time * RATE_HZ), len(self.seated) - 1)
        if self.seated[sample]:
            return {"occupancy": "occupied", "chair": "occupied", "posture": "seated"}
        return {
            "occupancy": "empty",
            "chair": "in" if self.chair_in[sample] else "out",
            "posture": "standing" if self.standing[sample] else "unknown",
        }


@dataclass(frozen=True, slots=True)
class Episode:
    """Something that lasted, in seconds from the start; no end if the video ends first."""

    kind: str
    seat: str
    start: float
    end: float | None
    rule: Literal["R27"] | None = None

    def line(self) -> dict[str, Any]:
        """This episode in the words of `truth.jsonl`."""
        said: dict[str, Any] = {
            "kind": self.kind,
            "seat": self.seat,
            "start": self.start,
            "end": self.end,
        }
        return said if self.rule is None else said | {"rule": self.rule}


def seat_truth(track: Track) -> SeatTruth:
    """What is true of a track's seat, sample by sample."""
    samples, seat = track.samples, track.seat
    from_seat = samples[:, [Channel.X, Channel.Y]] - (seat.x, seat.y)
    away = np.hypot(*from_seat.T) > AWAY_M
    home = seat.to_plan((0.0, CHAIR_HOME_Z_M))
    from_home = samples[:, [Channel.CHAIR_X, Channel.CHAIR_Y]] - home
    return SeatTruth(
        seated=(samples[:, Channel.RISE] < CONTACT_RISE) & ~away,
        away=away,
        chair_in=np.hypot(*from_home.T) < CHAIR_IN_M,
        hand_up=samples[:, Channel.RAISE] > HAND_UP,
    )


def episodes(track: Track, duration: float) -> list[Episode]:
    """All episodes of a track within `duration` seconds, ordered by start."""
    truth = seat_truth(track)
    states = {
        "off_seat": truth.away,
        "standing": truth.standing,
        "chair_left_out": truth.away & ~truth.chair_in,
        "hand_raised": truth.hand_up,
    }
    found = [
        Episode(kind, track.seat.id, start, end)
        for kind, state in states.items()
        for start, end in _runs(state, duration)
        if (duration if end is None else end) - start >= LEAST_S[kind]
    ]
    confirmed = [
        Episode("off_seat_confirmed", track.seat.id, start, end, "R27")
        for episode in found
        if episode.kind == "off_seat"
        for start, end in _while_available(track.person, episode, duration)
    ]
    return sorted([*found, *confirmed], key=lambda episode: (episode.start, episode.kind))


def _runs(state: Bools, duration: float) -> Iterator[tuple[float, float | None]]:
    """Start and end in seconds of each run of true samples; no end if it outlasts `duration`."""
    inside = state[: round(duration * RATE_HZ)]
    steps = np.diff(np.concatenate([[False], inside, [False]]).astype(int))
    for start, end in zip(np.flatnonzero(steps == 1), np.flatnonzero(steps == -1), strict=True):
        open_ended = end == len(inside)
        first, last = (round(float(sample) / RATE_HZ, 2) for sample in (start, end))
        yield first, None if open_ended else last


def _while_available(
    person: Person, episode: Episode, duration: float
) -> Iterator[tuple[float, float | None]]:
    """The parts of an absence in which the agent's state says that they should be there, as far
    as they last long enough for R27."""
    events = sorted(person.states, key=lambda event: event.at)
    ends = [event.at for event in events[1:]] + [np.inf]
    absent_until = np.inf if episode.end is None else episode.end
    for event, until in zip(events, ends, strict=True):
        start, end = max(episode.start, event.at), min(absent_until, until)
        if event.state == "AVAILABLE" and min(end, duration) - start >= CONFIRM_S:
            yield start, None if end == np.inf else float(end)
