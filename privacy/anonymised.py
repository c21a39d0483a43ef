"""What may leave the privacy room. Only ``privacy.gate`` and ``privacy.mask`` make these."""

from dataclasses import InitVar, dataclass, field
from typing import Final, NewType, final

from cameras.frame import CameraId
from floor.agent_state import AgentState
from floor.finding import EpisodeKind, FindingStatus
from floor.layout import SeatId
from floor.time import Instant

Pseudonym = NewType("Pseudonym", str)
"""An agent's name for one day: HMAC with the key of that day."""


@dataclass(frozen=True, slots=True)
class MaskedPicture:
    """An encoded picture in which every person is masked. ``data`` is JPEG."""

    camera: CameraId
    time: Instant
    data: bytes
    width: int
    height: int


@final
class GateSeal:
    """Shown at construction to prove that the gate is the maker. There is one, below."""

    __slots__ = ()


GATE_SEAL: Final = GateSeal()
"""Named by ``privacy/gate.py`` alone; tests/privacy/test_only_the_gate.py looks for others."""


@final
@dataclass(frozen=True, slots=True)
class AnonymisedFinding:
    """A finding without identity: ``pseudonym`` cannot be linked from day to day.

    ``id`` is stable for the same episode of the same seat, however often it is reported and
    whatever becomes of its status. ``seal`` is not kept; without it nothing is made, so neither
    a call nor ``dataclasses.replace`` gets past the gate.
    """

    id: str
    kind: EpisodeKind
    seats: tuple[SeatId, ...]
    start: Instant
    end: Instant | None
    confidence: float
    status: FindingStatus
    rule: str | None
    pseudonym: Pseudonym | None
    agent_state: AgentState
    confirmed_s: float
    blind_s: float
    reason: str
    seal: InitVar[GateSeal] = field(kw_only=True)

    def __post_init__(self, seal: GateSeal) -> None:
        if seal is not GATE_SEAL:
            raise TypeError("only privacy.gate makes an AnonymisedFinding")
