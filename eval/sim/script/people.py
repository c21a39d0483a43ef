"""What a script says of people: looks, roles, timelines, and the states of their phones."""

from typing import Literal, Self

from pydantic import Field, model_validator

from eval.sim.script.actions import Action, DeskThing
from eval.sim.script.parts import Rgb, Share, Strict

Role = Literal["agent", "lead", "coach", "visitor"]
AgentState = Literal[
    "LOGGED_OFF",
    "AVAILABLE",
    "ON_CONTACT",
    "AFTER_CONTACT_WORK",
    "BREAK",
    "MEAL",
    "MEETING",
    "BUSY",
    "UNKNOWN",
]


class Looks(Strict):
    """What a person looks like; what is not given is drawn from the seed. `build` from -1 (slim)
    to 1 (stout), `height` in metres."""

    gender: Literal["female", "male"] | None = None
    build: float | None = Field(default=None, ge=-1, le=1)
    height: float | None = Field(default=None, ge=1.4, le=2.1)
    shirt: Rgb | None = None
    trousers: Rgb | None = None
    long_hair: bool | None = None


class StateEvent(Strict):
    """A state of the agent from `at` seconds (before the start if negative); the event is
    received `late` seconds later, and twice if `repeated`."""

    at: float
    state: AgentState
    reason: str = ""
    late: float = Field(default=0.2, ge=0)
    repeated: bool = False


class Person(Strict):
    """Someone with a timeline; `start` is "seated" or the waypoint where they wait. Leads, coaches
    and visitors need no seat. `agent` is the key in the phone system: the id if it is not given,
    nobody's without a seat."""

    id: str
    seat: str | None = None
    agent: str | None = None
    role: Role = "agent"
    team: str = "T1"
    start: str = "seated"
    chair: Literal["in", "out", "turned"] = "in"
    does: Literal["type", "talk", "idle"] = "type"
    desk: tuple[DeskThing, ...] = ()
    on_chair: Literal["jacket", "bag"] | None = None
    looks: Looks = Looks()
    timeline: tuple[Action, ...] = ()
    states: tuple[StateEvent, ...] = ()

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.seat is None:
            if self.role == "agent":
                raise ValueError("an agent needs a seat; role: lead, coach or visitor needs none")
            if self.start == "seated":
                raise ValueError("someone without a seat starts at a waypoint, not seated")
            if self.states or self.desk or self.on_chair:
                raise ValueError("states, desk and on_chair are of people with a seat")
        if len(set(self.desk)) < len(self.desk):
            raise ValueError(f"desk: something is there twice in {', '.join(self.desk)}")
        if self.on_chair == "bag" and (self.start == "seated" or "bag" in self.desk):
            raise ValueError("a bag is on the chair only while nobody sits there, and only once")
        return self

    @property
    def agent_key(self) -> str | None:
        """The key in the phone system, if the person has one."""
        return self.agent or (self.id if self.seat else None)


class FeedFaults(Strict):
    """What goes wrong between the phone system and us. Shares are of all events.

    `late`: this share comes `late_s` seconds late; `missing` never comes, `repeated` twice; lines
    stray by up to `shuffle_s`; the phone system's clock is `clock_offset_s` ahead of the cameras'
    and gains `clock_drift_ppm` microseconds a second; the roster has each pair of `swapped_seats`
    the wrong way round; the people in `forgets` never set BUSY, BREAK, MEAL or MEETING."""

    late: Share = 0.0
    late_s: float = Field(default=20.0, ge=0)
    missing: Share = 0.0
    repeated: Share = 0.0
    shuffle_s: float = Field(default=3.0, ge=0)
    clock_offset_s: float = 0.0
    clock_drift_ppm: float = 0.0
    swapped_seats: tuple[tuple[str, str], ...] = ()
    forgets: tuple[str, ...] = ()
