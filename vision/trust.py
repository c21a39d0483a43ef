"""How far the seat network is believed on a camera: as far as it agrees with boxes and joints.

The network learnt from simulated floors, and a real one may look like none of them. Where boxes
and joints are sure of a seat they are the touchstone: a network that says other things there is
believed little, and the full pictures are looked at more often instead.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from floor.layout import SeatId
from vision.evidence import Evidence, Sight
from vision.seat_look import POSTURES, SeatLook
from vision.seat_memory import sight_weight

SURE_LOOK = 0.5
"""A look that sees less of its seat, times its sureness, is no test of the network."""

SAYS = {Sight.NOBODY: "none", Sight.SEATED: "seated", Sight.STANDING: "standing"}

AT_FIRST = 0.85
"""Agreement that is assumed before anything was seen."""

STRENGTH = 20.0
"""As if so many comparisons had given it."""

FORGETTING = 0.995
"""Of the weight of earlier comparisons, at each new one: what was learnt by day fades by night."""

USELESS, FULL = 0.6, 0.85
"""Agreement at which the network counts for nothing, and fully. Boxes and joints err too, in one
seat of ten on hard floors, so agreeing in more than that is all that can be asked."""

LEAST = 0.05


@dataclass(frozen=True, slots=True)
class Trust:
    """Weighted comparisons, and those in which the two agreed."""

    compared: float = STRENGTH
    agreed: float = STRENGTH * AT_FIRST

    @property
    def weight(self) -> float:
        """0..1: how much the network's word counts."""
        agreement = self.agreed / self.compared
        return min(max((agreement - USELESS) / (FULL - USELESS), LEAST), 1.0)

    def after(self, agree: bool) -> "Trust":
        """The trust after one more comparison."""
        return Trust(self.compared * FORGETTING + 1, self.agreed * FORGETTING + agree)


def compared(
    trust: Trust, evidence: Mapping[SeatId, Evidence], looks: Mapping[SeatId, SeatLook]
) -> Trust:
    """The trust after one camera's decision: where boxes and joints are sure of a seat, does the
    network say the same?"""
    for seat, said in evidence.items():
        look = looks.get(seat)
        if look is None or said.sight not in SAYS:
            continue
        best = max(look.choice("posture", word) for word in POSTURES)
        if sight_weight(look) * best >= SURE_LOOK:
            trust = trust.after(look.best("posture") == SAYS[said.sight])
    return trust
