"""How far the seat network is believed on a camera: as far as it agrees with boxes and joints.

The network learnt from simulated floors, and a real one may look like none of them. Where boxes
and joints are sure of a seat they are the touchstone. Empty seats and sitters are counted apart:
a network that calls every real seat empty agrees in all that are. It must show both before it is
believed; until then, and wherever it fails, whole pictures are looked at instead.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from floor.layout import SeatId
from vision.evidence import Evidence, Sight
from vision.seat_look import POSTURES, SeatLook
from vision.seat_memory import sight_weight

SURE_LOOK = 0.5
"""A look that sees less of its seat, times its sureness, is no test of the network."""

SAYS = {Sight.NOBODY: "none", Sight.SEATED: "seated"}
"""The sights that test it. Who stands where is where boxes and joints err most themselves, so a
look that says that somebody stands is no test either: two people who stood up, and whom boxes gave
to no seat, had cost a network the trust of its camera."""

AT_FIRST = 0.4
"""Agreement that is assumed before anything was seen: not enough."""

STRENGTH = 20.0
"""As if so many comparisons had given it."""

FORGETTING = 0.995
"""Of the weight of earlier comparisons, at each new one: what was learnt by day fades by night."""

USELESS, FULL = 0.5, 0.7
"""Agreement at which the network counts for nothing, and fully. Boxes and joints err too, on hard
floors in every fifth sitter, so agreeing in more than that is all that can be asked."""

LEAST = 0.05


@dataclass(frozen=True, slots=True)
class Agreement:
    """Weighted comparisons, and those in which the two agreed."""

    compared: float = STRENGTH
    agreed: float = STRENGTH * AT_FIRST

    @property
    def share(self) -> float:
        """0..1."""
        return self.agreed / self.compared

    def after(self, agree: bool) -> "Agreement":
        """With one more comparison."""
        return Agreement(self.compared * FORGETTING + 1, self.agreed * FORGETTING + agree)


@dataclass(frozen=True, slots=True)
class Trust:
    """The agreement on seats that are empty, and on those where somebody sits."""

    on_empty: Agreement = field(default_factory=Agreement)
    on_seated: Agreement = field(default_factory=Agreement)

    @property
    def weight(self) -> float:
        """0..1: how much the network's word counts, by what it is worse at."""
        share = min(self.on_empty.share, self.on_seated.share)
        return min(max((share - USELESS) / (FULL - USELESS), LEAST), 1.0)

    def after(self, sight: Sight, agree: bool) -> "Trust":
        """The trust after one more comparison, with a sight of ``SAYS``."""
        if sight is Sight.NOBODY:
            return replace(self, on_empty=self.on_empty.after(agree))
        return replace(self, on_seated=self.on_seated.after(agree))


def compared(
    trust: Trust, evidence: Mapping[SeatId, Evidence], looks: Mapping[SeatId, SeatLook]
) -> Trust:
    """The trust after one camera's decision: where boxes and joints are sure of a seat, does the
    network say the same?"""
    for seat, said in evidence.items():
        look = looks.get(seat)
        if look is None or said.sight not in SAYS or look.best("posture") == "standing":
            continue
        best = max(look.choice("posture", word) for word in POSTURES)
        if sight_weight(look) * best >= SURE_LOOK:
            trust = trust.after(said.sight, look.best("posture") == SAYS[said.sight])
    return trust
