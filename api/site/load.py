"""From ``floor.yaml`` to a checked ``Site``; every fault of the file at once."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from api.site.faults import SiteFault, SiteFaults
from api.site.model import SiteFile
from api.site.positions import LocatedYaml, Path_, read_located


@dataclass(frozen=True, slots=True)
class Site:
    """A site file that holds together. ``folder`` is what relative paths are relative to."""

    path: Path
    settings: SiteFile
    located: LocatedYaml

    @property
    def folder(self) -> Path:
        """The folder of the site file."""
        return self.path.parent

    def fault(self, path: Path_, message: str) -> SiteFault:
        """A fault at the value that ``path`` leads to."""
        return _fault(self.path, self.located, path, message)


def load_site(path: Path) -> Site:
    """Read and check a site file. Raises ``SiteFaults`` with every fault in it.

    What the file names (videos, rosters, feeds) is not opened here: see ``api.site.check``.
    """
    if path.is_dir():
        path = path / "floor.yaml"
    try:
        located = read_located(path)
    except FileNotFoundError:
        raise SiteFaults([SiteFault(str(path), 0, 0, "", "there is no such file")]) from None
    except (OSError, UnicodeDecodeError) as error:
        raise SiteFaults([SiteFault(str(path), 0, 0, "", f"cannot be read: {error}")]) from None
    faults = [SiteFault.at(path, fault.place, "", fault.message) for fault in located.faults]
    if located.data is None:
        raise SiteFaults(faults or [SiteFault(str(path), 1, 1, "", "the file is empty")])
    try:
        settings = SiteFile.model_validate(located.data)
    except ValidationError as error:
        faults += _of_pydantic(path, located, error)
        raise SiteFaults(faults) from None
    site = Site(path, settings, located)
    faults += [fault for rule in RULES for fault in rule(site)]
    if faults:
        raise SiteFaults(faults)
    return site


def _of_pydantic(path: Path, located: LocatedYaml, error: ValidationError) -> Iterator[SiteFault]:
    for item in error.errors(include_url=False):
        message = item["msg"].removeprefix("Value error, ")
        value = item["input"]
        if item["type"] == "extra_forbidden":
            message = "no such setting; check the spelling"
        elif item["type"] == "missing":
            message = "is missing"
        elif not isinstance(value, dict | list | tuple):
            message = f"is {value!r}; {message[:1].lower()}{message[1:]}"
        yield _fault(path, located, tuple(item["loc"]), message)


def _fault(path: Path, located: LocatedYaml, where: Path_, message: str) -> SiteFault:
    return SiteFault.at(path, located.place(where), dotted(where), message)


def dotted(path: Path_) -> str:
    """``("seats", 3, "camera")`` as ``seats[3].camera``."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def _unique(site: Site) -> Iterator[SiteFault]:
    lists: dict[str, Iterable[str]] = {
        "cameras": [camera.id for camera in site.settings.cameras],
        "seats": [seat.id for seat in site.settings.seats],
        "zones": [zone.id for zone in site.settings.zones],
    }
    for name, ids in lists.items():
        seen: set[str] = set()
        for index, each in enumerate(ids):
            if each in seen:
                yield site.fault((name, index, "id"), f"{each!r} is already taken")
            seen.add(each)


def _known_cameras(site: Site) -> Iterator[SiteFault]:
    known = {camera.id for camera in site.settings.cameras}
    named = [(("seats", i, "camera"), seat.camera) for i, seat in enumerate(site.settings.seats)]
    named += [(("zones", i, "camera"), zone.camera) for i, zone in enumerate(site.settings.zones)]
    for path, camera in named:
        if camera not in known:
            there = ", ".join(sorted(known))
            yield site.fault(path, f"no camera {camera!r}; there are: {there}")


def _known_neighbours(site: Site) -> Iterator[SiteFault]:
    known = {seat.id for seat in site.settings.seats}
    for index, seat in enumerate(site.settings.seats):
        for position, neighbour in enumerate(seat.neighbours or ()):
            if neighbour not in known or neighbour == seat.id:
                message = f"{neighbour!r} is no other seat of this site"
                yield site.fault(("seats", index, "neighbours", position), message)


def _inside_frames(site: Site) -> Iterator[SiteFault]:
    sizes = {camera.id: camera.size for camera in site.settings.cameras}
    for path, camera, points in _polygons(site):
        if camera not in sizes:
            continue
        width, height = sizes[camera]
        for corner, (x, y) in enumerate(points):
            if not (0 <= x <= width and 0 <= y <= height):
                message = (
                    f"corner [{x:g}, {y:g}] lies outside of the {width}x{height} frame "
                    f"of camera {camera!r}"
                )
                yield site.fault((*path, corner), message)


def _polygons(site: Site) -> Iterator[tuple[Path_, str, tuple[tuple[float, float], ...]]]:
    for index, camera in enumerate(site.settings.cameras):
        for number, mask in enumerate(camera.masks):
            yield ("cameras", index, "masks", number, "polygon"), camera.id, mask.polygon
    for index, seat in enumerate(site.settings.seats):
        for name in ("seat", "desk", "chair_home"):
            points = getattr(seat, name)
            if points is not None:
                yield ("seats", index, name), seat.camera, points
    for index, zone in enumerate(site.settings.zones):
        yield ("zones", index, "polygon"), zone.camera, zone.polygon


RULES: tuple[Callable[[Site], Iterator[SiteFault]], ...] = (
    _unique,
    _known_cameras,
    _known_neighbours,
    _inside_frames,
)
