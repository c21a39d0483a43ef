"""A rule and a day: where it was broken. Pure: the same day gives the same answer."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from types import MappingProxyType
from typing import Final

from floor.agent_state import AgentKey, AgentState
from floor.finding import Episode, EpisodeKind, Excuse
from floor.interval import Interval, coalesce, intersect
from floor.layout import SeatId
from floor.packs.broken import Broken
from floor.packs.condition import Away, Hours, InState, Outside, Seen, SignIn, Together
from floor.packs.day import Day, Duty
from floor.packs.grants import ALWAYS, Grant, Granted
from floor.packs.rule import Rule
from floor.time import Instant, plus, to_datetime

STEP = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class _Breach:
    """What a condition found, before exceptions are looked at."""

    when: Interval
    counted_s: float
    limit_s: float
    seats: tuple[SeatId, ...] = ()
    agents: tuple[AgentKey, ...] = ()
    seen: tuple[Excuse, ...] = ()


def judge(rule: Rule, day: Day) -> tuple[Broken, ...]:
    """Every time that the rule was broken, in order; those that something excuses say by what.

    A rule that is switched off, or of a kind that is not judged yet, finds nothing.
    """
    if not rule.on:
        return ()
    find = _FINDERS.get(type(rule.when))
    if find is None:
        return ()
    breaches = sorted(find(rule, day), key=lambda each: (each.when, each.seats, each.agents))
    return tuple(_excused(rule, each, day) for each in breaches)


def _excused(rule: Rule, breach: _Breach, day: Day) -> Broken:
    """With what excuses it: seen beside it, or granted over the time in which it came about."""
    grants = sorted({*rule.grants, *ALWAYS})
    looked: list[Excuse | Grant] = [*rule.excuses, *grants]
    found: list[Excuse | Grant] = [each for each in rule.excuses if each in breach.seen]
    found += [each for each in grants if _granted(each, breach, day)]
    return Broken(
        rule.id,
        breach.seats,
        breach.agents,
        breach.when,
        breach.counted_s,
        breach.limit_s,
        tuple(looked),
        tuple(found),
    )


def _granted(grant: Grant, breach: _Breach, day: Day) -> bool:
    """Whether what is left of a breach without the granted time is no breach any more.

    For several people it must hold for one of them at least: two who talk while one is helped by
    the lead do no wrong.
    """
    for agent in breach.agents or (None,):
        times = coalesce(
            each.when for each in day.granted if _counts(each, grant, agent, breach.when.start)
        )
        covered = sum(part.seconds for part in intersect((breach.when,), times))
        if covered > 0 and breach.counted_s - covered <= breach.limit_s:
            return True
    return False


def _counts(each: Granted, grant: Grant, agent: AgentKey | None, start: Instant) -> bool:
    return each.grant is grant and each.is_for(agent) and each.counts_from(start)


def _seen(rule: Rule, day: Day) -> Iterator[_Breach]:
    when = rule.when
    assert isinstance(when, Seen)
    for episode in day.episodes:
        if episode.kind is not when.episode:
            continue
        agents = _agents(episode, day)
        for part in _in_states(_span(episode, day), agents, when.states, day):
            begun = to_datetime(part.start).astimezone(day.zone).time()
            if any(hours.holds(begun) for hours in when.allowed_at):
                continue
            # What was out of sight is not held against anybody.
            counted = part.seconds - min(episode.blind_s, part.seconds)
            if counted > when.longer_than_s:
                yield _Breach(
                    part, counted, when.longer_than_s, episode.seats, agents, episode.excuses
                )


def _away(rule: Rule, day: Day) -> Iterator[_Breach]:
    when = rule.when
    assert isinstance(when, Away)
    for episode in day.episodes:
        if episode.kind is not EpisodeKind.OFF_SEAT:
            continue
        agents = _agents(episode, day)
        if not agents:
            continue  # nobody's seat is nobody's absence
        for part in _in_states(_span(episode, day), agents, when.states, day):
            counted = part.seconds - min(episode.blind_s, part.seconds)
            if counted > when.longer_than_s:
                yield _Breach(
                    part, counted, when.longer_than_s, episode.seats, agents, episode.excuses
                )


def _in_state(rule: Rule, day: Day) -> Iterator[_Breach]:
    when = rule.when
    assert isinstance(when, InState)
    limit = when.longer_than_s + when.grace_s
    for agent in sorted(day.spells):
        for stretch in day.stretches(agent, when.states):
            duty = day.duty_of(agent, stretch.start)
            if duty is None:
                continue  # who has no shift owes nothing
            if when.without_reason and _has_reason(agent, stretch, when.states, day):
                continue
            within = stretch.within(duty.shift.start, duty.shift.end)
            if within is None:
                continue
            span = _until_back(within, duty, day) if when.until_back else within
            if span.seconds > limit:
                yield _Breach(span, span.seconds, limit, (duty.seat,), (agent,))


def _until_back(stretch: Interval, duty: Duty, day: Day) -> Interval:
    """Longer where the seat stayed empty after the state was changed back."""
    end = stretch.end
    for episode in day.episodes:
        if episode.kind is not EpisodeKind.OFF_SEAT or duty.seat not in episode.seats:
            continue
        span = _span(episode, day)
        if span.start < stretch.end <= span.end:
            end = max(end, span.end)
    return Interval(stretch.start, min(end, duty.shift.end))


def _has_reason(agent: AgentKey, stretch: Interval, states: Sequence[AgentState], day: Day) -> bool:
    return all(
        spell.reason.strip()
        for spell in day.spells[agent]
        if spell.state in states and spell.when.within(stretch.start, stretch.end)
    )


def _together(rule: Rule, day: Day) -> Iterator[_Breach]:
    when = rule.when
    assert isinstance(when, Together)
    for team in sorted({duty.team for duty in day.duties}):
        away = {
            duty.agent: intersect((duty.shift,), day.stretches(duty.agent, when.states))
            for duty in day.duties
            if duty.team == team
        }
        for part in _crowded(away.values(), when.more_than):
            if part.seconds < when.at_least_s:
                continue
            agents = tuple(sorted(key for key, times in away.items() if intersect((part,), times)))
            yield _Breach(part, part.seconds, when.at_least_s, (), agents)


def _crowded(all_times: Collection[Sequence[Interval]], more_than: int) -> tuple[Interval, ...]:
    """When more than so many of the rows of stretches hold at the same time."""
    changes = sorted(
        change
        for times in all_times
        for each in times
        for change in ((each.start, 1), (each.end, -1))
    )
    found: list[Interval] = []
    count = 0
    for (moment, step), (following, _) in pairwise(changes):
        count += step
        if count > more_than and moment < following:
            found.append(Interval(moment, following))
    return coalesce(found)


def _outside(rule: Rule, day: Day) -> Iterator[_Breach]:
    when = rule.when
    assert isinstance(when, Outside)
    for agent in sorted(day.spells):
        for stretch in day.stretches(agent, when.states):
            duty = day.duty_of(agent, stretch.start)
            if duty is None:
                continue
            for part in _outside_of(when.hours, stretch, day):
                if part.seconds > when.grace_s:
                    yield _Breach(part, part.seconds, when.grace_s, (duty.seat,), (agent,))


def _outside_of(hours: Hours, stretch: Interval, day: Day) -> tuple[Interval, ...]:
    """The parts of a stretch that lie outside the hours, to the minute in which hours change."""
    found: list[Interval] = []
    moment = stretch.start
    while moment < stretch.end:
        local = to_datetime(moment).astimezone(day.zone)
        following = (local + STEP).replace(second=0, microsecond=0)
        end = min(plus(moment, (following - local).total_seconds()), stretch.end)
        if not hours.holds(local.time()):
            found.append(Interval(moment, end))
        moment = end
    return coalesce(found)


def _sign_in(rule: Rule, day: Day) -> Iterator[_Breach]:
    when = rule.when
    assert isinstance(when, SignIn)
    present = [each for each in AgentState if each is not AgentState.LOGGED_OFF]
    for duty in day.duties:
        if duty.agent not in day.spells:
            continue  # a phone system that says nothing of somebody accuses nobody
        there = day.stretches(duty.agent, present)
        for due, late in _missed(duty, when, there):
            if due <= day.now and late.seconds > 0:
                yield _Breach(late, late.seconds, 0.0, (duty.seat,), (duty.agent,))


def _missed(
    duty: Duty, when: SignIn, there: Sequence[Interval]
) -> Iterator[tuple[Instant, Interval]]:
    """From when somebody should have been signed in to when they were, and from when they were no
    more to when they might go; each with the moment at which it is known."""
    first, last = plus(duty.shift.start, -when.before_s), plus(duty.shift.end, when.after_s)
    whole = Interval(first, last)
    signed = [part for each in there if (part := each.within(first, last))]
    arrived = signed[0].start if signed else duty.shift.end
    yield duty.shift.start, Interval(first, max(first, arrived))
    if signed:
        yield last, Interval(signed[-1].end, max(signed[-1].end, whole.end))


def _agents(episode: Episode, day: Day) -> tuple[AgentKey, ...]:
    duties = [day.duty_at(seat, episode.start) for seat in episode.seats]
    return tuple(duty.agent for duty in duties if duty is not None)


def _span(episode: Episode, day: Day) -> Interval:
    return Interval(episode.start, max(episode.start, episode.end or day.now))


def _in_states(
    span: Interval, agents: Sequence[AgentKey], states: Sequence[AgentState], day: Day
) -> tuple[Interval, ...]:
    """The parts of a span in which one of the agents was in one of the states; all of it where
    states do not matter."""
    if not states:
        return (span,)
    times = coalesce(part for agent in agents for part in day.stretches(agent, states))
    return intersect((span,), times)


Finder = Callable[[Rule, Day], Iterator[_Breach]]
_FINDERS: Final[Mapping[type, Finder]] = MappingProxyType(
    {
        Seen: _seen,
        Away: _away,
        InState: _in_state,
        Together: _together,
        Outside: _outside,
        SignIn: _sign_in,
    }
)


def is_judged(rule: Rule) -> bool:
    """Whether rules of this kind are judged at all."""
    return type(rule.when) in _FINDERS
