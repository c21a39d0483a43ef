"""How far each feed's clock is ahead of the cameras', from a record of the floor."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from zoneinfo import ZoneInfo

from api.inputs import days_around, read_site_roster
from api.observed import read_presence, read_start
from api.site.build import off_seat_rule
from api.site.load import Site
from floor.agent_log import AgentLog
from floor.clock_offset import WINDOW_S, ClockOffset, NoOffset, estimate
from floor.feeds.jsonl import read_events
from floor.interval import Interval
from floor.time import Instant, instant, plus
from floor.turns import SeatTurn, Turn, said_turns, seat_turns


@dataclass(frozen=True, slots=True)
class FeedClock:
    """What was found of one feed; ``configured_s`` is what the site file says today.

    An offset in ``found`` is the whole one, with ``configured_s`` in it.
    """

    path: str
    configured_s: float
    found: ClockOffset | NoOffset


def estimate_clocks(site: Site, records: Path) -> tuple[FeedClock, ...]:
    """One answer for each feed of ``site``, from what a replay or a run left in ``records``.

    Raises ``InputFaults`` or ``OSError`` for records, a roster or a feed that cannot be read.
    """
    opened = site.settings.replay_start
    start = read_start(records, Instant(0) if opened is None else instant(opened))
    rule = off_seat_rule(site)
    at_seats = tuple(seat_turns(read_presence(records, start), rule))
    seen = _by_agents(site, at_seats)
    clocks = []
    for feed in site.settings.file_feeds:
        log = AgentLog(rule.state_ttl_s)
        log.add(read_events(site.folder / feed.path, ahead_s=feed.ahead_s))
        said = [
            turn
            for agent in log.agents()
            for turn in said_turns(agent, log.timeline(agent), _around(at_seats))
        ]
        found = estimate(seen, said)
        clocks.append(FeedClock(feed.path, feed.ahead_s, _whole(found, feed.ahead_s)))
    return tuple(clocks)


def _by_agents(site: Site, turns: Sequence[SeatTurn]) -> list[Turn]:
    """The turns of seats as those of the agents who had them; nobody's are left out."""
    zone = ZoneInfo(site.settings.site.timezone)
    days = {day for turn in turns for day in days_around(turn.at, zone)}
    roster = read_site_roster(site, days)
    return [
        Turn(turn.at, agent, turn.away)
        for turn in turns
        if (agent := roster.agent_at(turn.seat, turn.at)) is not None
    ]


def _around(turns: Sequence[SeatTurn]) -> Interval:
    """The time in which words can belong to what was seen, with room for the state before."""
    if not turns:
        return Interval(Instant(0), Instant(0))
    first, last = min(turn.at for turn in turns), max(turn.at for turn in turns)
    return Interval(plus(first, -2 * WINDOW_S), plus(last, 2 * WINDOW_S))


def _whole(found: ClockOffset | NoOffset, configured_s: float) -> ClockOffset | NoOffset:
    """What is found is the rest after the site file's own figure."""
    if isinstance(found, NoOffset):
        return found
    return replace(
        found,
        offset_s=found.offset_s + configured_s,
        low_s=found.low_s + configured_s,
        high_s=found.high_s + configured_s,
    )
