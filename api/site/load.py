"""From ``floor.yaml`` to a checked ``Site``; every fault of the file at once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

from pydantic import ValidationError
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from api.site.faults import SiteFault, SiteFaults
from api.site.feeds import KINDS
from api.site.model import SECTIONS, Polygon, SiteFile
from api.site.parts import Parts
from api.site.positions import LocatedYaml, Path_, read_located
from cameras.redact import redact
from cameras.spec import PUSHED, resolve_source


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


@dataclass(frozen=True, slots=True)
class Draft:
    """A site file as far as it holds. ``settings`` is None where the model refuses it."""

    path: Path
    located: LocatedYaml
    parts: Parts
    settings: SiteFile | None
    faults: tuple[SiteFault, ...]

    def fault(self, path: Path_, message: str) -> SiteFault:
        """A fault at the value that ``path`` leads to."""
        return _fault(self.path, self.located, path, message)


def load_site(path: Path) -> Site:
    """Read and check a site file. Raises ``SiteFaults`` with every fault in it.

    What the file names (videos, rosters, feeds) is not opened here: see ``api.site.check``.
    """
    draft = read_draft(path)
    if draft.faults or draft.settings is None:
        raise SiteFaults(draft.faults)
    return Site(draft.path, draft.settings, draft.located)


def read_draft(path: Path) -> Draft:
    """Read a site file with its faults. Raises ``SiteFaults`` where there is nothing to read."""
    if path.is_dir():
        path = path / "floor.yaml"
    try:
        located = read_located(path)
    except FileNotFoundError:
        missing = "there is no such file; give the site file floor.yaml or its folder"
        raise SiteFaults([SiteFault(str(path), 0, 0, "", missing)]) from None
    except UnicodeDecodeError:
        raise SiteFaults([SiteFault(str(path), 0, 0, "", "not UTF-8; save it as UTF-8")]) from None
    except OSError as error:
        unreadable = f"cannot be read ({error.strerror}); give a readable file"
        raise SiteFaults([SiteFault(str(path), 0, 0, "", unreadable)]) from None
    faults = [SiteFault.at(path, fault.place, "", fault.message) for fault in located.faults]
    if located.data is None:
        raise SiteFaults(faults or [SiteFault(str(path), 1, 1, "", "the file is empty")])
    if not isinstance(located.data, dict):
        wrong = "not a site file; write settings such as version: 1"
        raise SiteFaults([*faults, SiteFault(str(path), 1, 1, "", wrong)])
    settings = None
    try:
        settings = SiteFile.model_validate(located.data)
    except ValidationError as error:
        faults += _of_pydantic(path, located, error)
    draft = Draft(path, located, Parts.of(located.data), settings, ())
    faults += [fault for rule in RULES for fault in rule(draft)]
    return replace(draft, faults=tuple(sorted(set(faults))))


_RIGHT = {
    "missing": "is missing; add it",
    "string_pattern_mismatch": "write 1 to 64 letters, digits, dots, hyphens or underscores",
    "timezone_aware": "write the time with its offset, such as 2026-03-02T09:00:00+08:00",
    "finite_number": "write a finite number",
}


def _of_pydantic(path: Path, located: LocatedYaml, error: ValidationError) -> Iterator[SiteFault]:
    items = error.errors(include_url=False)
    for item in items:
        where = _without_kind(tuple(item["loc"]))
        if item["type"] == "too_short" and item["input"]:
            continue  # the list is short only of the items that are faults themselves
        message = _RIGHT.get(item["type"], item["msg"].removeprefix("Value error, "))
        value = item["input"]
        if item["type"].startswith("union_tag"):
            where, message = (*where, "kind"), f"write one of {' '.join(KINDS)}"
        elif item["type"] == "extra_forbidden":
            message = f"no such setting; {_hint(where)}"
        elif where[-1] == "secret" and item["type"] == "value_error":
            pass  # the message says what is right, and nobody repeats a secret
        elif item["type"] != "missing" and not isinstance(value, dict | list | tuple):
            shown = repr(redact(value) if isinstance(value, str) else value)
            message = f"is {shown}; {message[:1].lower()}{message[1:]}"
        yield _fault(path, located, where, message)


def _without_kind(where: Path_) -> Path_:
    """pydantic puts the kind of a feed into the place of its settings; the file has none there."""
    return (*where[:2], *where[3:]) if where[:1] == ("feeds",) and len(where) > 3 else where


def _hint(where: Path_) -> str:
    """What a misspelt setting may have been meant to be."""
    *around, name = where
    section = SECTIONS.get(tuple(str(part) for part in around if not isinstance(part, int)))
    known = [] if section is None else list(section.model_fields)
    near = get_close_matches(str(name), known, n=1)
    if near:
        return f"did you mean {near[0]}?"
    return f"there are: {', '.join(known)}" if known else "check the spelling"


def _fault(path: Path, located: LocatedYaml, where: Path_, message: str) -> SiteFault:
    return SiteFault.at(path, located.place(where), dotted(where), message)


def dotted(path: Path_) -> str:
    """``("seats", 3, "camera")`` as ``seats[3].camera``."""
    text = ""
    for part in path:
        name = f"[{part}]" if isinstance(part, int) else redact(part)
        text += name if isinstance(part, int) or not text else f".{name}"
    return text


def _unique(draft: Draft) -> Iterator[SiteFault]:
    for name, ids in draft.parts.ids.items():
        seen: set[str] = set()
        for index, each in ids:
            if each in seen:
                message = f"{redact(each)!r} is already taken; give each its own"
                yield draft.fault((name, index, "id"), message)
            seen.add(each)


def _known_cameras(draft: Draft) -> Iterator[SiteFault]:
    known = draft.parts.known("cameras")
    named = [(("seats", i, "camera"), seat.camera) for i, seat in draft.parts.seats]
    named += [(("zones", i, "camera"), zone.camera) for i, zone in draft.parts.zones]
    for path, camera in named:
        if camera not in known:
            there = ", ".join(sorted(redact(each) for each in known)) or "none"
            yield draft.fault(path, f"no camera {camera!r}; there are: {there}")


def _known_neighbours(draft: Draft) -> Iterator[SiteFault]:
    known = draft.parts.known("seats")
    for index, seat in draft.parts.seats:
        for position, neighbour in enumerate(seat.neighbours or ()):
            if neighbour in known and neighbour != seat.id:
                continue
            near = get_close_matches(neighbour, sorted(known - {seat.id}), n=1)
            hint = f"did you mean {near[0]}?" if near else "write the id of another seat"
            message = f"{neighbour!r} is no other seat of this site; {hint}"
            yield draft.fault(("seats", index, "neighbours", position), message)


def _inside_frames(draft: Draft) -> Iterator[SiteFault]:
    sizes = {camera.id: camera.size for _, camera in draft.parts.cameras}
    for path, camera, points in _polygons(draft.parts):
        if camera not in sizes:
            continue
        width, height = sizes[camera]
        for corner, (x, y) in enumerate(points):
            if not (0 <= x <= width and 0 <= y <= height):
                message = (
                    f"corner [{x:g}, {y:g}] lies outside of the {width}x{height} frame "
                    f"of camera {camera!r}; write 0 to {width} and 0 to {height}"
                )
                yield draft.fault((*path, corner), message)


def _polygons(parts: Parts) -> Iterator[tuple[Path_, str, Polygon]]:
    for index, camera in parts.cameras:
        for number, mask in enumerate(camera.masks):
            yield ("cameras", index, "masks", number, "polygon"), camera.id, mask.polygon
    for index, seat in parts.seats:
        for name in ("seat", "desk", "chair_home"):
            points = getattr(seat, name)
            if points is not None:
                yield ("seats", index, name), seat.camera, points
    for index, zone in parts.zones:
        yield ("zones", index, "polygon"), zone.camera, zone.polygon


def _sources(draft: Draft) -> Iterator[SiteFault]:
    for index, camera in draft.parts.cameras:
        try:
            resolve_source(camera.source, draft.path.parent)
        except ValueError as error:
            yield draft.fault(("cameras", index, "source"), str(error))
        if (camera.source.strip() == PUSHED) != (camera.push_token_sha256 is not None):
            message = "push and push_token_sha256 belong together; floorwatch cameras token"
            yield draft.fault(("cameras", index, "source"), message)


def _store(draft: Draft) -> Iterator[SiteFault]:
    """The address is never repeated: it may hold a password."""
    if draft.settings is None:
        return
    try:
        backend = make_url(draft.settings.store.url).get_backend_name()
    except ArgumentError:
        backend = ""
    if backend not in ("sqlite", "postgresql"):
        message = "no database that Floorwatch knows; write sqlite:///FILE or postgresql+psycopg://"
        yield draft.fault(("store", "url"), message)


def _feed_names(draft: Draft) -> Iterator[SiteFault]:
    """Dead letters, logs and metrics are told apart by the feed's name."""
    named = draft.located.data.get("feeds") if isinstance(draft.located.data, dict) else None
    seen: set[str] = set()
    for index, feed in enumerate(named if isinstance(named, list) else []):
        name = feed.get("name") if isinstance(feed, dict) else None
        if isinstance(name, str) and name in seen:
            yield draft.fault(("feeds", index, "name"), f"is {name!r} twice; give each its own")
        elif isinstance(name, str):
            seen.add(name)


RULES: tuple[Callable[[Draft], Iterator[SiteFault]], ...] = (
    _unique,
    _feed_names,
    _known_cameras,
    _known_neighbours,
    _inside_frames,
    _sources,
    _store,
)
