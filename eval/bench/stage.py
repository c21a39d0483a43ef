"""The floor that is measured: the clips of scenarios, repeated until there are enough cameras.

Nothing is drawn or written but a site file: a clip's pictures are scaled in memory, camera by
camera at another place of the clip. Where a camera is to have more seats than its clip, the rest is
put where the clip's own leave most room: they cost what a seat costs, and nobody sits on them.
"""

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import yaml

from api.site.build import camera_specs
from api.site.faults import SiteFaults
from api.site.load import Site, load_site
from api.site.model import Point, SeatSection
from cameras.decode import check_shape, open_pictures
from cameras.errors import NotAVideo, WrongSize
from cameras.frame import CameraId
from cameras.spec import CameraSpec, same_shape
from eval.bench.room import with_more
from models.session import Device

DECISIONS_PER_S = 2.0
"""Of each camera, whatever the scenarios say: what is compared is cameras sustained at this."""

APART_S = 7.0
"""Cameras that show the same clip are so many seconds apart, so that no two show one picture."""


@dataclass(frozen=True, slots=True)
class Size:
    """How large the floor is. What is None is as in the clips; ``seats`` are of each camera."""

    cameras: int | None = None
    picture: tuple[int, int] | None = None
    seats: int | None = None


@dataclass(frozen=True, slots=True)
class Clip:
    """A recording with the seats that its camera sees; ``fps`` is the recording's own rate."""

    spec: CameraSpec
    picture: tuple[int, int]
    fps: float
    seats: tuple[SeatSection, ...]
    references: tuple[Path, ...]

    @property
    def every(self) -> int:
        """Of how many of the recording's pictures one is decided on."""
        return max(1, round(self.fps / DECISIONS_PER_S))


@dataclass(frozen=True, slots=True)
class Stage:
    """A site of many cameras, and from which clip and second on each of them shows."""

    site: Site
    clips: Mapping[CameraId, Clip]
    offsets_s: Mapping[CameraId, float]

    @property
    def specs(self) -> tuple[CameraSpec, ...]:
        """The cameras, in the order of the site file."""
        return camera_specs(self.site)


def clips_of(site: Site) -> tuple[Clip, ...]:
    """The recordings of a scenario whose cameras see seats.

    Raises ``SiteFaults`` for a live source, and ``SourceError`` for a clip that is not there,
    cannot be decoded, or has fewer than two pictures.
    """
    specs = camera_specs(site)
    live = [
        site.fault(("cameras", index, "source"), "a benchmark needs files; this is a live source")
        for index, spec in enumerate(specs)
        if not spec.source.recorded
    ]
    if live:
        raise SiteFaults(live)
    clips = []
    for spec, camera in zip(specs, site.settings.cameras, strict=True):
        seats = tuple(seat for seat in site.settings.seats if seat.camera == spec.id)
        if seats:
            picture, fps = _probed(spec)
            references = tuple((site.folder / name).absolute() for name in camera.reference)
            clips.append(Clip(spec, picture, fps, seats, references))
    return tuple(clips)


def set_stage(
    sites: Sequence[Site],
    clips: Sequence[Clip],
    size: Size,
    folder: Path,
    device: Device | None = None,
) -> Stage:
    """A site of ``size`` in ``folder``, with the settings of the first of ``sites``.

    ``device`` replaces the one of the site. Raises ``WrongSize`` where a clip is of another shape
    than the size asked for.
    """
    settings = sites[0].settings
    shown = {
        CameraId(f"cam{number + 1}"): clips[number % len(clips)]
        for number in range(size.cameras or len(clips))
    }
    vision = settings.vision.model_dump(mode="json")
    content = {
        "version": 1,
        "site": settings.site.model_dump(mode="json"),
        "vision": vision if device is None else vision | {"device": device},
        "privacy": settings.privacy.model_dump(mode="json"),
        "cameras": [_camera(name, clip, size.picture) for name, clip in shown.items()],
        "seats": [
            seat
            for name, clip in shown.items()
            for seat in _seats(name, clip, size.picture, size.seats or len(clip.seats))
        ],
    }
    path = folder / "floor.yaml"
    path.write_text(yaml.safe_dump(content, sort_keys=False), "utf-8")
    offsets = {name: APART_S * (number // len(clips)) for number, name in enumerate(shown)}
    return Stage(load_site(path), shown, offsets)


def _probed(spec: CameraSpec) -> tuple[tuple[int, int], float]:
    """The size of a clip's pictures, and how many it has a second."""
    with closing(open_pictures(spec)) as pictures:
        first, second = next(pictures, None), next(pictures, None)
    if first is None or second is None or second.pts <= first.pts:
        raise NotAVideo(spec.source, "it has fewer than two pictures", "give a longer clip")
    check_shape(spec, first)
    return first.size, 1.0 / (second.pts - first.pts)


def _camera(name: CameraId, clip: Clip, picture: tuple[int, int] | None) -> dict[str, object]:
    width, height = picture or clip.picture
    if not same_shape((width, height), clip.picture):
        own = f"{clip.picture[0]}x{clip.picture[1]}"
        twice = f"{2 * clip.picture[0]}x{2 * clip.picture[1]}"
        raise WrongSize(
            clip.spec.source,
            f"its pictures are {own}, of another shape than --size {width}x{height}",
            f"give a size of that shape, such as {own} or {twice}",
        )
    return {
        "id": name,
        "source": str(clip.spec.source.path),
        "size": [width, height],
        "fps": DECISIONS_PER_S,
        "reference": [str(path) for path in clip.references],
    }


def _seats(
    camera: CameraId, clip: Clip, picture: tuple[int, int] | None, number: int
) -> list[dict[str, object]]:
    """``number`` seats of a camera: the clip's own, and as many more as it takes."""
    own, wanted = clip.spec.size, picture or clip.picture
    scale = (wanted[0] / own[0], wanted[1] / own[1])
    drawn = [
        {"seat": seat.seat, "desk": seat.desk, "chair_home": seat.chair_home} for seat in clip.seats
    ]
    return [
        {"id": f"{camera}-{index + 1}", "camera": camera}
        | {
            name: [_scaled(point, scale) for point in polygon]
            for name, polygon in seat.items()
            if polygon is not None
        }
        for index, seat in enumerate(with_more(drawn, number, own))
    ]


def _scaled(point: Point, scale: tuple[float, float]) -> list[float]:
    return [round(point[0] * scale[0], 3), round(point[1] * scale[1], 3)]
