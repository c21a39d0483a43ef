"""Two classrooms, filmed for seconds in which nobody gets up or sits down: seats drawn by us."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from eval.real.by_eye import Row, box_of, read_table
from eval.real.faults import data_fault
from eval.real.scenario import Box, Json, RealCamera, RealScenario, RealSeat, seat_state

LABELS = Path(__file__).with_name("classrooms_by_eye.csv")
FPS = 2.0
NOTE = (
    "Seats drawn and occupancy seen by eye, by us, only where it is plain "
    "(eval/real/classrooms_by_eye.csv). Chairs and people were not labelled."
)


@dataclass(frozen=True, slots=True)
class Classroom:
    """A video, relative to the shared data, its size in pixels and how long it lasts."""

    name: str
    video: str
    size: tuple[int, int]
    seconds: float

    @property
    def folder(self) -> str:
        """Where it lies."""
        return self.video.partition("/")[0]


SCHOOL: Final = Classroom("school", "classroom_cctv/saumyajha_classroom.mp4", (640, 352), 10.95)
OFFICE: Final = Classroom("office", "intel_sample_videos/classroom.gif", (480, 270), 2.7)


@dataclass(frozen=True, slots=True)
class SteadySeat:
    """A seat that is one thing for the whole video."""

    video: str
    seat: str
    occupancy: str
    box: Box


def prepare(shared: Path, room: Classroom) -> RealScenario:
    """The scenario. Raises ``InputFaults`` where the video is not there."""
    video = shared / room.video
    if not video.is_file():
        raise data_fault(video, "not there; give the folder of the data as published")
    seats = [each for each in read_table(LABELS, steady_seat, COLUMNS) if each.video == room.video]
    camera = RealCamera("cam1", room.size, FPS, video=video)
    return RealScenario(
        room.name,
        NOTE,
        (camera,),
        tuple(RealSeat(each.seat, camera.id, each.box) for each in seats),
        tuple(frame_lines(seats, room.seconds, camera.id)),
    )


COLUMNS: Final = "video, seat, occupancy, x0, y0, x1, y1"


def steady_seat(row: Row) -> SteadySeat:
    """The label of a row."""
    return SteadySeat(row["video"], row["seat"], row["occupancy"], box_of(row))


def frame_lines(
    seats: list[SteadySeat], seconds: float, camera: str
) -> Iterator[Mapping[str, Json]]:
    """A line for every decision."""
    states = {each.seat: seat_state(each.occupancy) for each in seats}
    for number in range(int(seconds * FPS) + 1):
        yield {
            "time": number / FPS, "camera": camera, "seats": states, "people": [], "labelled": [],
        }  # fmt: skip
