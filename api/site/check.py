"""Everything that can be known to be wrong with a site before it runs."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from api.inputs import days_around, read_site_roster
from api.site.build import camera_specs
from api.site.faults import SiteFault
from api.site.load import Site
from cameras.decode import probe_source
from cameras.errors import SourceError
from floor.errors import InputFaults
from floor.feeds.jsonl import read_events
from floor.time import Instant, instant
from models.manifest import ModelError, load_manifest, verified_bytes


def check_site(site: Site, now: Instant, live: bool = False) -> tuple[SiteFault, ...]:
    """Every fault in what the site file names: recordings, roster, agent log, networks.

    Changes nothing. Live cameras are tried only with ``live``, since one that is switched off
    is no fault of the file.
    """
    faults = [*_sources(site, live), *_roster(site, now), *_feeds(site), *_networks(site)]
    return tuple(sorted(faults))


def _sources(site: Site, live: bool) -> Iterator[SiteFault]:
    for index, camera in enumerate(camera_specs(site)):
        if not (camera.source.recorded or live):
            continue
        try:
            probe_source(camera)
        except SourceError as error:
            yield site.fault(("cameras", index, "source"), str(error))


def _roster(site: Site, now: Instant) -> Iterator[SiteFault]:
    start = site.settings.replay_start
    moment = now if start is None else instant(start)
    try:
        read_site_roster(site, days_around(moment, ZoneInfo(site.settings.site.timezone)))
    except InputFaults as error:
        yield from _outside(error)


def _feeds(site: Site) -> Iterator[SiteFault]:
    for feed in site.settings.feeds:
        try:
            read_events(site.folder / feed.path)
        except InputFaults as error:
            yield from _outside(error)


def _networks(site: Site) -> Iterator[SiteFault]:
    for field in ("detector", "pose"):
        name = getattr(site.settings.vision, field)
        try:
            verified_bytes(load_manifest().entry(name))
        except ModelError as error:
            yield site.fault(("vision", field), str(error))


def _outside(error: InputFaults) -> Iterator[SiteFault]:
    for fault in error.faults:
        value = "" if fault.value is None else f"is {fault.value!r}; "
        yield SiteFault(fault.file, fault.line or 0, 0, fault.field, value + fault.expected)
