"""What hands hold and what lies on the desk, seen at a larger scale and less often.

The network for details costs 2.6 times a close look. So it looks only at seats that were
just looked at closely, which means that something moved there, and at each of them once a second.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cameras.frame import Frame
from floor.layout import SeatId
from floor.time import Instant, seconds_between
from vision.seat_look import COLUMNS, Looks, SeatLook
from vision.seat_network import SeatNetwork, SeatSight
from vision.seat_region import SeatRegion
from vision.windows import Windows

EVERY_S = 0.9
"""Seconds between two looks at a seat where somebody is: a second, with room for uneven ticks."""

EVERY_EMPTY_S = 5.0
"""Where nobody is, only food can lie."""

SURELY_EMPTY = 0.8
QUESTIONS = ("phone", "food", "drink", "hand_raised", "feet_on_desk", "lying_down")
"""What the larger scale answers better; all else is left as the smaller one said it."""

_PLACES = np.concatenate([np.arange(COLUMNS[q].start, COLUMNS[q].stop) for q in QUESTIONS])


@dataclass(frozen=True, slots=True, eq=False)
class Detail:
    """The last answers to `QUESTIONS` of a seat, and when they were given."""

    answers: NDArray[np.float32]
    at: Instant


class DetailLooks:
    """Refines close looks by what the network for details says of the same pictures, or said of
    those before."""

    def __init__(self, network: SeatNetwork) -> None:
        self._network = network
        self._windows = Windows(network.scale)
        self._details: dict[SeatId, Detail] = {}

    def refined(
        self, views: Sequence[tuple[Frame, Sequence[SeatRegion]]], looks: Looks, now: Instant
    ) -> Looks:
        """The looks with the details' answers. ``views`` are the frames that they are of."""
        due: list[tuple[SeatId, SeatSight]] = []
        for frame, regions in views:
            for region in regions:
                look = looks.get(region.seat)
                if look is None or not is_detail_due(self._details.get(region.seat), look, now):
                    continue
                window = self._windows.of(region, frame)
                if window is not None:
                    due.append((region.seat, SeatSight(frame.image, window, None)))
        found = self._network.look([sight for _, sight in due])
        for (seat, _), detail in zip(due, found, strict=True):
            self._details[seat] = Detail(detail.row[_PLACES], now)
        return {seat: self._joined(seat, look) for seat, look in looks.items()}

    def forget(self, seat: SeatId) -> None:
        """The camera is blind: what was held before is not known to be held after."""
        self._details.pop(seat, None)

    def _joined(self, seat: SeatId, look: SeatLook) -> SeatLook:
        if seat not in self._details:
            return look
        row = look.row.copy()
        row[_PLACES] = self._details[seat].answers
        return SeatLook(row)


def is_detail_due(last: Detail | None, look: SeatLook, now: Instant) -> bool:
    """Whether a seat that was just looked at closely is worth a larger look."""
    if last is None:
        return True
    empty = look.choice("posture", "none") > SURELY_EMPTY
    return seconds_between(last.at, now) >= (EVERY_EMPTY_S if empty else EVERY_S)
