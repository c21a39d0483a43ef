"""Clips that never end, each camera from another second on, at the size asked for."""

from collections.abc import Generator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace

import cv2
import numpy as np

from cameras.decode import open_pictures
from cameras.frame import CameraId, Image
from cameras.picture import Picture
from cameras.spec import CameraSpec


@dataclass(frozen=True, slots=True)
class EndlessClips:
    """An opener of cameras: the same recording over and over, its time going on.

    ``offsets_s`` says from which second on each camera shows its clip.
    """

    offsets_s: Mapping[CameraId, float]

    def __call__(self, spec: CameraSpec) -> Generator[Picture, None, None]:
        """The pictures of ``spec``, scaled to its size. Raises what opening the clip raises."""
        from_s = self.offsets_s[spec.id]
        with closing(_repeated(spec)) as pictures:
            for picture in pictures:
                if picture.pts >= from_s:
                    yield scaled(picture, spec.size)


def _repeated(spec: CameraSpec) -> Generator[Picture, None, None]:
    """The clip's pictures from time 0, then again from where they ended."""
    begins_s = 0.0
    while True:
        ends_s = begins_s
        with closing(open_pictures(spec)) as pictures:
            first_s: float | None = None
            for picture in pictures:
                first_s = picture.pts if first_s is None else first_s
                shown_s = begins_s + picture.pts - first_s
                ends_s = shown_s + (picture.duration_s or 1.0 / spec.fps)
                yield replace(picture, pts=shown_s)
        if ends_s == begins_s:
            return  # a clip without pictures would be opened for ever
        begins_s = ends_s


def scaled(picture: Picture, size: tuple[int, int]) -> Picture:
    """The picture at ``size`` (width, height); still made only when it is asked for."""
    if picture.size == size:
        return picture

    def to_bgr() -> Image:
        larger = cv2.resize(picture.to_bgr(), size, interpolation=cv2.INTER_LINEAR)
        return np.asarray(larger, np.uint8)

    return replace(picture, size=size, to_bgr=to_bgr)
