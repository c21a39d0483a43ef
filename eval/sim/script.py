"""The script of a scenario: what a YAML file may say, and the refusal of what it may not."""

from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

Point = tuple[float, float]
Point3 = tuple[float, float, float]
Rgb = tuple[
    Annotated[float, Field(ge=0, le=1)],
    Annotated[float, Field(ge=0, le=1)],
    Annotated[float, Field(ge=0, le=1)],
]
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


class ScriptError(Exception):
    """A script that cannot be played; the message names the file, the field and the value."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Site(_Strict):
    """What the site file will say about the site."""

    name: str
    timezone: str = "Asia/Shanghai"
    language: str = "zh-CN"


class Video(_Strict):
    """The files' frame size in pixels, frames per second, and x264's rate factor; every
    `truth_every`-th frame gets a line of truth."""

    size: tuple[
        Annotated[int, Field(gt=0, multiple_of=2)], Annotated[int, Field(gt=0, multiple_of=2)]
    ]
    fps: int = Field(6, gt=0, le=60)
    crf: int = Field(28, ge=0, le=51)
    truth_every: int = Field(3, gt=0)


class Room(_Strict):
    """A rectangular room from (0, 0) to (width, depth) on the plan, in metres, with a door of
    1 m in its left wall whose middle is at `door_y`."""

    width: float = Field(gt=2)
    depth: float = Field(gt=2)
    height: float = Field(2.9, gt=2)
    door_y: float = Field(gt=0)
    windows: list[Literal["top", "bottom", "right"]] = []


class CameraSpec(_Strict):
    """A camera: `eye` and `target` as (x, y, height) in metres, angle of view in degrees."""

    id: str
    eye: Point3
    target: Point3
    fov: float = Field(70, gt=10, lt=150)


class Row(_Strict):
    """Seats side by side: the first sitter's hips at `first` on the plan, each next one `step`
    further, all facing `facing` degrees (0 along +x, 90 along +y)."""

    seats: list[str] = Field(min_length=1)
    first: Point
    step: Point
    facing: float
    chair: Rgb = (0.15, 0.2, 0.35)


class Looks(_Strict):
    """What a person looks like; what is not given is drawn from the seed."""

    gender: Literal["female", "male"] | None = None
    shirt: Rgb | None = None
    trousers: Rgb | None = None
    long_hair: bool | None = None


class Leave(_Strict):
    """Get up at `at` seconds and walk to the waypoint `to`; push the chair in or leave it out."""

    do: Literal["leave"]
    at: float = Field(ge=0)
    to: str
    chair: Literal["in", "out"] = "out"


class Return(_Strict):
    """Set out for the own seat at `at` seconds, and sit down on arrival."""

    do: Literal["return"]
    at: float = Field(ge=0)


class Stand(_Strict):
    """Stand up at `at` seconds and stay at the seat."""

    do: Literal["stand"]
    at: float = Field(ge=0)


class Sit(_Strict):
    """Sit down again at `at` seconds."""

    do: Literal["sit"]
    at: float = Field(ge=0)


class RaiseHand(_Strict):
    """Raise a hand at `at` and hold it up for `seconds`."""

    do: Literal["raise_hand"]
    at: float = Field(ge=0)
    seconds: float = Field(6, ge=1)


Action = Annotated[Leave | Return | Stand | Sit | RaiseHand, Field(discriminator="do")]


class StateEvent(_Strict):
    """A state of the agent from `at` seconds (before the start if negative); the event is
    received `late` seconds later, and twice if `repeated`."""

    at: float
    state: AgentState
    reason: str = ""
    late: float = Field(0.2, ge=0)
    repeated: bool = False


class Person(_Strict):
    """Someone with a seat and a timeline; `start` is "seated" or the waypoint where they wait."""

    id: str
    seat: str
    agent: str
    role: str = "agent"
    team: str = "T1"
    start: str = "seated"
    chair: Literal["in", "out"] = "in"
    looks: Looks = Looks()
    timeline: list[Action] = []
    states: list[StateEvent] = Field(min_length=1)


class Script(_Strict):
    """A whole scenario."""

    version: Literal[1]
    seed: int = 0
    start: datetime
    duration: float = Field(gt=0)
    site: Site
    video: Video
    room: Room
    rows: list[Row] = Field(min_length=1)
    cameras: list[CameraSpec] = Field(min_length=1)
    waypoints: dict[str, Point]
    aisles: list[tuple[str, str]] = Field(min_length=1)
    people: list[Person]

    @model_validator(mode="after")
    def _names_agree(self) -> Self:
        seats = [seat for row in self.rows for seat in row.seats]
        _refuse_twice("rows.seats", seats)
        _refuse_twice("cameras.id", [camera.id for camera in self.cameras])
        _refuse_twice("people.id", [person.id for person in self.people])
        _refuse_twice("people.seat", [person.seat for person in self.people])
        _refuse_twice("people.agent", [person.agent for person in self.people])
        if self.start.tzinfo is None:
            raise ValueError(f"start: {self.start.isoformat()} has no UTC offset")
        for number, ends in enumerate(self.aisles):
            for end in ends:
                _known(f"aisles.{number}", end, self.waypoints)
        for number, person in enumerate(self.people):
            _known(f"people.{number}.seat", person.seat, seats)
            if person.start != "seated":
                _known(f"people.{number}.start", person.start, self.waypoints)
            _check_timeline(f"people.{number}.timeline", person, self.duration, self.waypoints)
        return self


def load_script(path: Path) -> Script:
    """Read and check a script.

    Raises `ScriptError`, whose message has a line per fault, if the file is missing, is no YAML,
    or says something that cannot be played.
    """
    try:
        content: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as fault:
        raise ScriptError(f"{path}: cannot be read: {fault}") from fault
    try:
        return Script.model_validate(content)
    except ValidationError as fault:
        raise ScriptError("\n".join(_lines(path, fault))) from fault


def _lines(path: Path, fault: ValidationError) -> list[str]:
    """One line per fault: the file, the field, what is wrong, the value."""
    lines = []
    for error in fault.errors():
        field = ".".join(str(part) for part in error["loc"])
        if field:
            lines.append(f"{path}: {field}: {error['msg']} (value: {error['input']!r})")
        else:  # a fault of the script as a whole: its message names field and value already
            lines.append(f"{path}: {error['msg'].removeprefix('Value error, ')}")
    return lines


def _refuse_twice(field: str, names: list[str]) -> None:
    twice = [name for name, count in Counter(names).items() if count > 1]
    if twice:
        raise ValueError(f"{field}: {twice[0]!r} is there twice")


def _known(field: str, name: str, names: list[str] | dict[str, Point]) -> None:
    if name not in names:
        raise ValueError(f"{field}: {name!r} is unknown; known are {', '.join(names)}")


def _check_timeline(
    field: str, person: Person, duration: float, waypoints: dict[str, Point]
) -> None:
    """Actions in order, within the scenario, each possible where the one before left off."""
    place = "seated" if person.start == "seated" else "away"
    after = {"leave": "away", "return": "seated", "stand": "standing", "sit": "seated"}
    before = {
        "leave": ("seated", "standing"),
        "return": ("away",),
        "stand": ("seated",),
        "sit": ("standing",),
        "raise_hand": ("seated",),
    }
    last = 0.0
    for number, action in enumerate(person.timeline):
        name = f"{field}.{number}"
        if action.at < last:
            raise ValueError(f"{name}.at: {action.at} is before the action ahead of it ({last})")
        if action.at >= duration:
            raise ValueError(f"{name}.at: {action.at} is past the end ({duration})")
        if place not in before[action.do]:
            raise ValueError(f"{name}.do: {action.do!r} is impossible: {person.id} is {place}")
        if isinstance(action, Leave):
            _known(f"{name}.to", action.to, waypoints)
        place = after.get(action.do, place)
        last = action.at
