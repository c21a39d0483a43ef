"""Off-seat episodes of one seat: a state machine over its observations, in event time.

*Away* needs positive evidence: the seat is seen empty and nobody stands at it. Time counts as
seen-away only between two successive away observations no more than ``max_gap_s`` apart, so that
neither a gap nor an unknown ever adds to it. ``step`` is pure; the state is frozen and small.
"""

from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Final

from floor.finding import Episode, EpisodeKind
from floor.interval import Interval, intersect, total_seconds
from floor.layout import SeatId
from floor.observation import Occupancy, Posture, SeatObservation
from floor.rules import OffSeatRule
from floor.time import SECOND, Instant, plus

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
    """Standing at the seat is presence, whatever the chair says; unknown is evidence of nothing."""
    if observation.posture is Posture.STANDING or observation.occupancy is Occupancy.OCCUPIED:
        return Sight.PRESENT
    return Sight.AWAY if observation.occupancy is Occupancy.EMPTY else Sight.BLIND


@dataclass(frozen=True, slots=True)
class Run:
    """A run of away observations. It becomes an episode once ``enter_s`` of it were seen."""

    start: Instant
    piece_start: Instant
    last_away: Instant
    confidence: float
    """Of the last away observation."""
    is_episode: bool = False
    pieces: tuple[Interval, ...] = ()
    seen_us: int = 0
    weighted: float = 0.0
    """Confidence times microseconds, over the seen time."""
    blind_us: int = 0
    blind_since_present_us: int = 0
    """Blind time after ``present_since``: part of the episode only if it goes on after all."""
    present_since: Instant | None = None


@dataclass(frozen=True, slots=True)
class SeatState:
    """All that is remembered of a seat between observations."""

    seat: SeatId
    last: Instant | None = None
    """Time of the last observation."""
    evidence: Instant | None = None
    """Time of the last observation that was evidence of anything."""
    run: Run | None = None


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
    blind_us = _blind_before(state, seen, now, rule)
    run, closed = state.run, _NONE
    if run is not None and blind_us and blind_us >= _us(rule.blind_bridge_s):
        closed, run = _close(state.seat, run), None
    if seen is Sight.BLIND:
        return replace(state, last=now, run=run), closed
    if seen is Sight.AWAY:
        run = _away(run, now, observation.confidence, blind_us, rule)
    elif run is not None:
        run = _present(run, now, blind_us)
        if run is not None and _is_over(run, now, rule):
            closed, run = _close(state.seat, run), None
    return SeatState(state.seat, now, now, run), closed


def settle(
    state: SeatState, now: Instant, rule: OffSeatRule
) -> tuple[SeatState, tuple[OffSeat, ...]]:
    """The state if nothing was seen from the last observation up to ``now``.

    Silence for ``blind_bridge_s`` ends the episode at its last positive evidence: the same end
    that the next observation would give it. Times before the last observation change nothing.
    """
    if state.run is None or state.evidence is None or state.last is None or now <= state.last:
        return state, ()
    silent = now - state.last > _us(rule.max_gap_s) or state.last != state.evidence
    if silent and now - state.evidence >= _us(rule.blind_bridge_s):
        return replace(state, run=None), _close(state.seat, state.run)
    return state, ()


def open_episode(state: SeatState) -> OffSeat | None:
    """The episode that goes on at the seat, as far as it has been seen."""
    run = state.run
    if run is None or not run.is_episode or state.last is None or state.evidence is None:
        return None
    blind_us = run.blind_us + run.blind_since_present_us + (state.last - state.evidence)
    return _off_seat(state.seat, run, None, blind_us)


def _blind_before(state: SeatState, seen: Sight, now: Instant, rule: OffSeatRule) -> int:
    """Microseconds of blindness that lead up to ``now``, from the last evidence; 0 if none."""
    if state.evidence is None or state.last is None:
        return 0
    in_sight = state.last == state.evidence and seen is not Sight.BLIND
    if in_sight and now - state.last <= _us(rule.max_gap_s):
        return 0
    return now - state.evidence


def _away(
    run: Run | None, now: Instant, confidence: float, blind_us: int, rule: OffSeatRule
) -> Run:
    if run is None:
        run = Run(now, now, now, confidence)
    elif blind_us or run.present_since is not None:
        run = replace(
            run,
            pieces=_pieces(run),
            piece_start=now,
            blind_us=run.blind_us + run.blind_since_present_us + blind_us,
            blind_since_present_us=0,
            present_since=None,
        )
    else:
        lasted = now - run.last_away
        run = replace(
            run,
            seen_us=run.seen_us + lasted,
            weighted=run.weighted + lasted * (run.confidence + confidence) / 2,
        )
    exists = run.is_episode or run.seen_us >= _us(rule.enter_s)
    return replace(run, last_away=now, confidence=confidence, is_episode=exists)


def _present(run: Run, now: Instant, blind_us: int) -> Run | None:
    if not run.is_episode:
        return None
    if run.present_since is None:
        return replace(run, present_since=now, blind_us=run.blind_us + blind_us)
    return replace(run, blind_since_present_us=run.blind_since_present_us + blind_us)


def _is_over(run: Run, now: Instant, rule: OffSeatRule) -> bool:
    return run.present_since is not None and now - run.present_since >= _us(rule.exit_s)


def _close(seat: SeatId, run: Run) -> tuple[OffSeat, ...]:
    end = run.last_away if run.present_since is None else run.present_since
    if not run.is_episode or end == run.start:
        return ()
    return (_off_seat(seat, run, end, run.blind_us),)


def _off_seat(seat: SeatId, run: Run, end: Instant | None, blind_us: int) -> OffSeat:
    confidence = run.weighted / run.seen_us if run.seen_us else run.confidence
    episode = Episode(EpisodeKind.OFF_SEAT, (seat,), run.start, end, confidence, blind_us / SECOND)
    return OffSeat(episode, _pieces(run))


def _pieces(run: Run) -> tuple[Interval, ...]:
    if run.piece_start == run.last_away:
        return run.pieces
    return (*run.pieces, Interval(run.piece_start, run.last_away))[-MAX_AWAY_INTERVALS:]


def _us(seconds: float) -> int:
    return plus(Instant(0), seconds)
