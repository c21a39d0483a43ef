"""What somebody does, out of looks that each may err: likely for a while, then said."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from floor.observation import Activity
from floor.time import Instant, seconds_between
from vision.seat_look import SeatLook


@dataclass(frozen=True, slots=True)
class Bar:
    """When an activity is said, and when no longer: thresholds of its smoothed probability, and
    the seconds over which it is smoothed."""

    on: float
    off: float
    over_s: float = 0.6


BARS: Mapping[Activity, Bar] = {
    # Of two scenarios' 7 hands, 0.55 found 4 with 7 scratched heads beside them, 0.75 3 alone.
    Activity.HAND_RAISED: Bar(0.75, 0.55),
    # Of five scenarios in rooms that were learnt from, phones at 0.75 found 6 of 34 with 4 false,
    # at 0.5 16 with 14; food at 0.75 8 of 37 with 1 false, at 0.4 22 with 11; feet 8 and 11 of 12.
    # Who drinks was found twice in eleven at any bar, with more false ones than right.
    Activity.PHONE_IN_HAND: Bar(0.5, 0.3, 1.0),
    Activity.PHONE_AT_EAR: Bar(0.5, 0.3, 1.0),
    Activity.PHONE_RAISED: Bar(0.4, 0.25, 0.8),
    Activity.PHONE_LYING: Bar(0.5, 0.3, 2.0),
    Activity.FOOD: Bar(0.4, 0.25, 1.5),
    Activity.DRINK: Bar(0.75, 0.5, 0.6),
    Activity.FEET_ON_DESK: Bar(0.45, 0.3, 1.0),
}

OF_SOMEBODY = frozenset(Activity) - {Activity.PHONE_LYING, Activity.FOOD}
"""What needs somebody at the seat; the others may lie there alone."""

STALE_S = 5.0


@dataclass(frozen=True, slots=True)
class Doing:
    """The smoothed probabilities of one seat, and what of them is said."""

    chances: Mapping[Activity, float] = field(default_factory=dict)
    said: frozenset[Activity] = frozenset()
    last: Instant | None = None


def chances_of(look: SeatLook) -> dict[Activity, float]:
    """The probability of each activity in one look."""
    return {
        Activity.HAND_RAISED: look.flag("hand_raised"),
        # However it is held: that it is in use is surer than how.
        Activity.PHONE_IN_HAND: sum(look.choice("phone", how) for how in ("hand", "ear", "photo")),
        Activity.PHONE_AT_EAR: look.choice("phone", "ear"),
        Activity.PHONE_RAISED: look.choice("phone", "photo"),
        Activity.PHONE_LYING: look.choice("phone", "lying"),
        Activity.FOOD: look.choice("food", "desk") + look.choice("food", "hand"),
        Activity.DRINK: look.choice("drink", "hand"),
        Activity.FEET_ON_DESK: look.flag("feet_on_desk"),
    }


def followed(
    doing: Doing, look: SeatLook, now: Instant, bars: Mapping[Activity, Bar] = BARS
) -> Doing:
    """What is done after one more look; after a long time without one, nothing before counts."""
    elapsed_s = STALE_S if doing.last is None else seconds_between(doing.last, now)
    before = doing if elapsed_s < STALE_S else Doing()
    chances, said = {}, set()
    for activity, chance in chances_of(look).items():
        bar = bars[activity]
        # Before the first look nothing is likely, so that one look alone says nothing.
        kept = float(np.exp(-elapsed_s / bar.over_s)) if before.chances else 0.5
        smooth = kept * before.chances.get(activity, 0.0) + (1 - kept) * chance
        chances[activity] = smooth
        if smooth >= (bar.off if activity in before.said else bar.on):
            said.add(activity)
    return Doing(chances, frozenset(said), now)
