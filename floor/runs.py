"""Runs: one thing seen again and again at one seat, from its first sight to its last.

The machine that every episode is made with, in event time. It is told, decision by decision,
whether the thing is there (True), is not there (False) or cannot be judged (None), and what it
answers depends on the times alone, never on how many decisions there were:

- A run begins at its first sight and ends at its last. It is an episode once these are ``enter_s``
  apart and ``seen_share`` of ``enter_s`` was *seen*: time between two successive sights, never a
  gap, an unknown or a contradiction.
- Not there for ``exit_s`` ends it (``early_exit_s`` before it is an episode); for less is inside.
- Not judged for ``blind_bridge_s`` ends it; for less is inside, and counted as blind.
- Two decisions more than ``max_gap_s`` apart leave the time between them unjudged.

Everything here is pure; a run is frozen and small.
"""

from dataclasses import dataclass, replace
from typing import Protocol

from floor.time import SECOND, Instant


class RunRule(Protocol):
    """The times of a run, all in seconds."""

    @property
    def enter_s(self) -> float:
        """So long from the first sight to the last, a run is an episode."""
        ...

    @property
    def seen_share(self) -> float:
        """How much of ``enter_s`` must have been seen, 0..1."""
        ...

    @property
    def exit_s(self) -> float:
        """Seen to be gone for so long, an episode is over."""
        ...

    @property
    def early_exit_s(self) -> float:
        """The same for a run that is not yet an episode."""
        ...

    @property
    def blind_bridge_s(self) -> float:
        """Not judged for so long, a run is over."""
        ...

    @property
    def max_gap_s(self) -> float:
        """Successive decisions at most so far apart have no gap between them."""
        ...


@dataclass(frozen=True, slots=True)
class Run:
    """What is remembered of one thing at one seat while it goes on.

    ``values`` are what the last sight said beside its being there (the confidence first); their
    averages over the seen time are ``means``.
    """

    start: Instant
    piece_start: Instant
    """Since when it was seen without a break."""
    last_seen: Instant
    evidence: Instant
    """When it was last known whether it is there."""
    values: tuple[float, ...]
    is_episode: bool
    seen_us: int = 0
    weighted: tuple[float, ...] = ()
    """Each value times microseconds, over the seen time; empty before there is any."""
    blind_us: int = 0
    """Blind time up to ``last_seen``."""
    gone_since: Instant | None = None
    """The first contradiction after ``last_seen``."""
    blind_to_gone_us: int = 0
    """Blind time from ``last_seen`` to ``gone_since``: inside only if the run goes on."""
    blind_since_gone_us: int = 0

    @property
    def means(self) -> tuple[float, ...]:
        """The values' averages over the seen time; the last values where there is none."""
        return tuple(each / self.seen_us for each in self.weighted) if self.seen_us else self.values

    def blind_upto(self, last: Instant) -> int:
        """Blind time of a run that goes on at the seat's last decision."""
        known = self.blind_us + self.blind_to_gone_us + self.blind_since_gone_us
        return known + (last - self.evidence)


def follow(
    run: Run | None,
    seen: bool | None,
    now: Instant,
    last: Instant | None,
    values: tuple[float, ...],
    rule: RunRule,
) -> tuple[Run | None, Run | None]:
    """The run after the decision at ``now``, and the episode that it ended, if any.

    ``last`` is the seat's decision before; ``now`` must be later.
    """
    if run is None:
        return (_begin(now, values, rule) if seen else None), None
    blind_us = _blind_us(run, seen, now, last, rule)
    if blind_us and blind_us >= us(rule.blind_bridge_s):
        return (_begin(now, values, rule) if seen else None), _episode(run)
    if seen is None:
        return run, None
    if seen:
        return _seen(run, now, values, blind_us, rule), None
    run = _gone(run, now, blind_us)
    patience = rule.exit_s if run.is_episode else rule.early_exit_s
    if run.gone_since is not None and now - run.gone_since >= us(patience):
        return None, _episode(run)
    return run, None


def settle(run: Run, now: Instant, last: Instant, rule: RunRule) -> tuple[Run | None, Run | None]:
    """The run and the ended episode if nothing was seen from ``last`` up to ``now``.

    The same end that the next decision would give it.
    """
    silent = now - last > us(rule.max_gap_s) or last != run.evidence
    if silent and now > last and now - run.evidence >= us(rule.blind_bridge_s):
        return None, _episode(run)
    return run, None


def us(seconds: float) -> int:
    """Seconds as whole microseconds."""
    return round(seconds * SECOND)


def _begin(now: Instant, values: tuple[float, ...], rule: RunRule) -> Run:
    return Run(now, now, now, now, values, is_episode=rule.enter_s <= 0)


def _blind_us(
    run: Run, seen: bool | None, now: Instant, last: Instant | None, rule: RunRule
) -> int:
    """Microseconds of blindness that lead up to ``now``, from the last evidence; 0 if none."""
    in_sight = last == run.evidence and seen is not None
    if in_sight and now - run.evidence <= us(rule.max_gap_s):
        return 0
    return now - run.evidence


def _seen(run: Run, now: Instant, values: tuple[float, ...], blind_us: int, rule: RunRule) -> Run:
    if blind_us or run.gone_since is not None:
        blind_us += run.blind_us + run.blind_to_gone_us + run.blind_since_gone_us
        return replace(
            run,
            is_episode=run.is_episode or _is_enough(run, run.seen_us, now, rule),
            piece_start=now,
            last_seen=now,
            evidence=now,
            values=values,
            blind_us=blind_us,
            gone_since=None,
            blind_to_gone_us=0,
            blind_since_gone_us=0,
        )
    lasted = now - run.last_seen
    added = [lasted * (a + b) / 2 for a, b in zip(run.values, values, strict=True)]
    if run.weighted:
        added = [a + b for a, b in zip(run.weighted, added, strict=True)]
    seen_us = run.seen_us + lasted
    return replace(
        run,
        last_seen=now,
        evidence=now,
        values=values,
        is_episode=run.is_episode or _is_enough(run, seen_us, now, rule),
        seen_us=seen_us,
        weighted=tuple(added),
    )


def _is_enough(run: Run, seen_us: int, now: Instant, rule: RunRule) -> bool:
    enter_us = us(rule.enter_s)
    return now - run.start >= enter_us and seen_us >= enter_us * rule.seen_share


def _gone(run: Run, now: Instant, blind_us: int) -> Run:
    if run.gone_since is None:
        return replace(run, evidence=now, gone_since=now, blind_to_gone_us=blind_us)
    return replace(run, evidence=now, blind_since_gone_us=run.blind_since_gone_us + blind_us)


def _episode(run: Run) -> Run | None:
    return run if run.is_episode else None
