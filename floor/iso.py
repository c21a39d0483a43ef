"""Moments as people and phone systems write them."""

from datetime import datetime
from typing import Final

from floor.time import Instant, instant

EXPECTED_MOMENT: Final = (
    "write an ISO 8601 time with its offset, such as 2026-03-02T09:01:30.5+08:00 or …Z"
)


def parse_moment(text: str) -> Instant:
    """The moment of an ISO 8601 text. Raises ``ValueError`` without an offset or a time of day."""
    try:
        return instant(datetime.fromisoformat(text.strip()))
    except OverflowError as error:
        raise ValueError(f"{text} lies outside the years 1 to 9999") from error
