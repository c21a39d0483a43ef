"""People become solid boxes before anything is shown; what cannot be masked is dropped.

Blurring a face anonymises nobody, and a detector misses people now and then. So (1) every
detection is covered with one colour, wider than it was found; (2) it stays covered for a while
after it was last seen, with all that it moved over; (3) whatever else moved is covered too;
(4) any doubt (no detections, broken boxes, a wrong picture, a changed scene, an exception)
drops the picture. There is no path from a frame to bytes around this.
"""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

import cv2
import numpy as np

from cameras.frame import CameraId, Frame, Image, View
from floor.time import Instant
from privacy import motion as movement
from privacy.anonymised import MaskedPicture
from privacy.boxes import (
    BadBoxes,
    Mask,
    Seen,
    all_boxes,
    checked,
    cover,
    dilated,
    held,
    wholly_covered,
)
from privacy.encode import encode_jpeg
from vision.detections import Detections

_SMALLEST = 16
_LARGEST = 16_384


class DropReason(StrEnum):
    """Why a picture was not shown."""

    BLIND = "blind"
    WRONG_CAMERA = "wrong_camera"
    BAD_IMAGE = "bad_image"
    NO_DETECTIONS = "no_detections"
    BAD_BOXES = "bad_boxes"
    SCENE_CHANGED = "scene_changed"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class MaskSettings:
    """How much is covered, and for how long.

    ``dilate_share`` of a box's size and ``dilate_px`` pixels of the frame are added on each
    side. A box is held for ``hold_s`` seconds of frame time and at least ``hold_pictures``
    pictures; other motion for ``motion_hold_s``, longer, since nobody knows what it was.
    ``motion_threshold`` is in grey levels, ``scene_share`` the part of the uncovered picture
    that may move before the picture is dropped.
    """

    dilate_share: float = 0.2
    dilate_px: float = 8.0
    hold_s: float = 2.0
    hold_pictures: int = 3
    motion_hold_s: float = 30.0
    motion_threshold: int = 12
    scene_share: float = 0.5
    width: int = 640
    quality: int = 80
    colour: tuple[int, int, int] = (96, 96, 96)


class _Dropped(Exception):
    def __init__(self, reason: DropReason) -> None:
        super().__init__(reason.value)
        self.reason = reason


class PersonMasker:
    """The masker of one camera. It remembers boxes and motion, so cameras never share one."""

    def __init__(self, camera: CameraId, settings: MaskSettings | None = None) -> None:
        self.camera = camera
        self.settings = settings or MaskSettings()
        self.drops: Counter[DropReason] = Counter()
        self.last_drop: DropReason | None = None
        self._seen: tuple[Seen, ...] = ()
        self._motion = movement.still()

    def mask(self, frame: View, people: Detections | None) -> MaskedPicture | None:
        """The masked picture, or None where it had to be dropped. Never raises, never unmasked.

        ``people`` are the detections of this very picture, at a low threshold; all of them are
        covered, whatever their class. After None, ``last_drop`` says why and ``drops`` counts.
        """
        try:
            picture = self._masked(frame, people)
        except _Dropped as dropped:
            reason = dropped.reason
        except BadBoxes:
            reason = DropReason.BAD_BOXES
        except Exception:  # whatever failed, the picture is not shown; its pixels are not logged
            reason = DropReason.ERROR
        else:
            self.last_drop = None
            return picture
        self.drops[reason] += 1
        self.last_drop = reason
        return None

    def _masked(self, view: View, people: Detections | None) -> MaskedPicture:
        frame = _checked_frame(view, self.camera)
        if not isinstance(people, Detections):
            raise _Dropped(DropReason.NO_DETECTIONS)
        now = Instant(frame.captured_us)
        self._remember_people(frame, people)
        self._remember_motion(frame)
        small = _at_most(frame.image, self.settings.width)
        height, width = small.shape[:2]
        mask = cover(all_boxes(self._seen), height, width)
        mask |= movement.enlarged(
            movement.moving(self._motion, now, self.settings.motion_hold_s), height, width
        )
        painted = _painted(small, mask, self.settings.colour)
        data = encode_jpeg(painted, self.settings.quality)
        return MaskedPicture(self.camera, now, data, width, height)

    def _remember_people(self, frame: Frame, people: Detections) -> None:
        """Before anything else, so that boxes of a picture that is dropped later are held too."""
        height, width = frame.image.shape[:2]
        margin = (self.settings.dilate_px / width, self.settings.dilate_px / height)
        current = dilated(checked(people), self.settings.dilate_share, margin)
        self._seen = held(
            self._seen,
            Instant(frame.captured_us),
            current,
            self.settings.hold_s,
            self.settings.hold_pictures,
        )

    def _remember_motion(self, frame: Frame) -> None:
        now = Instant(frame.captured_us)
        cells = movement.small_copy(frame.image)
        moved = movement.changed(self._motion, cells, self.settings.motion_threshold)
        known = wholly_covered(all_boxes(self._seen), *movement.GRID)
        if movement.scene_changed(moved, known, self.settings.scene_share):
            self._motion = movement.restarted(self._motion, now, cells)
            raise _Dropped(DropReason.SCENE_CHANGED)
        unknown = movement.spread(moved & ~known)
        self._motion = movement.remembered(self._motion, now, cells, unknown)


def _checked_frame(view: View, camera: CameraId) -> Frame:
    if not isinstance(view, Frame):
        raise _Dropped(DropReason.BLIND)
    if view.camera != camera:
        raise _Dropped(DropReason.WRONG_CAMERA)
    image: object = view.image  # the type is a promise; what comes from a decoder may break it
    if not isinstance(image, np.ndarray) or image.dtype != np.uint8 or image.ndim != 3:
        raise _Dropped(DropReason.BAD_IMAGE)
    height, width, channels = image.shape
    if channels != 3 or min(height, width) < _SMALLEST or max(height, width) > _LARGEST:
        raise _Dropped(DropReason.BAD_IMAGE)
    return view


def _at_most(image: Image, width: int) -> Image:
    """A copy, no wider than ``width`` pixels."""
    if image.shape[1] <= width:
        return image.copy()
    height = max(1, round(image.shape[0] * width / image.shape[1]))
    return cv2.resize(image, (width, height), interpolation=cv2.INTER_AREA).astype(np.uint8)


def _painted(image: Image, mask: Mask, colour: tuple[int, int, int]) -> Image:
    """A copy of ``image`` with ``colour`` wherever ``mask`` is set, and looked at again."""
    if mask.shape != image.shape[:2]:
        raise ValueError(f"a mask of shape {mask.shape} for a picture of {image.shape}")
    # Three times as fast as np.where, which is the same; what it made is looked at below.
    painted = image.copy()
    height, width = mask.shape
    plain = cv2.rectangle(np.empty_like(image), (0, 0), (width, height), colour, cv2.FILLED)
    cv2.copyTo(plain, mask.astype(np.uint8), painted)
    if (mask & (cv2.inRange(painted, colour, colour) == 0)).any():
        raise ValueError("the mask was not painted")
    return painted
