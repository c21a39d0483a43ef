"""Pictures of many sizes as folder cameras: a camera has one shape, so each shape has its own."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2

from cameras.folder import SUFFIXES
from cameras.spec import same_shape
from eval.real.faults import data_fault
from eval.real.scenario import STILL_FPS, RealCamera, Size


@dataclass(frozen=True, slots=True)
class Still:
    """A picture and its size in pixels."""

    path: Path
    size: Size


@dataclass(frozen=True, slots=True)
class PlacedStill:
    """A picture with the camera that shows it, when (seconds), and the camera's size."""

    still: Still
    camera: str
    time: float
    size: Size

    @property
    def scale(self) -> tuple[float, float]:
        """From the picture's pixels to the camera's, across and down."""
        return self.size[0] / self.still.size[0], self.size[1] / self.still.size[1]


def pictures_in(folder: Path) -> tuple[Path, ...]:
    """The pictures of a folder by name. Raises ``InputFaults`` where there are none."""
    if folder.is_dir():
        found = sorted(p for p in folder.iterdir() if p.suffix.lower() in SUFFIXES and p.is_file())
        if found:
            return tuple(found)
    raise data_fault(
        folder, "no jpg or png pictures here; give the folder of the data as published"
    )


def read_still(path: Path) -> Still:
    """A picture with its size. Raises ``InputFaults`` where it cannot be read."""
    image = cv2.imread(str(path), cv2.IMREAD_COLOR)
    if image is None:
        raise data_fault(path, "not a picture that can be read; copy it again")
    return Still(path, (image.shape[1], image.shape[0]))


def by_shape(stills: Iterable[Still]) -> list[list[Still]]:
    """Groups of pictures of one aspect ratio, as far as a camera's geometry allows."""
    groups: list[list[Still]] = []
    for still in stills:
        group = next((g for g in groups if same_shape(still.size, g[0].size)), None)
        if group is None:
            groups.append([still])
        else:
            group.append(still)
    return groups


def still_cameras(stills: Iterable[Still]) -> tuple[tuple[RealCamera, ...], list[PlacedStill]]:
    """A folder camera for each shape (cam01, cam02, ...) and where each picture came to lie."""
    cameras: list[RealCamera] = []
    placed: list[PlacedStill] = []
    for number, group in enumerate(by_shape(stills), start=1):
        camera = RealCamera(
            f"cam{number:02}",
            group[0].size,
            STILL_FPS,
            pictures=tuple(still.path for still in group),
        )
        cameras.append(camera)
        placed += place(camera, group)
    return tuple(cameras), placed


def place(camera: RealCamera, stills: Iterable[Still]) -> Iterator[PlacedStill]:
    """When each of a camera's pictures is shown."""
    for index, still in enumerate(stills):
        yield PlacedStill(still, camera.id, round(index / camera.fps, 3), camera.size)
