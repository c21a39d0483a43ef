"""Who is meant to sit where, and when."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from floor.agent_state import AgentKey
from floor.interval import Interval
from floor.layout import SeatId
from floor.time import Instant, plus

_BEGINNING: Final = Instant(-(2**63))
_END: Final = Instant(2**63 - 1)


@dataclass(frozen=True, slots=True)
class RosterEntry:
    """From ``start`` up to ``end`` the seat is the agent's; None is open on that side."""

    seat: SeatId
    agent_key: AgentKey
    start: Instant | None = None
    end: Instant | None = None
    role: str = "agent"
    team: str = ""

    def __post_init__(self) -> None:
        if self.start is not None and self.end is not None and self.end <= self.start:
            raise ValueError(f"seat {self.seat}: a roster entry must end after it starts")

    @property
    def span(self) -> Interval:
        """Its time, with an open side at the end of all times."""
        return Interval(
            _BEGINNING if self.start is None else self.start, _END if self.end is None else self.end
        )

    def overlaps(self, other: "RosterEntry") -> bool:
        """Whether the two share any time, be it at one seat or not."""
        return self.span.within(other.span.start, other.span.end) is not None


@dataclass(frozen=True, slots=True)
class RosterSpan:
    """A stretch in which one agent, or nobody, has the seat."""

    agent_key: AgentKey | None
    span: Interval


class Roster:
    """The entries of all seats. Immutable.

    Raises ``ValueError`` where two entries of a seat overlap: then nobody can say whose it was.
    """

    def __init__(self, entries: Iterable[RosterEntry] = ()) -> None:
        seats: dict[SeatId, list[RosterEntry]] = {}
        for entry in sorted(entries, key=lambda item: (item.seat, item.span, item.agent_key)):
            own = seats.setdefault(entry.seat, [])
            if own and own[-1].overlaps(entry):
                raise ValueError(f"seat {entry.seat} has two roster entries at the same time")
            own.append(entry)
        self._seats: Final = {seat: tuple(own) for seat, own in seats.items()}
        self._agents: Final = {
            seat: frozenset(entry.agent_key for entry in own) for seat, own in seats.items()
        }

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing of any seat."""
        return not self._seats

    def entry_at(self, seat: SeatId, moment: Instant) -> RosterEntry | None:
        """The entry of the seat at that moment."""
        for entry in self._seats.get(seat, ()):
            if entry.span.start <= moment < entry.span.end:
                return entry
        return None

    def agent_at(self, seat: SeatId, moment: Instant) -> AgentKey | None:
        """Whose seat it is at that moment; None if nobody's."""
        entry = self.entry_at(seat, moment)
        return None if entry is None else entry.agent_key

    def moved(self, seconds: float) -> "Roster":
        """The same roster ``seconds`` later: for a recording that is played as if now."""
        return Roster(
            replace(
                entry,
                start=None if entry.start is None else plus(entry.start, seconds),
                end=None if entry.end is None else plus(entry.end, seconds),
            )
            for own in self._seats.values()
            for entry in own
        )

    def agents_of(self, seat: SeatId) -> frozenset[AgentKey]:
        """All who ever have the seat."""
        return self._agents.get(seat, frozenset())

    def spans(self, seat: SeatId, start: Instant, end: Instant) -> tuple[RosterSpan, ...]:
        """Who has the seat from ``start`` up to ``end``, without gaps, in order of time."""
        found: list[RosterSpan] = []
        reached = start
        for entry in self._seats.get(seat, ()):
            part = entry.span.within(reached, end)
            if part is None:
                continue
            if reached < part.start:
                found.append(RosterSpan(None, Interval(reached, part.start)))
            found.append(RosterSpan(entry.agent_key, part))
            reached = part.end
        if reached < end:
            found.append(RosterSpan(None, Interval(reached, end)))
        return tuple(found)
