"""The numbers of off-seat time, confirmed (R27 of the catalogue), and how numbers are checked."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Final

R27: Final = "R27"
"""The catalogue's id of confirmed off-seat time."""


@dataclass(frozen=True, slots=True)
class OffSeatRule:
    """When an empty seat is an episode, and when an episode is confirmed. All in seconds.

    Raises ``ValueError`` naming every number that cannot be right, not only the first.
    """

    # Leaning out of the picture or reaching to the floor takes a second or two; leaving does not.
    # Truth starts at the first empty moment, so the start is backdated to it.
    enter_s: float = 3.0

    # Somebody who walks past, or one false detection, is gone within a second; who sits down stays.
    exit_s: float = 2.0

    # R27: the default pack's "empty >= 60 s". Each unbroken stretch must reach it on its own.
    confirm_s: float = 60.0

    # How much longer an absence looks than it is: who comes back is believed a second later. So
    # much must be seen beyond ``confirm_s``, so that nobody is accused for the filter's delay.
    lag_s: float = 0.0

    # A state with no word for longer proves nothing. Two hours: longer than any call or shift part
    # without a change of state; a feed with heartbeats sets two heartbeats (240 s at 120 s).
    state_ttl_s: float = 7_200.0

    # A passer-by or a smeared second hides a seat for a few seconds. Within ten seconds nobody
    # sits down, works and leaves again; over longer times one might have.
    blind_bridge_s: float = 10.0

    # The default cadence is 2 decisions a second: four in a row are missing before silence is
    # blindness, so that one late frame is not.
    max_gap_s: float = 2.0

    # A call of a second or two at an empty seat is the two clocks' difference (the offset of the
    # phone system is measured, not perfect), not a conflict between camera and phone.
    conflict_s: float = 5.0

    @property
    def seen_share(self) -> float:
        """An empty seat must be seen all the time: neither gaps nor unknowns accuse anybody."""
        return 1.0

    @property
    def early_exit_s(self) -> float:
        """Whoever is seen before ``enter_s`` is over had not left."""
        return 0.0

    def __post_init__(self) -> None:
        refuse_faults(
            "off-seat rule", {item.name: getattr(self, item.name) for item in fields(self)}
        )


def refuse_faults(rule: str, seconds: Mapping[str, object]) -> None:
    """Raise ``ValueError`` naming every one of a rule's numbers of seconds that cannot be right."""
    faults = [fault for name, value in seconds.items() if (fault := _fault(name, value))]
    if faults:
        raise ValueError(f"{rule}: " + "; ".join(faults))


def _fault(name: str, value: object) -> str | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return f"{name} is {value!r}; it must be a number of seconds"
    if not math.isfinite(value):
        return f"{name} is {value!r}; it must be a finite number of seconds"
    if name in _ABOVE_ZERO and value <= 0:
        return f"{name} is {value!r}; it must be more than 0 seconds"
    if value < 0:
        return f"{name} is {value!r}; it must be 0 seconds or more"
    return None


# With 0 for one of these, every empty seat would be confirmed, no state would ever be fresh, or
# no two decisions would ever join.
_ABOVE_ZERO: Final = frozenset({"confirm_s", "state_ttl_s", "max_gap_s"})
