"""Event time: whole microseconds since 1970-01-01 UTC.

Integers, because thresholds in seconds must fall on the same decision on every machine, and a
sum of 0.1 s steps in floating point does not.
"""

from datetime import UTC, datetime
from typing import NewType

Instant = NewType("Instant", int)
"""A moment, in microseconds since 1970-01-01 UTC."""

SECOND = 1_000_000


def instant(moment: datetime) -> Instant:
    """The moment of an aware ``datetime``. Raises ``ValueError`` for a naive one."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment.isoformat()} has no time zone; write it with an offset or Z")
    delta = moment.astimezone(UTC) - datetime(1970, 1, 1, tzinfo=UTC)
    return Instant((delta.days * 86_400 + delta.seconds) * SECOND + delta.microseconds)


def plus(start: Instant, seconds: float) -> Instant:
    """``start`` moved by ``seconds``, rounded to the microsecond."""
    return Instant(start + round(seconds * SECOND))


def seconds_between(start: Instant, end: Instant) -> float:
    """Seconds from ``start`` to ``end``; negative where ``end`` lies before."""
    return (end - start) / SECOND


def to_datetime(moment: Instant) -> datetime:
    """The moment as an aware ``datetime`` in UTC."""
    return datetime.fromtimestamp(moment // SECOND, tz=UTC).replace(microsecond=moment % SECOND)
