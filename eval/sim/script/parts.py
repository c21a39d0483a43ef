"""What a script says of the place: the site, the room, furniture, lights and cameras."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Point = tuple[float, float]
Point3 = tuple[float, float, float]
Share = Annotated[float, Field(ge=0, le=1)]
Rgb = tuple[Share, Share, Share]
Pixels = tuple[
    Annotated[int, Field(gt=0, multiple_of=2)], Annotated[int, Field(gt=0, multiple_of=2)]
]
ChairModel = Literal["task", "mesh", "visitor"]
DeskModel = Literal["panel", "bench", "cubicle"]
Screens = Literal["low", "high", "none"]


class Strict(BaseModel):
    """No field that is not known; nothing changes once read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Site(Strict):
    """What the site file will say about the site."""

    name: str
    timezone: str = "Asia/Shanghai"
    language: str = "zh-CN"


class Video(Strict):
    """The files' frame size in pixels, frames per second, and x264's rate factor; every
    `truth_every`-th frame gets a line of truth, with `masks` a picture of who is where too."""

    size: Pixels
    fps: int = Field(default=6, gt=0, le=60)
    crf: int = Field(default=28, ge=0, le=51)
    truth_every: int = Field(default=3, gt=0)
    masks: bool = False


class Partition(Strict):
    """A free-standing screen between two plan points, `height` metres high."""

    start: Point = Field(alias="from")
    end: Point = Field(alias="to")
    height: float = Field(default=1.5, gt=0.2)
    colour: Rgb = (0.42, 0.52, 0.62)


class Room(Strict):
    """A rectangular room from (0, 0) to (width, depth) on the plan, in metres, with a door of
    1 m in its left wall whose middle is at `door_y`."""

    width: float = Field(gt=2, le=60)
    depth: float = Field(gt=2, le=60)
    height: float = Field(default=2.9, gt=2, le=8)
    door_y: float = Field(gt=0)
    windows: tuple[Literal["top", "bottom", "right"], ...] = ()
    partitions: tuple[Partition, ...] = ()


class LightChange(Strict):
    """From `at` seconds the lamps go to `level` within `over` seconds."""

    at: float = Field(ge=0)
    level: float = Field(ge=0.05, le=1.2)
    over: float = Field(default=0.5, ge=0)


class Lights(Strict):
    """The lamps (1 is a well-lit office), daylight through the windows, and warmth from -1 (cold)
    to 1 (warm)."""

    level: float = Field(default=1.0, ge=0.05, le=1.2)
    daylight: float = Field(default=1.0, ge=0, le=1.5)
    warmth: float = Field(default=0.0, ge=-1, le=1)
    changes: tuple[LightChange, ...] = ()


class Flicker(Strict):
    """An exposure that swings by `amplitude` of the brightness, `hz` times a second."""

    amplitude: float = Field(default=0.05, ge=0, le=0.5)
    hz: float = Field(default=0.5, gt=0, le=30)


class CameraSpec(Strict):
    """A camera: `eye` and `target` as (x, y, height) in metres, horizontal angle of view in
    degrees; `distortion` is Brown and Conrady's k1 and k2 (barrel if k1 < 0); `noise` the
    sensor's, in levels of 255; `mode` night is infrared. What is not given is the video's."""

    id: str = Field(pattern=r"^[A-Za-z0-9_-]+$")
    eye: Point3
    target: Point3
    fov: float = Field(default=70, gt=10, lt=150)
    distortion: tuple[float, float] = (0.0, 0.0)
    size: Pixels | None = None
    fps: int | None = Field(default=None, gt=0, le=60)
    crf: int | None = Field(default=None, ge=0, le=51)
    noise: float = Field(default=1.5, ge=0, le=40)
    mode: Literal["day", "night"] = "day"
    flicker: Flicker | None = None
    overlay: bool = False


class Furniture(Strict):
    """The chair and the desk of a seat, and the screens to its sides."""

    chair: Rgb = (0.15, 0.2, 0.35)
    chair_model: ChairModel = "task"
    desk: DeskModel = "panel"
    screens: Screens = "low"
    monitors: int = Field(default=1, ge=0, le=2)


class Row(Furniture):
    """Seats side by side: the first sitter's hips at `first` on the plan, each next one `step`
    further, all facing `facing` degrees (0 along +x, 90 along +y)."""

    seats: list[str] = Field(min_length=1)
    first: Point
    step: Point
    facing: float


class FreeSeat(Furniture):
    """One seat by itself: its sitter's hips at `place` on the plan, facing `facing` degrees."""

    id: str
    place: Point
    facing: float
    width: float = Field(default=1.4, ge=0.8, le=3)
