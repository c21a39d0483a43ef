"""What is done at all seats of a floor: their runs, and the episodes that came of them."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final, TypeAlias

from floor.behaviour import Done, SeatBehaviour, settled, step
from floor.behaviour_rules import BehaviourRules
from floor.chats import chats, talk_together
from floor.finding import Episode, EpisodeKind
from floor.layout import SeatId
from floor.observation import SeatObservation
from floor.seen import episode_of, last_seen
from floor.time import Instant

_Pair: TypeAlias = tuple[SeatId, ...]

_CHAT: Final = EpisodeKind.CHATTING


class BehaviourWatch:
    """Takes observations, each seat's in order of time; seats may come in any order.

    What has ended is kept until ``forget``; chats are put together when they are asked for.
    """

    def __init__(self, rules: BehaviourRules) -> None:
        self._rules = rules
        self._seats: dict[SeatId, SeatBehaviour] = {}
        self._ended: defaultdict[SeatId, list[Episode]] = defaultdict(list)
        self._talk: defaultdict[_Pair, list[Done]] = defaultdict(list)

    def observe(self, observation: SeatObservation) -> bool:
        """Take an observation in; whether anything came to its end with it."""
        seat = observation.seat
        state = self._seats.get(seat) or SeatBehaviour(seat)
        self._seats[seat], ended = step(state, observation, self._rules)
        for done in ended:
            if done.kind is _CHAT:
                self._talk[done.seats].append(done)
            else:
                self._ended[seat].append(episode_of((done,), self._rules[done.kind]))
        return bool(ended)

    def episodes(self, now: Instant | None, cut: Instant | None = None) -> Iterator[Episode]:
        """All that ended at ``cut`` or later or goes on, in no order.

        With ``now``, what has been out of sight for too long is shown as ended; without it,
        every seat is shown as at its own last observation.
        """
        talk = {pair: list(own) for pair, own in self._talk.items()}
        found = [episode for own in self._ended.values() for episode in own]
        for done in self._going(now):
            if done.kind is _CHAT:
                talk.setdefault(done.seats, []).append(done)
            else:
                found.append(episode_of((done,), self._rules[done.kind]))
        for own in talk.values():
            found.extend(chats(own, self._rules[_CHAT]))
        return (each for each in found if each.end is None or cut is None or each.end >= cut)

    def current(self, now: Instant | None) -> Iterator[Episode]:
        """What goes on. Only seats at which something is done are looked at."""
        pairs: dict[_Pair, list[Done]] = {}
        for done in self._going(now):
            if done.kind is _CHAT:
                pairs.setdefault(done.seats, []).append(done)
            elif done.upto is not None:
                yield episode_of((done,), self._rules[done.kind])
        for pair, going in pairs.items():
            own = chats([*self._talk.get(pair, ()), *going], self._rules[_CHAT])
            yield from (each for each in own if each.end is None)

    def began(self, seat: SeatId) -> Iterator[Instant]:
        """When each thing began that is kept of the seat, or goes on at it."""
        yield from (episode.start for episode in self._ended.get(seat, ()))
        if seat in self._seats:
            yield from (run.start for _, run in self._seats[seat].runs)

    def forget(self, cut: Instant) -> None:
        """Free what ended before ``cut``; of a chat nothing, as long as any of it is kept."""
        for seat, ended in self._ended.items():
            self._ended[seat] = [each for each in ended if each.end is None or each.end >= cut]
        going: dict[_Pair, list[Done]] = {}
        for done in self._going(None):
            if done.kind is _CHAT:
                going.setdefault(done.seats, []).append(done)
        for pair in list(self._talk):
            groups = talk_together([*self._talk[pair], *going.get(pair, ())])
            kept = [each for group in groups if last_seen(group) >= cut for each in group]
            self._talk[pair] = [each for each in kept if each.upto is None]
            if not self._talk[pair]:
                del self._talk[pair]

    def _going(self, now: Instant | None) -> Iterator[Done]:
        """What goes on, and what has ended only because it is out of sight at ``now``."""
        for state in self._seats.values():
            if state.runs and state.last is not None:
                moment = state.last if now is None else max(now, state.last)
                yield from settled(state, moment, self._rules)
