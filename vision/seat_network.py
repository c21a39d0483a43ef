"""The seat-state network over the seats that are due, packed into batches of few sizes."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from models.session import Network
from vision.references import SeatReferences
from vision.seat_input import Picture, SeatWindow, fill, new_batch
from vision.seat_look import SeatLook

BUCKETS = (1, 2, 4, 8, 16)
"""Sizes of batches. Fixed shapes let a graphics card keep one plan for each."""


@dataclass(frozen=True, slots=True, eq=False)
class SeatSight:
    """A seat in a picture: the whole image (H, W, 3), its window there, and its reference
    (3, SIDE, SIDE) or None."""

    image: Picture
    window: SeatWindow
    reference: Picture | None


@dataclass(frozen=True, slots=True, eq=False)
class SeatNetwork:
    """Looks at seats of any cameras together."""

    network: Network

    def look(self, sights: Sequence[SeatSight]) -> list[SeatLook]:
        """What is seen of each, in the order given."""
        looks: list[SeatLook] = []
        for first in range(0, len(sights), BUCKETS[-1]):
            part = sights[first : first + BUCKETS[-1]]
            batch = new_batch(bucket(len(part)))
            for place, sight in enumerate(part):
                fill(batch, place, sight.window.crop(sight.image), sight.reference, sight.window)
            rows = np.asarray(self.network(batch))
            looks += [SeatLook(row) for row in rows[: len(part)]]
        return looks


@dataclass(frozen=True, slots=True, eq=False)
class SeatEyes:
    """What close looks need: the network, and how each seat looks tidy and empty."""

    network: SeatNetwork
    references: SeatReferences


def bucket(count: int) -> int:
    """The least size of batch that holds so many."""
    return next(size for size in BUCKETS if size >= count)
