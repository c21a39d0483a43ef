"""How each seat looks when it is tidy and empty, in several lights. No files, no clock.

``put`` takes what the site gives, ``best`` hands out the picture in the light most like now's,
moved by the few pixels that a touched camera is off, and ``offer`` keeps the memory fresh from
pictures of seats that are known to be empty.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

from cameras.frame import Image
from floor.layout import SeatId
from floor.time import Instant, seconds_between
from vision.aligned import moved, shift
from vision.reference_watch import Cells, Watch, small, usable, watched
from vision.seat_crop import Rect
from vision.shrink import shrunk

Scalar = TypeVar("Scalar", bound=np.generic)

BLANK = (96, 96, 96)
"""Fills pictures of the floor where nobody knows what is behind the people."""

BLANK_SHARE = 0.02
"""Of a crop. So many pixels of just this grey are no coincidence: that crop is no reference."""

MOST_LIGHTS = 4
CHOSEN_FOR_S = 10.0
"""Light changes seldom; choosing at every decision would cost as much as looking for change."""

ALIGNED_FOR_S = 60.0
"""Cameras are touched once in months, and aligning costs as much as several looks of the network.
A few pixels off for a minute are less than two in its square."""

LIGHT_GRID = 16
SAME_LIGHT = 8.0
"""Levels of 255 by which two pictures of one light may differ."""

SHORT_WATCH_S = 30.0
LONG_WATCH_S = 300.0
"""Nothing stirred for so long, where the picture is unlike every reference: a new light, or
something that does not belong there."""

LOOK_EVERY_S = 1.0
REFRESH_EVERY_S = 600.0
ALIKE_LEVELS = 24.0
UNLIKE_SHARE = 0.15
"""Of 4,161 looks at sitters of the bundled floor, 98 % are unlike in 0.20 or more; half of the
empty seats with nobody's box near are in 0.15 or less, since things lie on desks."""

LEAST_SHARPNESS = 0.5
"""Of a reference's: less is a smeared or foggy picture."""


@dataclass(frozen=True, slots=True, eq=False)
class Reference:
    """A person-free crop (H, W, 3); ``taken`` is None for one that the site gave."""

    crop: Image
    taken: Instant | None = None


@dataclass(frozen=True, slots=True, eq=False)
class _Known:
    """A reference with what is asked of it at each decision, worked out once."""

    reference: Reference
    light: NDArray[np.float32]
    cells: Cells
    sharpness: float

    @classmethod
    def of(cls, reference: Reference) -> "_Known":
        crop = reference.crop
        return cls(reference, _light(crop), small(crop), _sharpness(crop))


@dataclass(frozen=True, slots=True, eq=False)
class _Chosen:
    """What was handed out of a reference, moved ``by`` some pixels; when it was chosen and when
    it was aligned."""

    known: _Known
    picture: Image
    by: tuple[int, int]
    at: Instant
    aligned: Instant


class SeatReferences:
    """The references of one site's seats."""

    def __init__(self) -> None:
        self._known: dict[SeatId, tuple[_Known, ...]] = {}
        self._chosen: dict[SeatId, _Chosen] = {}
        self._watches: dict[SeatId, Watch] = {}

    def put(self, seat: SeatId, reference: Reference) -> None:
        """Take in a reference that is known to be right.

        Raises ``ValueError`` for what is no (H, W, 3) picture, and for more lights given by the
        site than are kept.
        """
        _check(reference.crop)
        known = self._known.get(seat, ())
        kept = _joined(known, _Known.of(reference))
        if kept is known and reference.taken is None:
            raise ValueError(f"seat {seat!r} has {MOST_LIGHTS} references already")
        self._use(seat, kept)

    def put_picture(
        self, picture: Image, rects: Mapping[SeatId, Rect], size: tuple[int, int]
    ) -> None:
        """Take in a camera's whole picture of the tidy, empty floor: a reference of each seat that
        is not blank in it.

        ``rects`` refer to a picture of ``size`` (width, height); the picture may have another.
        """
        for seat, rect in rects.items():
            crop = cut(picture, rect, size)
            if blank_share(crop) <= BLANK_SHARE:
                self.put(seat, Reference(crop))

    def best(self, seat: SeatId, crop: Image, now: Instant) -> Image | None:
        """The reference in the light most like that of ``crop``, in its shape and moved under it;
        None without any. Chosen anew after ``CHOSEN_FOR_S``; what does not change by that is the
        same picture again."""
        known = self._known.get(seat, ())
        if not known:
            return None
        chosen = self._chosen.get(seat)
        if chosen is not None and chosen.picture.shape != crop.shape:
            chosen = None
        if chosen is None or not _within(CHOSEN_FOR_S, chosen.at, now):
            light = _light(crop)
            nearest = min(known, key=lambda each: light_distance(each.light, light))
            chosen = _rechosen(chosen, nearest, crop, now)
            self._chosen[seat] = chosen
        return chosen.picture

    def offer(self, seat: SeatId, crop: Image, now: Instant) -> bool:
        """Look at a seat that is known to be empty and tidy, with nobody's box over its crop.

        Call it at every decision of which that holds, and ``interrupt`` where it does not. Once
        nothing has stirred for ``SHORT_WATCH_S`` (``LONG_WATCH_S`` where the picture is unlike
        every reference) and the picture is as sharp as the references, it becomes the reference of
        its light. True where it did.
        """
        _check(crop)
        before = self._watches.get(seat)
        if before is not None and 0 <= seconds_between(before.until, now) < LOOK_EVERY_S:
            return False
        cells = small(crop)
        if not usable(cells):
            self.interrupt(seat)
            return False
        watch = watched(before, cells, now)
        self._watches[seat] = watch
        known = self._known.get(seat, ())
        alike = any(unlike(each.cells, cells) <= UNLIKE_SHARE for each in known)
        if watch.seconds < (SHORT_WATCH_S if alike else LONG_WATCH_S):
            return False
        if any(_fresh(each, _light(crop), now) for each in known):
            return False
        new = _Known.of(Reference(crop.copy(), now))
        if known and new.sharpness < LEAST_SHARPNESS * max(each.sharpness for each in known):
            return False
        kept = _joined(known, new)
        self._use(seat, kept)
        self.interrupt(seat)
        return kept is not known

    def interrupt(self, seat: SeatId) -> None:
        """The seat is not known to be empty, or not in sight: what was watched counts no more."""
        self._watches.pop(seat, None)

    def _use(self, seat: SeatId, known: tuple[_Known, ...]) -> None:
        self._known[seat] = known
        self._chosen.pop(seat, None)

    def of(self, seat: SeatId) -> tuple[Reference, ...]:
        """A seat's references, the ones of the site first, then the oldest first."""
        return tuple(each.reference for each in self._known.get(seat, ()))

    def __iter__(self) -> Iterator[SeatId]:
        """The seats that have any."""
        return iter(self._known)


