"""The sheet on which a floor is planned: who is taken when, and what their phones say."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from eval.sim.script.actions import Action
from eval.sim.script.people import AgentState

Span = tuple[float, float]
AFTER_END_S = 10.0  # what begins before the end may go on after it


@dataclass(frozen=True, slots=True)
class Claim:
    """A state of somebody's phone from `start` to `end` seconds."""

    start: float
    end: float
    state: AgentState
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """Actions of one person that leave them as they found them, from `start` to at most `end`
    seconds; whom else they keep when; and what the phone says meanwhile."""

    who: str
    start: float
    end: float
    actions: tuple[Action, ...]
    others: tuple[tuple[str, Span], ...] = ()
    claim: Claim | None = None


class Sheet:
    """Who does what so far, within `duration` seconds. Places beside seats are taken like people,
    by the name `beside`."""

    def __init__(self, duration: float) -> None:
        self.duration = duration
        self.blocks: list[Block] = []
        self.claims: dict[str, list[Claim]] = defaultdict(list)
        self._taken: dict[str, list[Span]] = defaultdict(list)

    def fits(self, block: Block) -> bool:
        """Whether everyone whom a block needs is free, and no other state is claimed."""
        if block.claim and not self.says_nothing(block.who, block.claim.start, block.claim.end):
            return False
        return all(self.free(who, *span) for who, span in _spans(block))

    def add(self, block: Block) -> None:
        """Write a block down. It must fit."""
        self.blocks.append(block)
        for who, span in _spans(block):
            self.take(who, *span)
        if block.claim:
            self.claims[block.who].append(block.claim)

    def take(self, who: str, start: float, end: float) -> None:
        """Keep someone, or a place, from being asked for."""
        self._taken[who].append((start, end))

    def free(self, who: str, start: float, end: float) -> bool:
        """Whether someone has nothing to do from `start` to `end` seconds."""
        return all(end <= begin or until <= start for begin, until in self._taken[who])

    def gaps(self, who: str) -> list[Span]:
        """When someone has nothing to do, from second 0 to a little after the end."""
        gaps, now = [], 0.0
        for start, end in sorted(self._taken[who]):
            if start > now:
                gaps.append((now, start))
            now = max(now, end)
        last = self.duration + AFTER_END_S
        return [*gaps, (now, last)] if now < last else gaps

    def says_nothing(self, who: str, start: float, end: float) -> bool:
        """Whether no state of someone's phone is claimed from `start` to `end` seconds."""
        return all(end <= claim.start or claim.end <= start for claim in self.claims[who])

    def load(self, who: str) -> float:
        """For how many seconds someone is taken."""
        return sum(min(end, self.duration) - start for start, end in self._taken[who])


def beside(seat: str) -> str:
    """The place where a visitor of a seat stands, as a name on the sheet."""
    return f"beside {seat}"


def _spans(block: Block) -> Iterable[tuple[str, Span]]:
    yield block.who, (block.start, block.end)
    yield from block.others
