"""The words of roster and phone system that a site names, read once; and moved in time."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from api.site.build import seat_ids
from api.site.load import Site
from floor.agent_state import AgentEvent
from floor.errors import InputFault, InputFaults
from floor.feeds.jsonl import read_events
from floor.roster import Roster
from floor.roster_csv import read_roster
from floor.time import Instant, plus, to_datetime


@dataclass(frozen=True, slots=True)
class Inputs:
    """Who is meant to sit where, and what the phone system said."""

    roster: Roster
    events: tuple[AgentEvent, ...]

    def moved(self, seconds: float) -> "Inputs":
        """The same words ``seconds`` later: a recording that is played as if now."""
        events = tuple(
            replace(
                event,
                effective_at=plus(event.effective_at, seconds),
                received_at=plus(event.received_at, seconds),
            )
            for event in self.events
        )
        return Inputs(self.roster.moved(seconds), events)


def days_around(moment: Instant, zone: ZoneInfo) -> tuple[date, ...]:
    """The site's day of ``moment`` with the one before and the one after: shifts pass midnight."""
    today = to_datetime(moment).astimezone(zone).date()
    return tuple(today + timedelta(days=step) for step in (-1, 0, 1))


def read_inputs(site: Site, moment: Instant) -> Inputs:
    """Read the roster around ``moment`` and the feeds of a scenario; files may be absent.

    A scenario may be handed on without the words about its people: then nothing is confirmed
    (see ``absent_inputs``). Raises ``InputFaults`` with every fault of every file that is there.
    """
    absent = absent_inputs(site)
    faults: list[InputFault] = []
    roster = Roster()
    events: list[AgentEvent] = []
    zone = ZoneInfo(site.settings.site.timezone)
    try:
        if site.settings.roster not in absent:
            roster = read_site_roster(site, days_around(moment, zone))
    except InputFaults as error:
        faults += error.faults
    for feed in site.settings.file_feeds:
        try:
            if feed.path not in absent:
                events += read_events(site.folder / feed.path, ahead_s=feed.ahead_s)
        except InputFaults as error:
            faults += error.faults
    if faults:
        raise InputFaults(faults)
    return Inputs(roster, tuple(events))


def absent_inputs(site: Site) -> tuple[str, ...]:
    """The roster and the feeds that the site names and that are not there."""
    named = [feed.path for feed in site.settings.file_feeds]
    if site.settings.roster is not None:
        named.insert(0, site.settings.roster)
    return tuple(name for name in named if not (site.folder / name).exists())


def read_site_roster(site: Site, days: Collection[date]) -> Roster:
    """The site's roster for shifts that start on ``days``. Raises ``InputFaults``."""
    if site.settings.roster is None:
        return Roster()
    zone = ZoneInfo(site.settings.site.timezone)
    return read_roster(site.folder / site.settings.roster, zone, days, seat_ids(site))
