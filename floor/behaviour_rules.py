"""From when to when each behaviour is an episode: the numbers, and the reason for each.

These say what is *seen* as one episode, as the truth of a scenario has it. How long is too long
(standing for 60 s, R6) is for the rules of a pack, which act on episodes later.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from types import MappingProxyType
from typing import Final

from floor.finding import EpisodeKind, Excuse
from floor.rules import refuse_faults


@dataclass(frozen=True, slots=True)
class BehaviourRule:
    """The times of one kind of episode, in seconds; see ``floor.runs`` for what each does.

    Raises ``ValueError`` naming every number that cannot be right.
    """

    kind: EpisodeKind
    enter_s: float

    # What is small or half hidden is missed now and then by the networks: for a second or two it
    # is there all the same. It moves no edge, since an episode ends with its last sight.
    exit_s: float = 2.0

    # Before that much was seen, a miss is as likely the end of a false detection.
    early_exit_s: float = 1.0

    # What is short must be seen all the time: with half of it, one false sight in twenty gave twice
    # the phone uses there were. Single flashes, however many, are no seen time.
    seen_share: float = 1.0

    # As with absences: somebody who passes hides a seat for some seconds, and within ten nobody
    # sits down, works and gets up again.
    blind_bridge_s: float = 10.0

    # The default cadence is 2 decisions a second: four in a row are missing.
    max_gap_s: float = 2.0

    excuses: tuple[Excuse, ...] = ()
    """What vision can see of the exceptions that the catalogue makes."""

    def __post_init__(self) -> None:
        numbers = {
            item.name: getattr(self, item.name) for item in fields(self) if item.name.endswith("_s")
        }
        refuse_faults(f"{self.kind} rule", numbers)
        if not 0.0 <= self.seen_share <= 1.0:
            wrong = f"{self.seen_share!r}; it must be a share from 0 to 1"
            raise ValueError(f"{self.kind} rule: seen_share is {wrong}")


# Of what lasted 2 s, two decisions a second see 1.5 s to 2 s from the first sight to the last, and
# half a second less than it was on average. So an ``enter_s`` is the truth's least length less
# half a second, unless said otherwise.
_RULES: Final = (
    # Rising takes a second, walking round the chair two. R6: a raised hand or a lead excuses.
    BehaviourRule(
        EpisodeKind.STANDING,
        enter_s=4.5,
        excuses=(Excuse.HAND_RAISED, Excuse.COMPANY_BESIDE),
    ),
    # Nobody puts a chair away before they have left. A chair does not move by itself, and who
    # comes back is seen to: being hidden for half a minute changes nothing.
    BehaviourRule(EpisodeKind.CHAIR_LEFT_OUT, enter_s=4.5, seen_share=0.5, blind_bridge_s=30.0),
    # R7: wrist above the shoulder for 2 s; shorter is a stretch or a wave. An arm that sinks for
    # a moment is still up.
    BehaviourRule(EpisodeKind.HAND_RAISED, enter_s=1.5, exit_s=1.5, blind_bridge_s=5.0),
    # Who puts a phone away and takes it out again two seconds later never stopped.
    BehaviourRule(EpisodeKind.PHONE_USE, enter_s=1.5),
    # Held up for less, no picture comes of it. It ends quickly: phone use goes on beside it.
    BehaviourRule(EpisodeKind.PHOTOGRAPHING, enter_s=1.5, exit_s=1.5, blind_bridge_s=5.0),
    # Food carried past a desk is not food on it. It stays where it is while something hides it,
    # and is hidden by hands at every bite: half of the time is enough to see it.
    BehaviourRule(
        EpisodeKind.FOOD_ON_DESK, enter_s=4.5, seen_share=0.5, exit_s=3.0, blind_bridge_s=30.0
    ),
    # One sip, and the next one is another. Seen for half a second it may as well be a mistake.
    BehaviourRule(EpisodeKind.DRINKING, enter_s=1.0, exit_s=1.5, blind_bridge_s=5.0),
    # Feet that only cross the desk's height while someone turns.
    BehaviourRule(EpisodeKind.FEET_ON_DESK, enter_s=1.5),
    # One seat that is seen to talk with another, twice in a row. What makes a chat of it is in
    # ``floor.chats``. R8: a lead or a coach excuses.
    BehaviourRule(
        EpisodeKind.CHATTING,
        enter_s=0.5,
        exit_s=2.5,
        early_exit_s=2.5,
        excuses=(Excuse.COMPANY_BESIDE,),
    ),
)

CHAT_LEAST_S: Final = 9.5
"""A look over and a word are no chat: 10 s, less half a second as above."""

CHAT_BRIDGE_S: Final = 2.5
"""Whoever turns away and back within so long goes on; one or both of the two may be seen to."""

BehaviourRules = Mapping[EpisodeKind, BehaviourRule]

BEHAVIOURS: Final[BehaviourRules] = MappingProxyType({rule.kind: rule for rule in _RULES})
"""The rule of every kind of episode that cameras alone tell, all but off-seat time."""


def at_cadence(max_gap_s: float, rules: Iterable[BehaviourRule] = _RULES) -> BehaviourRules:
    """The rules at a site whose slowest camera leaves ``max_gap_s`` between decisions."""
    return MappingProxyType({rule.kind: replace(rule, max_gap_s=max_gap_s) for rule in rules})
