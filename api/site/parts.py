"""What of a site file holds, piece by piece, so that one fault does not hide the next."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from api.site.feeds import FileFeed
from api.site.model import (
    CameraSection,
    ReplaySection,
    SeatSection,
    SiteSection,
    VisionSection,
    ZoneSection,
)

Section = TypeVar("Section", bound=BaseModel)
Numbered = tuple[tuple[int, Section], ...]
"""Sections of a list with their places in it; the ones that do not hold are left out."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The sections that hold, each read by itself.

    ``ids`` has every id of ``cameras``, ``seats`` and ``zones`` with its place, also of sections
    with another fault. ``site`` is None where name, zone or language is wrong.
    """

    site: SiteSection | None
    start: datetime | None
    cameras: Numbered[CameraSection]
    seats: Numbered[SeatSection]
    zones: Numbered[ZoneSection]
    feeds: Numbered[FileFeed]
    ids: dict[str, tuple[tuple[int, str], ...]]
    roster: str | None
    vision: VisionSection | None

    @classmethod
    def of(cls, data: object) -> "Parts":
        """The parts of plain data; anything may be wrong with it."""
        top = data if isinstance(data, dict) else {}
        replay = _section(ReplaySection, top.get("replay"))
        roster = top.get("roster")
        return cls(
            site=_section(SiteSection, top.get("site")),
            start=None if replay is None else replay.start,
            cameras=tuple(_sections(CameraSection, top.get("cameras"))),
            seats=tuple(_sections(SeatSection, top.get("seats"))),
            zones=tuple(_sections(ZoneSection, top.get("zones"))),
            feeds=tuple(_sections(FileFeed, top.get("feeds"))),
            ids={
                name: tuple(
                    (index, item["id"])
                    for index, item in _items(top.get(name))
                    if isinstance(item, dict) and isinstance(item.get("id"), str)
                )
                for name in ("cameras", "seats", "zones")
            },
            roster=roster if isinstance(roster, str) else None,
            vision=_section(VisionSection, top.get("vision", {})),
        )

    def known(self, name: str) -> frozenset[str]:
        """All ids of ``cameras``, ``seats`` or ``zones``."""
        return frozenset(each for _, each in self.ids[name])


def _items(data: object) -> Iterator[tuple[int, object]]:
    yield from enumerate(data if isinstance(data, list) else ())


def _sections(model: type[Section], data: object) -> Iterator[tuple[int, Section]]:
    for index, item in _items(data):
        section = _section(model, item)
        if section is not None:
            yield index, section


def _section(model: type[Section], data: object) -> Section | None:
    try:
        return model.model_validate(data)
    except ValidationError:
        return None
