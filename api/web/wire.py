"""What goes over the wire: the models of the HTTP interface and of the event stream."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict

from floor.agent_state import AgentState
from floor.finding import EpisodeKind, FindingStatus
from floor.observation import Chair, Occupancy, Posture

Micros = Annotated[int, Field(description="Microseconds since 1970-01-01 UTC.")]
Share = Annotated[float, Field(ge=0, le=1)]

_SEAT: JsonDict = {
    "id": "A-01",
    "camera": "cam1",
    "x": 3.2,
    "y": 1.5,
    "facing": 90.0,
    "outline": [[0.1, 0.2], [0.2, 0.2], [0.2, 0.4], [0.1, 0.4]],
    "occupancy": "empty",
    "posture": "unknown",
    "chair": "out",
    "confidence": 0.97,
    "reason": "nobody",
    "since": 1772413290500000,
    "said": [
        {"key": "part.nobody", "values": {}},
        {"key": "part.chair_cm", "values": {"cm": "62"}},
        {"key": "part.camera_good", "values": {}},
    ],
    "agent": "p-7f3a",
    "agent_state": "AVAILABLE",
    "finding": "confirmed",
}
_CAMERA: JsonDict = {
    "id": "cam1",
    "state": "live",
    "reason": "",
    "since": 1772413200000000,
    "frame_age_s": 0.2,
    "picture": {"v": 1772413290500000, "width": 1280, "height": 720},
    "people": {"count": 12, "on_feet": 4, "groups": [3]},
}
_FINDING: JsonDict = {
    "id": "5f1c90a7be2d43e8a6c41b07",
    "kind": "off_seat",
    "seats": ["A-01"],
    "start": 1772413290500000,
    "end": None,
    "confidence": 0.97,
    "status": "confirmed",
    "rule": "R27",
    "agent": "p-7f3a",
    "agent_state": "AVAILABLE",
    "confirmed_s": 75.0,
    "blind_s": 0.0,
    "reason": "expected_at_seat",
}
_CASE: JsonDict = {
    "id": "5f1c90a7be2d43e8a6c41b07",
    "finding_id": "5f1c90a7be2d43e8a6c41b07",
    "seats": ["A-01"],
    "kind": "off_seat",
    "status": "STATE_CONFIRMED",
    "opened": 1772413365500000,
    "actor": None,
    "reason": None,
}


class Wire(BaseModel):
    """A frozen model that takes no unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class PartOut(Wire):
    """A part of a line: the key of the page's words, and values that they need."""

    key: str
    values: dict[str, str]


class SeatOut(Wire):
    """A seat: where it is, what is seen there and what the phone system says."""

    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_extra={"example": _SEAT})

    id: str
    camera: str
    x: Annotated[float, Field(description="Metres from the plan's left edge.")]
    y: Annotated[float, Field(description="Metres from the plan's top edge.")]
    facing: Annotated[float, Field(description="Degrees clockwise from up.")]
    outline: Annotated[
        list[tuple[float, float]], Field(description="Corners in the camera's picture, 0..1.")
    ]
    occupancy: Occupancy
    posture: Posture
    chair: Chair
    confidence: Share
    reason: str
    since: Micros
    said: Annotated[
        list[PartOut], Field(description="What is seen, in parts that pages put into words.")
    ]
    agent: Annotated[str | None, Field(description="The agent's pseudonym of the day.")]
    agent_state: AgentState
    finding: FindingStatus | None


class PictureOut(Wire):
    """The latest masked picture of a camera; ``v`` changes with every picture."""

    v: Micros
    width: int
    height: int


class PeopleOut(Wire):
    """How many people a camera shows, at seats and away from them."""

    count: int
    on_feet: int
    groups: Annotated[
        list[int], Field(description="How many stand together in each group, the largest first.")
    ]


class CameraOut(Wire):
    """A camera: its state, its latest masked picture, and how many people it shows."""

    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_extra={"example": _CAMERA})

    id: str
    state: str
    reason: str
    since: Annotated[Micros | None, Field(description="When the state began.")]
    frame_age_s: float | None
    picture: PictureOut | None
    people: Annotated[
        PeopleOut | None, Field(description="Null while it is not known who is there.")
    ]


class FindingOut(Wire):
    """A finding that passed the gate. ``confirmed`` asks for a person's review."""

    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_extra={"example": _FINDING})

    id: str
    kind: EpisodeKind
    seats: list[str]
    start: Micros
    end: Micros | None
    confidence: Share
    status: FindingStatus
    rule: str | None
    agent: str | None
    agent_state: AgentState
    confirmed_s: float
    blind_s: float
    reason: str


class FloorOut(Wire):
    """The whole floor at one decision."""

    version: int
    time: Micros
    decision_ms: float
    seats: list[SeatOut]
    cameras: list[CameraOut]
    findings: list[FindingOut]


class CaseOut(Wire):
    """A case that waits for a person's word."""

    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_extra={"example": _CASE})

    id: str
    finding_id: str
    seats: list[str]
    kind: str
    status: str
    opened: Micros
    actor: str | None
    reason: str | None


class CasesOut(Wire):
    """A page of open cases, newest first; ask again with ``after=next`` while ``next`` is there."""

    cases: list[CaseOut]
    next: str | None


class DismissIn(Wire):
    """Why a case is closed, in the duty lead's words."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        str_strip_whitespace=True,
        json_schema_extra={"example": {"reason": "Agent was helping at A-03."}},
    )

    reason: Annotated[str, Field(min_length=2, max_length=500)]


class Problem(BaseModel):
    """An error as RFC 9457 has it."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "type": "about:blank",
                "title": "Not Found",
                "status": 404,
                "detail": "no seat Z-99",
            }
        }
    )

    type: str = "about:blank"
    title: str
    status: int
    detail: str
