"""The floor's findings as they stand, from observations and agent events. No I/O."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from statistics import median_low
from typing import Final

from floor.agent_log import AgentLog
from floor.agent_state import AgentEvent, AgentKey, AgentState
from floor.behaviour_rules import BehaviourRules, at_cadence
from floor.behaviour_watch import BehaviourWatch
from floor.correlate import confirmed_intervals, correlate
from floor.episodes import OffSeat, SeatState, open_episode, settle, step
from floor.finding import Episode, EpisodeKind, Finding, FindingStatus
from floor.interval import Interval
from floor.layout import SeatId
from floor.observation import SeatObservation
from floor.roster import Roster
from floor.rules import OffSeatRule
from floor.sighting import sighting
from floor.time import Instant, plus
from floor.timeline import Timeline

DAY_S: Final = 86_400.0
"""How long closed episodes are kept: the longest that an agent event may come late and still
change a finding."""

_SWEEPS_PER_HORIZON: Final = 24
"""Memory is freed this often per horizon: once an hour of event time for a day."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A finding with the time it rests on: what was seen, and what of it counts under R27."""

    finding: Finding
    off_seat: OffSeat
    confirmed: tuple[Interval, ...]


class FloorMonitor:
    """Takes observations (each seat's in order of time) and agent events (in any order).

    The same observations and the same set of events give the same findings, however shuffled,
    repeated or late the events came, so long as none is more than ``horizon_s`` late. Seats share
    nothing but the agents and their chats: one that falls silent changes no other.
    """

    def __init__(
        self,
        roster: Roster,
        rule: OffSeatRule | None = None,
        horizon_s: float = DAY_S,
        behaviours: BehaviourRules | None = None,
    ) -> None:
        self._roster = roster
        self._rule = rule or OffSeatRule()
        self._watch = BehaviourWatch(behaviours or at_cadence(self._rule.max_gap_s))
        self._horizon_s = horizon_s
        self._log = AgentLog(self._rule.state_ttl_s)
        self._states: dict[SeatId, SeatState] = {}
        self._closed: defaultdict[SeatId, list[OffSeat]] = defaultdict(list)
        self._judged: dict[tuple[SeatId, Instant], Judgement] = {}
        self._swept: Instant | None = None

    def observe(self, observations: Iterable[SeatObservation]) -> None:
        """Take observations in; one not later than its seat's last changes nothing."""
        for observation in observations:
            seat = observation.seat
            state = self._states.get(seat) or SeatState(seat)
            self._states[seat], closed = step(state, observation, self._rule)
            ended = self._watch.observe(observation)
            if closed:
                self._closed[seat].extend(closed)
            if closed or ended:
                self._forget()

    def hear(self, events: Iterable[AgentEvent]) -> frozenset[AgentKey]:
        """Take agent events in; the answer is the agents whose findings may have changed."""
        touched = self._log.add(events)
        stale = {seat for seat in self._closed if self._roster.agents_of(seat) & touched}
        self._judged = {key: kept for key, kept in self._judged.items() if key[0] not in stale}
        return touched

    def agent_state(self, agent: AgentKey | None, moment: Instant) -> AgentState:
        """What the phone system says of the agent at that moment; UNKNOWN of nobody."""
        return self._timeline(agent).state_at(moment)

    def use_roster(self, roster: Roster) -> None:
        """Replace the roster; every finding is derived anew."""
        self._roster = roster
        self._judged.clear()

    def findings(self, now: Instant | None = None) -> tuple[Finding, ...]:
        """The findings of all open and closed episodes, by start, seats and kind."""
        off_seat = (item.finding for item in self.judgements(now))
        others = (self._seen(item, now) for item in self._watch.episodes(now, self._cut()))
        return _in_order(self._somebodys((*off_seat, *others)))

    def current(self, now: Instant | None = None) -> tuple[Finding, ...]:
        """The same, but of what cameras alone tell only that which goes on.

        What has ended of it is nobody's to act on, and by the evening there is a lot of it.
        """
        off_seat = (item.finding for item in self.judgements(now))
        others = (self._seen(item, now) for item in self._watch.current(now))
        return _in_order(self._somebodys((*off_seat, *others)))

    def judgements(self, now: Instant | None = None) -> tuple[Judgement, ...]:
        """The off-seat findings with the time they rest on, by start and seat.

        With ``now``, an open episode whose seat has been out of sight for too long is shown as
        ended; without it, every seat is shown as at its own last observation.
        """
        cut = self._cut()
        found = [
            self._remembered(item)
            for own in self._closed.values()
            for item in own
            if cut is None or _end(item) >= cut
        ]
        for state in self._states.values():
            if state.last is None:
                continue
            moment = state.last if now is None else max(now, state.last)
            settled, closed = settle(state, moment, self._rule)
            current = open_episode(settled)
            off_seats = closed if current is None else (*closed, current)
            found.extend(self._judge(item, moment) for item in off_seats)
        return tuple(
            sorted(found, key=lambda item: (item.off_seat.episode.start, item.off_seat.seat))
        )

    def _somebodys(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """Without what was seen at seats that the roster gives to nobody: such a seat cannot be
        left, and its chair not left out. A raised hand asks for help wherever it is. A site
        without a roster has seats of whom nobody knows."""
        for finding in findings:
            episode = finding.episode
            everywhere = self._roster.is_empty or episode.kind is EpisodeKind.HAND_RAISED
            if everywhere or all(self._is_somebodys(seat, episode) for seat in episode.seats):
                yield finding

    def _is_somebodys(self, seat: SeatId, episode: Episode) -> bool:
        end = max(episode.end or episode.start, plus(episode.start, 1e-6))
        return any(
            held.agent_key is not None for held in self._roster.spans(seat, episode.start, end)
        )

    def _seen(self, episode: Episode, now: Instant | None) -> Finding:
        """What cameras alone tell, with the agent at its start; of a chat, of neither of two."""
        seat, *others = episode.seats
        agent = None if others else self._roster.agent_at(seat, episode.start)
        known = (now, self._states[seat].last if seat in self._states else None)
        upto = max((each for each in known if each is not None), default=episode.start)
        return sighting(episode, agent, self._timeline(agent), upto)

    def _remembered(self, off_seat: OffSeat) -> Judgement:
        key = (off_seat.seat, off_seat.episode.start)
        if key not in self._judged:
            self._judged[key] = self._judge(off_seat, _end(off_seat))
        return self._judged[key]

    def _judge(self, off_seat: OffSeat, now: Instant) -> Judgement:
        """One finding per episode, also where the seat changes hands while it is empty.

        Each agent is judged by the time in which the seat was theirs; the gravest stands, and of
        equals the one with more seen time, then the earlier.
        """
        end = max(_end(off_seat), plus(off_seat.episode.start, 1e-6))
        judged: list[Judgement] = []
        for held in self._roster.spans(off_seat.seat, off_seat.episode.start, end):
            part = off_seat.during(held.span)
            timeline = self._timeline(held.agent_key)
            finding = correlate(part, held.agent_key, timeline, self._rule, now)
            counted: tuple[Interval, ...] = ()
            if finding.status is FindingStatus.CONFIRMED:
                counted = confirmed_intervals(part, timeline, self._rule, now)
            judged.append(Judgement(finding, part, counted))
        gravest = max(judged, key=_gravity)
        return Judgement(gravest.finding, off_seat, gravest.confirmed)

    def _timeline(self, agent: AgentKey | None) -> Timeline:
        return (
            Timeline((), self._rule.state_ttl_s)
            if agent is None
            else self._log.timeline_at_seats(agent)
        )

    def _cut(self) -> Instant | None:
        """Closed episodes that ended before this are gone.

        Measured from the middle of all seats' last observations, so that neither a camera that is
        dead nor one that lies about time decides for the rest.
        """
        latest = [state.last for state in self._states.values() if state.last is not None]
        return plus(median_low(latest), -self._horizon_s) if latest else None

    def _forget(self) -> None:
        """Free what lies behind the cut: closed episodes, and agent events that only they need."""
        cut = self._cut()
        sweep_every = self._horizon_s / _SWEEPS_PER_HORIZON
        if cut is None or (self._swept is not None and cut < plus(self._swept, sweep_every)):
            return
        self._swept = cut
        self._watch.forget(cut)
        needed: dict[AgentKey, Instant] = {}
        for seat, state in self._states.items():
            own = [item for item in self._closed[seat] if _end(item) >= cut]
            self._closed[seat] = own
            starts = [item.episode.start for item in own]
            if state.run is not None:
                starts.append(state.run.start)
            starts.extend(self._watch.began(seat))
            for agent in self._roster.agents_of(seat):
                needed[agent] = min(needed.get(agent, cut), *starts, cut)
        self._judged = {
            key: kept for key, kept in self._judged.items() if _end(kept.off_seat) >= cut
        }
        for agent in self._log.agents():
            self._log.forget(agent, needed.get(agent, cut))


def _in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(
        sorted(
            findings, key=lambda item: (item.episode.start, item.episode.seats, item.episode.kind)
        )
    )


def _end(off_seat: OffSeat) -> Instant:
    if off_seat.episode.end is not None:
        return off_seat.episode.end
    return off_seat.away[-1].end if off_seat.away else off_seat.episode.start


def _gravity(judgement: Judgement) -> tuple[bool, bool, float]:
    status = judgement.finding.status
    confirmed = status is FindingStatus.CONFIRMED
    return confirmed, status is FindingStatus.CONFLICT, judgement.off_seat.away_s
