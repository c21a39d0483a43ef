"""The site's pictures of its tidy, empty floor, cut into a reference of each seat."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from api.site.build import static_masks
from api.site.faults import SiteFaults
from api.site.load import Site
from api.site.model import CameraSection, Polygon, SeatSection
from cameras.errors import SourceError
from cameras.frame import CameraId, Frame
from cameras.still import read_still
from floor.layout import SeatId
from privacy.static_mask import static_mask
from vision.references import SeatReferences
from vision.seat_crop import Floats, Rect, crop_rect


@dataclass(frozen=True, slots=True)
class ReferenceFile:
    """A picture that a camera names: its place in the site file and on the disk."""

    place: tuple[str | int, ...]
    camera: CameraSection
    path: Path


def reference_files(
    cameras: Iterable[tuple[int, CameraSection]], folder: Path
) -> Iterator[ReferenceFile]:
    """The pictures that numbered cameras name; relative ones lie in ``folder``."""
    for index, camera in cameras:
        for number, name in enumerate(camera.reference):
            place = ("cameras", index, "reference", number)
            yield ReferenceFile(place, camera, (folder / name).absolute())


def seat_rects(site: Site, camera: str) -> dict[SeatId, Rect]:
    """Each seat's crop in a camera's picture of its ``size``; seats too small to crop are left
    out."""
    sizes = {each.id: each.size for each in site.settings.cameras}
    rects = {
        SeatId(seat.id): _rect(seat, sizes[camera])
        for seat in site.settings.seats
        if seat.camera == camera
    }
    return {seat: rect for seat, rect in rects.items() if rect is not None}


def seat_references(site: Site) -> SeatReferences:
    """The references that the site's cameras name, covered by the cameras' static masks.

    Raises ``SiteFaults`` for pictures that cannot be used.
    """
    references = SeatReferences()
    masks, faults = static_masks(site), []
    for file in reference_files(enumerate(site.settings.cameras), site.folder):
        camera = file.camera
        try:
            picture = read_still(file.path, camera.size)
        except SourceError as error:
            faults.append(site.fault(file.place, str(error)))
            continue
        name = CameraId(camera.id)
        covered = static_mask(Frame(name, picture, 0, 0.0, 0.0), masks[name]).image
        references.put_picture(covered, seat_rects(site, camera.id), camera.size)
    if faults:
        raise SiteFaults(faults)
    return references


def _rect(seat: SeatSection, size: tuple[int, int]) -> Rect | None:
    others = [_corners(polygon) for polygon in (seat.desk, seat.chair_home) if polygon is not None]
    return crop_rect(_corners(seat.seat), others, size)


def _corners(polygon: Polygon) -> Floats:
    return np.array(polygon, np.float64)