def cut(picture: NDArray[Scalar], rect: Rect, size: tuple[int, int]) -> NDArray[Scalar]:
    """A copy of the part of ``picture`` (H, W, ...) that ``rect`` is of a picture of ``size``."""
    height, width = picture.shape[:2]
    across, down = width / size[0], height / size[1]
    left, right = round(rect[0] * across), round(rect[2] * across)
    top, bottom = round(rect[1] * down), round(rect[3] * down)
    return picture[top:bottom, left:right].copy()


def blank_share(crop: Image) -> float:
    """The part, 0..1, of a picture (H, W, 3) that is ``BLANK``."""
    return float((crop == np.array(BLANK, np.uint8)).all(axis=2).mean())


def light_distance(one: NDArray[np.float32], other: NDArray[np.float32]) -> float:
    """Levels by which the lights of two small pictures differ: the median over their cells, which
    a person who covers less than half of them does not move."""
    return float(np.median(np.abs(one - other)))


def unlike(reference: Cells, cells: Cells) -> float:
    """The part, 0..1, of the cells that show something else, whatever the light's strength."""
    gain = float(np.median(cells)) / max(float(np.median(reference)), 1.0)
    return float((np.abs(reference * gain - cells) > ALIKE_LEVELS).mean())


def _rechosen(chosen: _Chosen | None, nearest: _Known, crop: Image, now: Instant) -> _Chosen:
    """``nearest`` under ``crop``; the picture of ``chosen``, which has its shape, where that is
    the same."""
    if chosen is not None and chosen.known is not nearest:
        chosen = None
    if chosen is not None and _within(ALIGNED_FOR_S, chosen.aligned, now):
        return replace(chosen, at=now)
    shaped = _shaped(nearest.reference.crop, crop.shape)
    by = shift(shaped, crop)
    if chosen is not None and chosen.by == by:
        return replace(chosen, at=now, aligned=now)
    return _Chosen(nearest, moved(shaped, by), by, now, now)


def _within(seconds: float, begin: Instant, now: Instant) -> bool:
    """Whether ``now`` is less than so long after; time that runs backwards is not."""
    return 0 <= seconds_between(begin, now) < seconds


def _joined(known: tuple[_Known, ...], new: _Known) -> tuple[_Known, ...]:
    """``known`` with a new reference, the ones of the site first, then by age.

    A refreshed one of its light goes, and beyond ``MOST_LIGHTS`` the oldest refreshed one. The
    same tuple where the site's own leave no room.
    """
    kept = tuple(
        each
        for each in known
        if each.reference.taken is None or light_distance(each.light, new.light) >= SAME_LIGHT
    )
    if len(kept) >= MOST_LIGHTS:
        refreshed = [each for each in kept if each.reference.taken is not None]
        if not refreshed:
            return known
        oldest = min(refreshed, key=lambda each: each.reference.taken or Instant(0))
        kept = tuple(each for each in kept if each is not oldest)
    if new.reference.taken is not None:
        return (*kept, new)
    given = [each for each in kept if each.reference.taken is None]
    return (*given, new, *kept[len(given) :])


def _fresh(known: _Known, light: NDArray[np.float32], now: Instant) -> bool:
    """Whether this light was refreshed not long ago."""
    taken = known.reference.taken
    return (
        taken is not None
        and 0 <= seconds_between(taken, now) < REFRESH_EVERY_S
        and light_distance(known.light, light) < SAME_LIGHT
    )


def _light(crop: Image) -> NDArray[np.float32]:
    """(16, 16, 3): in colour, since lamps and daylight of one strength differ in it."""
    return shrunk(crop, (LIGHT_GRID, LIGHT_GRID)).astype(np.float32)


def _sharpness(crop: Image) -> float:
    """How much edges stand out, whatever the light's strength."""
    grey = cv2.cvtColor(crop, cv2.COLOR_BGR2GRAY)
    edges = cv2.Laplacian(cv2.GaussianBlur(grey, (3, 3), 0), cv2.CV_32F)
    return float(edges.std()) / max(float(grey.mean()), 1.0)


def _shaped(reference: Image, shape: tuple[int, ...]) -> Image:
    if reference.shape == shape:
        return reference
    resized = cv2.resize(reference, (shape[1], shape[0]), interpolation=cv2.INTER_AREA)
    return resized.astype(np.uint8, copy=False)


def _check(crop: Image) -> None:
    if crop.dtype != np.uint8 or crop.ndim != 3 or crop.shape[2] != 3 or 0 in crop.shape:
        raise ValueError(f"a reference must be (H, W, 3) uint8, got {crop.shape} {crop.dtype}")
