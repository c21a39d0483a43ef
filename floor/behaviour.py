"""What is done at one seat, as runs over its observations.

``step`` is pure. A seat at which nothing is done costs next to nothing: only what is shown, or
goes on, is looked at.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from floor import runs
from floor.behaviour_rules import BehaviourRules
from floor.behaviour_sight import Topic, denies, shown, values
from floor.finding import EpisodeKind
from floor.layout import SeatId
from floor.observation import SeatObservation
from floor.runs import Run
from floor.time import Instant

_NONE: Final[tuple["Done", ...]] = ()


@dataclass(frozen=True, slots=True)
class Done:
    """A run that is an episode: one that has ended, or one that goes on at ``upto``."""

    seat: SeatId
    kind: EpisodeKind
    partner: SeatId | None
    run: Run
    upto: Instant | None = None

    @property
    def seats(self) -> tuple[SeatId, ...]:
        """The seats it is about, sorted."""
        return (self.seat,) if self.partner is None else tuple(sorted((self.seat, self.partner)))

    @property
    def blind_us(self) -> int:
        """Blind time inside it."""
        return self.run.blind_us if self.upto is None else self.run.blind_upto(self.upto)


@dataclass(frozen=True, slots=True)
class SeatBehaviour:
    """All that is remembered of a seat between observations."""

    seat: SeatId
    last: Instant | None = None
    runs: tuple[tuple[Topic, Run], ...] = ()


def step(
    state: SeatBehaviour, observation: SeatObservation, rules: BehaviourRules
) -> tuple[SeatBehaviour, tuple[Done, ...]]:
    """The state after one more observation, and what came to its end.

    An observation that is not later than the last changes nothing. Raises ``ValueError`` for
    another seat's observation.
    """
    if observation.seat != state.seat:
        raise ValueError(f"seat {state.seat} was given an observation of seat {observation.seat}")
    now = observation.time
    if state.last is not None and now <= state.last:
        return state, _NONE
    seen = shown(observation)
    if not seen and not state.runs:
        return SeatBehaviour(state.seat, now), _NONE
    said = values(observation)
    fresh = [topic for topic in seen if all(topic != known for known, _ in state.runs)]
    before: list[tuple[Topic, Run | None]] = [*state.runs, *((each, None) for each in fresh)]
    going: list[tuple[Topic, Run]] = []
    ended: list[Done] = []
    for topic, known in before:
        kind, partner = topic
        is_seen = True if topic in seen else False if denies(observation, kind) else None
        run, over = runs.follow(known, is_seen, now, state.last, said, rules[kind])
        if run is not None:
            going.append((topic, run))
        if over is not None:
            ended.append(Done(state.seat, kind, partner, over))
    return SeatBehaviour(state.seat, now, tuple(going)), tuple(ended)


def settled(state: SeatBehaviour, now: Instant, rules: BehaviourRules) -> Iterator[Done]:
    """What goes on at the seat if nothing was seen from the last observation up to ``now``.

    What has been out of sight for too long by then is ended, as the next observation would.
    """
    if state.last is None:
        return
    for (kind, partner), run in state.runs:
        left, over = runs.settle(run, now, state.last, rules[kind])
        if over is not None:
            yield Done(state.seat, kind, partner, over)
        elif left is not None and left.is_episode:
            yield Done(state.seat, kind, partner, left, state.last)
