"""Off-seat episodes of one seat: runs of absence over its observations, in event time.

*Away* needs positive evidence: the seat is seen empty and nobody stands at it. Time counts as
seen-away only between two successive away observations no more than ``max_gap_s`` apart, so that
neither a gap nor an unknown ever adds to it. Beside the run, which of that time was seen is kept:
it is what is joined with the phone system. ``step`` is pure; the state is frozen and small.
"""

from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Final

from floor import runs
from floor.finding import Episode, EpisodeKind
from floor.interval import Interval, intersect, total_seconds
from floor.layout import SeatId
from floor.observation import Occupancy, Posture, SeatObservation
from floor.rules import OffSeatRule
from floor.runs import Run
from floor.time import SECOND, Instant

MAX_AWAY_INTERVALS: Final = 4_096
"""Pieces of seen-away time kept per episode. A seat that stays empty for weeks behind a flickering
view would grow without end; beyond this the oldest is forgotten, which can only take away time."""

_NONE: Final[tuple["OffSeat", ...]] = ()


@dataclass(frozen=True, slots=True)
class OffSeat:
    """An off-seat episode with the time in which the seat was positively seen empty."""

    episode: Episode
    away: tuple[Interval, ...]

    @property
    def seat(self) -> SeatId:
        """The seat it is of."""
        return self.episode.seats[0]

    @property
    def away_s(self) -> float:
        """Seconds in which the seat was positively seen empty."""
        return total_seconds(self.away)

    def during(self, span: Interval) -> "OffSeat":
        """The same episode with only that seen time that lies in ``span``."""
        return OffSeat(self.episode, intersect(self.away, (span,)))


class Sight(Enum):
    """What one observation is evidence of."""

    AWAY = auto()
    PRESENT = auto()
    BLIND = auto()


def sight(observation: SeatObservation) -> Sight:
    """Standing at the seat is presence, whatever the chair says; unknown is evidence of nothing.

    So is an observation whose confidence is no share (NaN, say): whatever made it has gone wrong.
    """
    if not 0.0 <= observation.confidence <= 1.0:
        return Sight.BLIND
    if observation.posture is Posture.STANDING or observation.occupancy is Occupancy.OCCUPIED:
        return Sight.PRESENT
    return Sight.AWAY if observation.occupancy is Occupancy.EMPTY else Sight.BLIND


@dataclass(frozen=True, slots=True)
class SeatState:
    """All that is remembered of a seat between observations."""

    seat: SeatId
    last: Instant | None = None
    """Time of the last observation."""
    run: Run | None = None
    """The absence that goes on; an episode once ``enter_s`` of it were seen."""
    pieces: tuple[Interval, ...] = ()
    """The time of the run that was seen before its last break."""


def step(
    state: SeatState, observation: SeatObservation, rule: OffSeatRule
) -> tuple[SeatState, tuple[OffSeat, ...]]:
    """The state after one more observation, and the episodes that it closes.

    An observation that is not later than the last changes nothing. Raises ``ValueError`` for
    another seat's observation.
    """
    if observation.seat != state.seat:
        raise ValueError(f"seat {state.seat} was given an observation of seat {observation.seat}")
    now = observation.time
    if state.last is not None and now <= state.last:
        return state, ()
    seen = sight(observation)
    away = None if seen is Sight.BLIND else seen is Sight.AWAY
    run, ended = runs.follow(state.run, away, now, state.last, (observation.confidence,), rule)
    closed = _NONE if ended is None else _close(state, ended)
    return SeatState(state.seat, now, run, _pieces_of(state, run)), closed


def settle(
    state: SeatState, now: Instant, rule: OffSeatRule
) -> tuple[SeatState, tuple[OffSeat, ...]]:
    """The state if nothing was seen from the last observation up to ``now``.

    Silence for ``blind_bridge_s`` ends the episode at its last positive evidence: the same end
    that the next observation would give it. Times before the last observation change nothing.
    """
    if state.run is None or state.last is None:
        return state, ()
    run, ended = runs.settle(state.run, now, state.last, rule)
    if run is not None:
        return state, ()
    closed = _NONE if ended is None else _close(state, ended)
    return replace(state, run=None, pieces=()), closed


def open_episode(state: SeatState) -> OffSeat | None:
    """The episode that goes on at the seat, as far as it has been seen."""
    run = state.run
    if run is None or not run.is_episode or state.last is None:
        return None
    return _off_seat(state, run, None, run.blind_upto(state.last))


def _close(state: SeatState, run: Run) -> tuple[OffSeat, ...]:
    """An absence ends when the presence begins that ended it, or else with its last sight."""
    end = run.last_seen if run.gone_since is None else run.gone_since
    if end == run.start:
        return ()
    return (_off_seat(state, run, end, run.blind_us + run.blind_to_gone_us),)


def _off_seat(state: SeatState, run: Run, end: Instant | None, blind_us: int) -> OffSeat:
    (confidence,) = run.means
    seats = (state.seat,)
    episode = Episode(EpisodeKind.OFF_SEAT, seats, run.start, end, confidence, blind_us / SECOND)
    return OffSeat(episode, _with_last_piece(state.pieces, run))


def _pieces_of(state: SeatState, run: Run | None) -> tuple[Interval, ...]:
    """What to keep beside ``run``, which followed on ``state``."""
    before = state.run
    if run is None or before is None or run.start != before.start:
        return ()
    if run.piece_start == before.piece_start:
        return state.pieces
    return _with_last_piece(state.pieces, before)


def _with_last_piece(pieces: tuple[Interval, ...], run: Run) -> tuple[Interval, ...]:
    if run.piece_start == run.last_seen:
        return pieces
    return (*pieces, Interval(run.piece_start, run.last_seen))[-MAX_AWAY_INTERVALS:]
