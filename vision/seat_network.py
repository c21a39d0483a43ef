"""The seat-state network over the seats that are due, packed into batches of few sizes."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from floor.layout import SeatId
from models.session import Batch, Network
from vision.references import SeatReferences
from vision.seat_input import Picture, Scale, SeatWindow, squared
from vision.seat_look import SeatLook

BUCKETS = (1, 2, 4, 6, 8, 12, 16)
"""Sizes of batches. Fixed shapes let a graphics card keep one plan for each; a small site, whose
seats of one tick are one batch, would fill a third of it with nothing if there were only powers."""

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

    The network reads `seats` (B, 3, side, side) and `masks` (B, 2, cells, cells), both bytes, and
    gives `answers` (B, WIDTH). One that compares with references also reads `reference` (B, F),
    zeros where there is none, and gives `traits` (B, F), which depend on `seats` alone.
    """

    network: Network
    scale: Scale
    width: int | None
    """F; None where it compares with nothing."""

    @classmethod
    def of(cls, network: Network) -> "SeatNetwork":
        """Of an opened network, whose inputs say its scale and the width of its traits."""
        shapes = {each.name: each.shape for each in network.session.get_inputs()}
        width = int(shapes["reference"][1]) if "reference" in shapes else None
        return cls(network, Scale(int(shapes["seats"][2])), width)

    def look(self, sights: Sequence[SeatSight]) -> list[SeatLook]:
        """What is seen of each, in the order given."""
        looks: list[SeatLook] = []
        for first in range(0, len(sights), BUCKETS[-1]):
            part = sights[first : first + BUCKETS[-1]]
            size = bucket(len(part))
            feeds = self._nothing(size)
            for place, sight in enumerate(part):
                feeds["seats"][place] = squared(sight.window.crop(sight.image), self.scale.side)
                feeds["masks"][place] = sight.window.masks
                if sight.reference is not None and self.width is not None:
                    feeds["reference"][place] = sight.reference
            rows = self.network.feed(feeds, ("answers",))[0]
            looks += [SeatLook(row) for row in rows[: len(part)]]
        return looks

    def traits(self, crop: Picture) -> Traits | None:
        """What the network notices of a reference (h, w, 3), where it compares with any."""
        if self.width is None:
            return None
        feeds = self._nothing(1)
        feeds["seats"][0] = squared(crop, self.scale.side)
        traits: Traits = self.network.feed(feeds, ("traits",))[0][0]
        return traits

    def _nothing(self, size: int) -> dict[str, Batch]:
        """Black inputs for so many seats."""
        side, cells = self.scale.side, self.scale.cells
        feeds: dict[str, Batch] = {
            "seats": np.zeros((size, 3, side, side), np.uint8),
            "masks": np.zeros((size, 2, cells, cells), np.uint8),
        }
        if self.width is not None:
            feeds["reference"] = np.zeros((size, self.width), np.float32)
        return feeds


@dataclass(slots=True, eq=False)
class SeatEyes:
    """What close looks need: the network, how each seat looks tidy and empty, and where there is
    one the network for what hands hold."""

    network: SeatNetwork
    references: SeatReferences
    detail: SeatNetwork | None = None
    _traits: dict[SeatId, tuple[Picture, Traits | None]] = field(default_factory=dict)

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
