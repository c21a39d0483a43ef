"""Everything that can be known to be wrong with a site before it runs."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

from api.inputs import days_around
from api.site.build import reading
from api.site.faults import SiteFault
from api.site.load import Draft, read_draft
from api.site.references import reference_files
from cameras.decode import probe_source
from cameras.errors import SourceError
from cameras.frame import CameraId
from cameras.reading import DecodeOn
from cameras.spec import CameraSpec, SourceKind, resolve_source
from cameras.still import read_still
from floor.errors import InputFaults
from floor.feeds.jsonl import read_events
from floor.layout import SeatId
from floor.roster_csv import read_roster
from floor.time import Instant, instant
from models.head import Role, check_role
from models.manifest import PACKAGE, ModelError, load_manifest, verified_bytes


def check_site(
    path: Path, now: Instant, live: bool = False, models: Path = PACKAGE
) -> tuple[Draft, tuple[SiteFault, ...]]:
    """The site file, and every fault in it and in what it names: recordings, references, roster,
    agent log, networks; sorted by place. What cannot be looked at for another fault is left out.

    Changes nothing. Live cameras are tried only with ``live``, since one that is switched off
    is no fault of the file. Raises ``SiteFaults`` where there is no site file to read.
    """
    draft = read_draft(path)
    outside = (*_sources(draft, live), *_roster(draft, now), *_feeds(draft))
    faults = {*draft.faults, *outside, *_references(draft), *_networks(draft, models)}
    return draft, tuple(sorted(faults))


def _sources(draft: Draft, live: bool) -> Iterator[SiteFault]:
    for index, camera in draft.parts.cameras:
        try:
            source = resolve_source(camera.source, draft.path.parent)
        except ValueError:
            continue  # the file's own rules have said so
        if not (source.recorded or live) or source.kind is SourceKind.PUSH:
            continue
        try:
            on_cpu = replace(reading(camera), decode_on=DecodeOn.CPU)
            spec = CameraSpec(CameraId(camera.id), source, camera.size, camera.fps, on_cpu)
            probe_source(spec)
        except SourceError as error:
            yield draft.fault(("cameras", index, "source"), str(error))


def _references(draft: Draft) -> Iterator[SiteFault]:
    for file in reference_files(draft.parts.cameras, draft.path.parent):
        try:
            read_still(file.path, file.camera.size)
        except SourceError as error:
            yield draft.fault(file.place, str(error))


def _roster(draft: Draft, now: Instant) -> Iterator[SiteFault]:
    parts = draft.parts
    if parts.roster is None or parts.site is None:
        return
    zone = ZoneInfo(parts.site.timezone)
    days = days_around(now if parts.start is None else instant(parts.start), zone)
    seats = {SeatId(seat) for seat in parts.known("seats")}
    try:
        read_roster(draft.path.parent / parts.roster, zone, days, seats)
    except InputFaults as error:
        yield from _outside(error)


def _feeds(draft: Draft) -> Iterator[SiteFault]:
    for _, feed in draft.parts.feeds:
        try:
            read_events(draft.path.parent / feed.path)
        except InputFaults as error:
            yield from _outside(error)


def _networks(draft: Draft, models: Path) -> Iterator[SiteFault]:
    vision = draft.parts.vision
    if vision is None:
        return
    roles: tuple[tuple[Role, str | None], ...] = (
        ("detector", vision.detector),
        ("pose", vision.pose),
        ("seats", vision.seats),
        ("details", vision.details),
    )
    for field, name in roles:
        if name is None:
            continue
        try:
            entry = load_manifest(models / "manifest.yaml").entry(name)
            check_role(entry, field)
            verified_bytes(entry, models)
        except ModelError as error:
            yield draft.fault(("vision", field), str(error))
    if vision.details is not None and vision.seats is None:
        message = "looks where the network for seats saw something; name one in vision.seats too"
        yield draft.fault(("vision", "details"), message)
    if vision.shadow is not None:
        try:
            verified_bytes(load_manifest(models / "manifest.yaml").entry(vision.shadow), models)
        except ModelError as error:
            yield draft.fault(("vision", "shadow"), str(error))


def _outside(error: InputFaults) -> Iterator[SiteFault]:
    for fault in error.faults:
        message = fault.expected
        if fault.field:
            value = "missing" if fault.value is None else repr(fault.value)
            message = f"is {value}; {message}"
        yield SiteFault(fault.file, fault.line or 0, 0, fault.field, message)
