"""The seat-state network over the seats that are due, packed into batches of few sizes."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from floor.layout import SeatId
from models.session import Batch, Network
from vision.references import SeatReferences
from vision.seat_input import CELLS, SIDE, Picture, SeatWindow, squared
from vision.seat_look import SeatLook

BUCKETS = (1, 2, 4, 8, 16)
"""Sizes of batches. Fixed shapes let a graphics card keep one plan for each."""

Traits = NDArray[np.float32]
"""What the network notices of a picture (F,), before it judges: of a reference it is kept, so
that comparing with it costs nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class SeatSight:
    """A seat in a picture: the whole image (H, W, 3), its window there, and its reference's
    traits or None."""

    image: Picture
    window: SeatWindow
    reference: Traits | None


@dataclass(frozen=True, slots=True, eq=False)
class SeatNetwork:
    """Looks at seats of any cameras together.

    The network reads `seats` (B, 3, SIDE, SIDE), `masks` (B, 2, CELLS, CELLS), both bytes, and
    `reference` (B, F), zeros where there is none; it gives `answers` (B, WIDTH) and `traits`
    (B, F), which depend on `seats` alone.
    """

    network: Network
    width: int
    """F."""

    @classmethod
    def of(cls, network: Network) -> "SeatNetwork":
        """Of an opened network; its traits' width is in its `reference` input."""
        shapes = {each.name: each.shape for each in network.session.get_inputs()}
        return cls(network, int(shapes["reference"][1]))

    def look(self, sights: Sequence[SeatSight]) -> list[SeatLook]:
        """What is seen of each, in the order given."""
        looks: list[SeatLook] = []
        for first in range(0, len(sights), BUCKETS[-1]):
            part = sights[first : first + BUCKETS[-1]]
            size = bucket(len(part))
            seats = np.zeros((size, 3, SIDE, SIDE), np.uint8)
            masks = np.zeros((size, 2, CELLS, CELLS), np.uint8)
            references = np.zeros((size, self.width), np.float32)
            for place, sight in enumerate(part):
                seats[place] = squared(sight.window.crop(sight.image))
                masks[place] = sight.window.masks
                if sight.reference is not None:
                    references[place] = sight.reference
            feeds: dict[str, Batch] = {"seats": seats, "masks": masks, "reference": references}
            rows = self.network.feed(feeds, ("answers",))[0]
            looks += [SeatLook(row) for row in rows[: len(part)]]
        return looks

    def traits(self, crop: Picture) -> Traits:
        """What the network notices of a reference (h, w, 3)."""
        feeds: dict[str, Batch] = {
            "seats": squared(crop)[None],
            "masks": np.zeros((1, 2, CELLS, CELLS), np.uint8),
            "reference": np.zeros((1, self.width), np.float32),
        }
        traits: Traits = self.network.feed(feeds, ("traits",))[0][0]
        return traits


@dataclass(slots=True, eq=False)
class SeatEyes:
    """What close looks need: the network, and how each seat looks tidy and empty."""

    network: SeatNetwork
    references: SeatReferences
    _traits: dict[SeatId, tuple[Picture, Traits]] = field(default_factory=dict)

    def traits_of(self, seat: SeatId, reference: Picture | None) -> Traits | None:
        """A reference's traits, worked out once for each picture that is handed out."""
        if reference is None:
            return None
        known = self._traits.get(seat)
        if known is None or known[0] is not reference:
            known = self._traits[seat] = reference, self.network.traits(reference)
        return known[1]


def bucket(count: int) -> int:
    """The least size of batch that holds so many."""
    return next(size for size in BUCKETS if size >= count)
