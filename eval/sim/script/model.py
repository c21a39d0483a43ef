"""A whole script."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from eval.sim.script.parts import (
    CameraSpec,
    FreeSeat,
    Lights,
    Point,
    Room,
    Row,
    Site,
    Strict,
    Video,
)
from eval.sim.script.people import FeedFaults, Person


class Script(Strict):
    """A whole scenario: the place, the cameras, the people and what they do."""

    version: Literal[1]
    seed: int = Field(default=0, ge=0)
    start: datetime
    duration: float = Field(gt=0, le=7200)
    site: Site
    video: Video
    room: Room
    lights: Lights = Lights()
    rows: tuple[Row, ...] = ()
    seats: tuple[FreeSeat, ...] = ()
    cameras: list[CameraSpec] = Field(min_length=1)
    waypoints: dict[str, Point]
    aisles: list[tuple[str, str]] = Field(min_length=1)
    people: tuple[Person, ...] = ()
    feed: FeedFaults = FeedFaults()

    def seat_names(self) -> list[str]:
        """All seats, those in rows first."""
        return [name for row in self.rows for name in row.seats] + [seat.id for seat in self.seats]

    def camera_video(self, camera: CameraSpec) -> Video:
        """The video's settings with those that the camera has of its own."""
        own = {
            name: value
            for name in ("size", "fps", "crf")
            if (value := getattr(camera, name)) is not None
        }
        return self.video.model_copy(update=own)
