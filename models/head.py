"""How a network's output is read, and what a network may be used as."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from models.classes import COCO, coco_number
from models.manifest import ManifestEntry, ModelError, Output, Purpose

Role = Literal["detector", "pose", "seats", "details"]
"""What a site's settings ask a network for."""


OF_SEATS: Final[Mapping[Role, Purpose]] = {
    "seats": Purpose.SEAT_STATE,
    "details": Purpose.SEAT_DETAIL,
}
"""The roles of networks that look at crops of seats, and what those are for."""


@dataclass(frozen=True, slots=True, eq=False)
class Head:
    """The layout of the output, and ``numbers`` (C,), the COCO number of each of its classes.

    ``NO_NUMBER`` stands for a thing that the product makes no use of.
    """

    output: Output
    numbers: NDArray[np.int64]


def head_of(entry: ManifestEntry) -> Head:
    """The head of a network that looks at whole pictures."""
    return Head(entry.output, np.array([coco_number(name) for name in entry.class_names], np.int64))


COCO_HEAD = Head(Output.RAW, np.arange(len(COCO)))
"""The raw head of any detector of COCO's 80 classes."""


def check_role(entry: ManifestEntry, role: Role) -> None:
    """Raise ``ModelError`` where the network cannot be what the site wants it to be."""
    wanted = OF_SEATS.get(role)
    if wanted is not None:
        if entry.purpose is not wanted:
            raise ModelError(
                f"network {entry.name!r} is for {entry.purpose.value}; "
                f"{role} needs one for {wanted.value}"
            )
        return
    if entry.purpose.is_of_seats:
        raise ModelError(f"network {entry.name!r} judges seats; {role} needs whole pictures")
    if coco_number("person") not in head_of(entry).numbers:
        raise ModelError(f"network {entry.name!r} finds no persons; {role} needs them")
    if role == "pose" and not entry.output.has_keypoints:
        raise ModelError(
            f"network {entry.name!r} gives no keypoints; pose needs a network with purpose pose"
        )
