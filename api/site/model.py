"""The site file ``floor.yaml`` as pydantic models. Reads nothing but what it is given."""

from datetime import datetime
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    Field,
    model_validator,
)

from api.site.feeds import FeedSection, FileFeed, NetworkFeedSection
from api.site.section import Section
from vision.references import MOST_LIGHTS

Point = tuple[float, float]
Identifier = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$")]


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise ValueError(
            "not a time zone; write one of the IANA names, like Asia/Shanghai"
        ) from None
    return name


def _polygon(points: tuple[Point, ...]) -> tuple[Point, ...]:
    if len(points) < 3:
        raise ValueError(f"a polygon needs at least 3 corners, got {len(points)}")
    pairs = zip(points, points[1:] + points[:1], strict=True)
    if abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairs)) < 1e-9:
        raise ValueError("the polygon encloses no area")
    return points


Polygon = Annotated[tuple[Point, ...], AfterValidator(_polygon)]
"""Corners in pixels of the camera's ``size``."""


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


Pictures = Annotated[
    tuple[Annotated[str, Field(min_length=1)], ...],
    Field(max_length=MOST_LIGHTS),
    BeforeValidator(_listed),
]
"""Paths of pictures; one alone may stand without brackets."""


class SiteSection(Section):
    """Who and where."""

    name: str = Field(min_length=1)
    timezone: Annotated[str, AfterValidator(_zone)] = "Asia/Shanghai"
    language: Literal["zh-CN", "en"] = "zh-CN"


class ReplaySection(Section):
    """Scenarios only: the time of each file's first frame."""

    start: AwareDatetime


class NamedPolygon(Section):
    """A static mask."""

    name: str = "mask"
    polygon: Polygon


class CameraSection(Section):
    """One camera. ``size`` is the one that polygons refer to; ``fps`` is decisions a second;
    ``decode``, ``transport`` and ``tls_verify`` are how its stream is read; ``reference`` are
    pictures of the tidy, empty floor in several lights."""

    id: Identifier
    source: str = Field(min_length=1)
    size: tuple[Annotated[int, Field(ge=32, le=16384)], Annotated[int, Field(ge=32, le=16384)]]
    fps: float = Field(default=2.0, gt=0, le=30)
    decode: Literal["auto", "all", "keyframes"] = "auto"
    transport: Literal["tcp", "udp"] = "tcp"
    tls_verify: bool = True
    decode_on: Literal["auto", "cpu", "cuda", "vaapi", "videotoolbox"] = "cpu"
    push_token_sha256: str | None = Field(default=None, pattern=r"^[0-9a-f]{64}$")
    masks: tuple[NamedPolygon, ...] = ()
    reference: Pictures = ()


class MapSection(Section):
    """A seat's place on the plan: metres, and degrees clockwise from up."""

    x: float
    y: float
    facing: float = 0.0


class SeatSection(Section):
    """One seat and where its camera sees it."""

    id: Identifier
    camera: Identifier
    seat: Polygon
    desk: Polygon | None = None
    chair_home: Polygon | None = None
    map: MapSection | None = None
    neighbours: tuple[Identifier, ...] | None = None


class ZoneSection(Section):
    """A part of the floor."""

    id: Identifier
    camera: Identifier
    kind: Literal["aisle", "rest", "meeting", "entrance", "other"]
    polygon: Polygon


class OffSeatSection(Section):
    """Numbers of the off-seat rule (R27), in seconds."""

    enter_s: float = Field(default=3.0, ge=0)
    exit_s: float = Field(default=2.0, ge=0)
    confirm_s: float = Field(default=60.0, gt=0)
    lag_s: float = Field(default=1.5, ge=0)
    blind_bridge_s: float = Field(default=10.0, ge=0)


class RulesSection(Section):
    """The rule pack and the numbers that the site overrides."""

    pack: Literal["call-centre"] = "call-centre"
    off_seat: OffSeatSection = OffSeatSection()


class VisionSection(Section):
    """The networks and where they run."""

    detector: str = "floor-n"
    pose: str = "floor-pose-n"
    seats: str | None = "floor-seat-n"
    details: str | None = "floor-detail-n"
    device: Literal["cpu", "cuda", "tensorrt", "openvino", "coreml"] = "cpu"
    threads: int = Field(default=0, ge=0)
    input: int = Field(default=640, ge=320, le=1280, multiple_of=32)
    shadow: str | None = None
    shadow_every: int = Field(default=4, ge=1, le=1000)

    @model_validator(mode="before")
    @classmethod
    def _no_details_without_seats(cls, given: object) -> object:
        """Who wants no look at seats wants no second one, unless they ask for it by name."""
        if isinstance(given, dict) and "seats" in given and given["seats"] is None:
            return {"details": None, **given}
        return given


class PrivacySection(Section):
    """Masking, the keys of the day, and the folder where references that were refreshed are
    kept."""

    hold_s: float = Field(default=2.0, ge=1.0)
    keys: str = "keys"
    references: str | None = Field(default=None, min_length=1)


class StoreSection(Section):
    """The database."""

    url: str = "sqlite:///floorwatch.db"


class SiteFile(Section):
    """The whole file."""

    version: Literal[1]
    site: SiteSection
    replay: ReplaySection | None = None
    cameras: tuple[CameraSection, ...] = Field(min_length=1)
    seats: tuple[SeatSection, ...] = Field(min_length=1)
    zones: tuple[ZoneSection, ...] = ()
    roster: str | None = None
    feeds: tuple[FeedSection, ...] = ()
    rules: RulesSection = RulesSection()
    vision: VisionSection = VisionSection()
    privacy: PrivacySection = PrivacySection()
    store: StoreSection = StoreSection()

    @property
    def file_feeds(self) -> tuple[FileFeed, ...]:
        """The feeds that are files: those that a replay reads too."""
        return tuple(feed for feed in self.feeds if isinstance(feed, FileFeed))

    @property
    def network_feeds(self) -> tuple[NetworkFeedSection, ...]:
        """The phone systems on the network, which only a live floor speaks to."""
        return tuple(feed for feed in self.feeds if not isinstance(feed, FileFeed))

    @property
    def replay_start(self) -> datetime | None:
        """The time of the first frames, where this is a scenario."""
        return None if self.replay is None else self.replay.start


SECTIONS: dict[tuple[str, ...], type[BaseModel]] = {
    (): SiteFile,
    ("site",): SiteSection,
    ("replay",): ReplaySection,
    ("cameras",): CameraSection,
    ("cameras", "masks"): NamedPolygon,
    ("seats",): SeatSection,
    ("seats", "map"): MapSection,
    ("zones",): ZoneSection,
    ("feeds",): FileFeed,
    ("rules",): RulesSection,
    ("rules", "off_seat"): OffSeatSection,
    ("vision",): VisionSection,
    ("privacy",): PrivacySection,
    ("store",): StoreSection,
}
"""Which section stands where, list places left out: for hints at a misspelt setting."""
