"""What must be so for a rule to speak: conditions as a pack writes them.

Each kind of condition says in ``needs`` what it is judged by, and in its numbers how long is too
long. All times are seconds; times of day are of the site's own zone.
"""

from datetime import time
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from floor.agent_state import AgentState
from floor.finding import EpisodeKind

Seconds = Annotated[float, Field(gt=0, le=86_400)]
Grace = Annotated[float, Field(ge=0, le=3_600)]
States = Annotated[tuple[AgentState, ...], Field(min_length=1)]


class _Condition(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    needs: ClassVar[str]

    @property
    def numbers(self) -> dict[str, float]:
        """The numbers that a site may set, by name."""
        fields = type(self).model_fields
        found = {name: getattr(self, name) for name in fields}
        return {
            name: float(value)
            for name, value in found.items()
            if isinstance(value, int | float) and not isinstance(value, bool)
        }


class Hours(BaseModel):
    """A time of day, in the site's zone; over midnight where ``to`` is not after ``from``."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    from_: Annotated[time, Field(alias="from")]
    to: time

    def holds(self, moment: time) -> bool:
        """Whether a moment lies in it: from the first minute up to the last."""
        if self.from_ < self.to:
            return self.from_ <= moment < self.to
        return moment >= self.from_ or moment < self.to


class Seen(_Condition):
    """Something was seen at a seat for too long; with ``states``, only while the agent was in
    one; ``allowed_at``, not at these hours."""

    needs: ClassVar[str] = "cameras"

    kind: Literal["seen"] = "seen"
    episode: EpisodeKind
    longer_than_s: Seconds
    states: tuple[AgentState, ...] = ()
    allowed_at: tuple[Hours, ...] = ()


class Away(_Condition):
    """The seat was seen empty for too long, in one stretch, while the agent was in a state."""

    needs: ClassVar[str] = "cameras and states"

    kind: Literal["away"] = "away"
    longer_than_s: Seconds
    states: States


class InState(_Condition):
    """The agent was in a state for too long; or, ``until_back``, was in it when the seat became
    empty and stayed away for too long."""

    needs: ClassVar[str] = "states"

    kind: Literal["state"] = "state"
    longer_than_s: Seconds
    grace_s: Grace = 0.0
    states: States
    until_back: bool = False
    without_reason: bool = False


class Together(_Condition):
    """Too many of one team are in a state at the same time."""

    needs: ClassVar[str] = "states and teams"

    kind: Literal["together"] = "together"
    more_than: Annotated[int, Field(ge=1)]
    at_least_s: Seconds = 30.0
    states: States


class Outside(_Condition):
    """The agent is in a state outside the hours that are meant for it."""

    needs: ClassVar[str] = "states"

    kind: Literal["outside"] = "outside"
    states: States
    hours: Hours
    grace_s: Grace = 0.0


class SignIn(_Condition):
    """Signed in too late before a shift, or out too early after it."""

    needs: ClassVar[str] = "states and shifts"

    kind: Literal["sign_in"] = "sign_in"
    before_s: Grace
    after_s: Grace


class NotYet(_Condition):
    """What the catalogue has and this version cannot judge: it says what is missing."""

    needs: ClassVar[str] = "more than there is yet"

    kind: Literal["not_yet"] = "not_yet"
    of: Literal[
        "aisles", "tidiness", "head_count", "back_in_time", "shares", "patrol", "holds", "charts"
    ]
    number: Annotated[float, Field(gt=0)] | None = None


Condition = Annotated[
    Seen | Away | InState | Together | Outside | SignIn | NotYet, Field(discriminator="kind")
]
