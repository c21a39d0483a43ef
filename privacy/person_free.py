"""A camera's picture of the room without the people who walk and sit in it.

Each pixel is taken from the pictures in which nobody's widened box covers it and nothing moved
there for a while, and of those the median: what stood there most of the time. A pixel of which
there were too few such pictures, or that a last look with the networks finds suspicious, is grey.
There is no path from a frame to a ``PersonFree`` around this.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cameras.frame import CameraId, Frame, Image
from floor.time import Instant, seconds_between
from privacy import motion as movement
from privacy.boxes import Mask, Seen, all_boxes, checked, cover, dilated, held, wholly_covered
from privacy.mask import MaskSettings
from vision.detections import Detections
from vision.references import BLANK

LONGEST_GAP_S = 1.5
"""Between two pictures: motion is looked for no farther back."""

KEPT = 9
"""Pictures of which the median is taken, spread evenly over all clear ones by lot."""

LEAST = 4
"""Clear pictures of a pixel. In fewer, one that was missed could be half of them."""

_LUCK = 20
"""The lot is the same in every run, so that the same footage gives the same picture."""


@dataclass(frozen=True, slots=True)
class Place:
    """A seat: the box that must be clear at once, and a wider one ``around``, in which legs may
    stick out. Both x0 y0 x1 y1, normalised to 0..1."""

    own: tuple[float, float, float, float]
    around: tuple[float, float, float, float]


WHOLLY = 0.98
"""So much of a seat must be clear at once: a chair that was moved would be cut in pieces, and where
a part of a sitter is found the rest is near."""


@dataclass(frozen=True, slots=True, eq=False)
class PersonFree:
    """A picture (H, W, 3) with nobody in it; ``blank`` (H, W) where it had to stay grey.

    Only ``ClearView.picture`` and ``of_photo`` make one.
    """

    camera: CameraId
    image: Image
    blank: Mask


class _Layers:
    """The clear pixels of a camera: up to ``KEPT`` of each, by reservoir sampling."""

    def __init__(self) -> None:
        self._layers: NDArray[np.uint8] | None = None
        self._counts: NDArray[np.int32] | None = None
        self._luck = np.random.default_rng(_LUCK)

    def add(self, image: Image, clear: Mask) -> None:
        if self._layers is None or self._counts is None or self._layers.shape[1:] != image.shape:
            self._layers = np.zeros((KEPT, *image.shape), np.uint8)
            self._counts = np.zeros(image.shape[:2], np.int32)
        drawn = (self._luck.random() * (self._counts + 1)).astype(np.int32)
        place = np.where(self._counts < KEPT, self._counts, drawn)
        for number, layer in enumerate(self._layers):
            taken = clear & (place == number)
            layer[taken] = image[taken]
        self._counts += clear

    def median(self, shape: tuple[int, ...], least: int) -> tuple[Image, Mask]:
        """The picture, and where it has fewer than ``least`` pixels to be made of."""
        image = np.full(shape, BLANK, np.uint8)
        blank = np.ones(shape[:2], np.bool_)
        if self._layers is None or self._counts is None or self._layers.shape[1:] != shape:
            return image, blank
        blank = self._counts < least
        for number in range(least, KEPT + 1):
            here = np.minimum(self._counts, KEPT) == number
            if here.any():
                image[here] = np.sort(self._layers[:number, here], axis=0)[number // 2]
        return image, blank


class ClearView:
    """What a camera sees when nobody is in the way, gathered over time.

    Where ``untidy`` boxes lie (chairs that are out), pixels count only where there is nothing
    better: a chair that is out half of the time must not be half of the picture.
    """

    def __init__(self, camera: CameraId, settings: MaskSettings | None = None) -> None:
        self.camera = camera
        self.settings = settings or MaskSettings()
        self.looks = 0
        self._seen: tuple[Seen, ...] = ()
        self._motion = movement.still()
        self._tidy = _Layers()
        self._any = _Layers()
        self._shape: tuple[int, ...] | None = None

    def look(
        self,
        frame: Frame,
        people: Detections,
        untidy: Sequence[Sequence[float]] = (),
        places: Sequence[Place] = (),
    ) -> Mask:
        """Take in a picture with the people found in it; where it was clear (H, W).

        ``untidy`` are boxes x0 y0 x1 y1, normalised to 0..1; ``places`` are the seats, which are
        clear wholly or not at all. A picture that comes later than
        ``LONGEST_GAP_S`` after the one before is not clear anywhere. Raises ``BadBoxes``, and
        ``ValueError`` for a frame of another camera.
        """
        if frame.camera != self.camera:
            raise ValueError(f"a frame of camera {frame.camera!r} for {self.camera!r}")
        height, width = frame.image.shape[:2]
        now = Instant(frame.captured_us)
        current = widened(people, self.settings, (width, height))
        self._seen = held(
            self._seen, now, current, self.settings.hold_s, self.settings.hold_pictures
        )
        cells = movement.small_copy(frame.image)
        moved = movement.changed(self._motion, cells, self.settings.motion_threshold)
        known = wholly_covered(all_boxes(self._seen), *movement.GRID)
        if movement.scene_changed(moved, known, self.settings.scene_share):
            self._motion = movement.restarted(self._motion, now, cells)
            return np.zeros((height, width), np.bool_)
        watched = any(
            0 < seconds_between(each.time, now) <= LONGEST_GAP_S for each in self._motion.references
        )
        self._motion = movement.remembered(
            self._motion, now, cells, movement.spread(moved & ~known)
        )
        if not watched:  # nothing is known to be still
            return np.zeros((height, width), np.bool_)
        clear = ~cover(all_boxes(self._seen), height, width)
        held_s = self.settings.motion_hold_s
        clear &= ~movement.enlarged(movement.moving(self._motion, now, held_s), height, width)
        clear = settled(clear, places)
        self._any.add(frame.image, clear)
        self._tidy.add(frame.image, clear & ~_boxes(untidy, clear))
        self._shape = frame.image.shape
        self.looks += 1
        return clear

    def picture(self) -> PersonFree | None:
        """The room as far as it was ever clear; None where no picture was fit to be used."""
        if self._shape is None:
            return None
        image, untidy = self._tidy.median(self._shape, LEAST)
        other, blank = self._any.median(self._shape, LEAST)
        image[untidy] = other[untidy]
        return _blanked(self.camera, image, blank)


def settled(clear: Mask, places: Sequence[Place]) -> Mask:
    """``clear`` without the seats that are not clear wholly: first what is around somebody who may
    sit there, then seats that lost a part by that."""
    somebody = [place.around for place in places if share(clear, place.own) < WHOLLY]
    clear = clear & ~_boxes(somebody, clear)
    cut = [place.own for place in places if share(clear, place.own) < WHOLLY]
    return clear & ~_boxes(cut, clear)


def share(mask: Mask, box: Sequence[float]) -> float:
    """The part, 0..1, of a box (normalised) that the mask covers."""
    inside = _boxes([box], mask)
    return float(mask[inside].mean()) if inside.any() else 0.0


def of_photo(photo: Frame, people: Detections) -> PersonFree:
    """One picture, taken by somebody who saw to it that nobody was there; whoever the networks
    find in it all the same is blanked. Raises ``BadBoxes``."""
    nothing = np.zeros(photo.image.shape[:2], np.bool_)
    return without(PersonFree(photo.camera, photo.image, nothing), people)


def without(picture: PersonFree, people: Detections) -> PersonFree:
    """The picture after another look: whoever was found in it is blanked. Raises ``BadBoxes``."""
    height, width = picture.image.shape[:2]
    covered = cover(widened(people, MaskSettings(), (width, height)), height, width)
    return _blanked(picture.camera, picture.image, picture.blank | covered)


def blanked(picture: PersonFree, boxes: Sequence[Sequence[float]]) -> PersonFree:
    """The picture with boxes (normalised) blanked: places of which too little is known."""
    covered = _boxes(boxes, picture.blank)
    return _blanked(picture.camera, picture.image, picture.blank | covered)


def widened(
    people: Detections, settings: MaskSettings, size: tuple[int, int]
) -> NDArray[np.float64]:
    """People's boxes, as wide as they are covered in pictures that are shown."""
    margin = (settings.dilate_px / size[0], settings.dilate_px / size[1])
    return dilated(checked(people), settings.dilate_share, margin)


def _boxes(boxes: Sequence[Sequence[float]], like: Mask) -> Mask:
    """True in normalised boxes, in the shape of ``like``."""
    return cover(np.array(boxes, np.float64).reshape(-1, 4), *like.shape)


def _blanked(camera: CameraId, image: Image, blank: Mask) -> PersonFree:
    cleared = image.copy()
    cleared[blank] = BLANK
    return PersonFree(camera, cleared, blank)
