"""Pictures of the tidy, empty floor from its own cameras, and what each seat's is worth."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import pytest
from support.desk_scene import desk_scene

from api.calibrate import Calibration, calibrate, watching
from api.seats_watched import Verdict
from api.site.load import Site, load_site
from api.site.references import seat_references
from cameras.clock import SystemClock
from cameras.frame import Blind, CameraId, Frame, Image, Tick
from floor.layout import SeatId
from vision.detections import Detections
from vision.detector import CHAIR, PERSON

CAM = CameraId("cam1")
LEFT, RIGHT = SeatId("L"), SeatId("R")
SIZE = (640, 360)
SECONDS = 12
SITE = """\
version: 1
site: {name: Test}
cameras: [{id: cam1, source: "rtsp://10.0.0.1/", size: [640, 360]}]
seats:
  - id: L
    camera: cam1
    seat: [[60, 120], [200, 120], [200, 320], [60, 320]]
    chair_home: [[80, 160], [180, 160], [180, 320], [80, 320]]
  - id: R
    camera: cam1
    seat: [[440, 120], [580, 120], [580, 320], [440, 320]]
    chair_home: [[460, 160], [560, 160], [560, 320], [460, 320]]
"""
HOME = {LEFT: (80, 160, 180, 320), RIGHT: (460, 160, 560, 320)}
OUT = {LEFT: (60, 240, 200, 359), RIGHT: (440, 240, 580, 359)}
SITTER = {LEFT: (80, 60, 180, 320), RIGHT: (460, 60, 560, 320)}

Box = tuple[float, float, float, float]


@dataclass
class Scripted:
    """Finds what it is told, in pictures of the camera; ``last_look`` in what is made of them."""

    people: Sequence[Box] = ()
    chairs: Sequence[Box] = ()
    last_look: Sequence[Box] = ()
    looks: int = 0

    def detect(self, images: Sequence[Image]) -> list[Detections]:
        self.looks += 1
        return [self._found(self.looks <= SECONDS) for _ in images]

    def _found(self, live: bool) -> Detections:
        boxes = [*(self.people if live else self.last_look), *(self.chairs if live else ())]
        people = len(boxes) - (len(self.chairs) if live else 0)
        normalised = np.array(boxes, np.float32).reshape(-1, 4) / np.array([*SIZE, *SIZE])
        classes = np.array([PERSON] * people + [CHAIR] * (len(boxes) - people), np.int64)
        return Detections(
            normalised.astype(np.float32), np.full(len(boxes), 0.9, np.float32), classes
        )


def room() -> Image:
    """A textured room."""
    return cv2.resize(desk_scene(), SIZE)


def ticks(image: Image) -> Iterator[Tick]:
    for second in range(SECONDS):
        time_us = second * 1_000_000
        yield Tick(time_us, (Frame(CAM, image, time_us, second, second),))


@pytest.fixture
def site(tmp_path: Path) -> Site:
    (tmp_path / "floor.yaml").write_text(SITE, "utf-8")
    return load_site(tmp_path)


def run(site: Site, detector: Scripted, image: Image | None = None, **more) -> Calibration:
    given = {"ticks": ticks(room() if image is None else image), "photos": {}} | more
    return calibrate(site, detector, out=site.folder / "out", **given)


def verdicts(result: Calibration) -> dict[SeatId, Verdict]:
    return {each.seat: each.verdict for each in result.seats}


def written(result: Calibration) -> Image:
    (camera,) = result.cameras
    return cv2.imread(str(camera.picture))


def with_reference(site: Site) -> Site:
    text = SITE.replace("360]}]", "360], reference: out/cam1.reference.png}]")
    site.path.write_text(text, "utf-8")
    return load_site(site.folder)


def test_an_empty_floor_with_chairs_at_home_is_tidy(site: Site) -> None:
    result = run(site, Scripted(chairs=list(HOME.values())))
    assert verdicts(result) == {LEFT: Verdict.TIDY, RIGHT: Verdict.TIDY}
    assert (written(result) == room()).all()
    assert set(seat_references(with_reference(site))) == {LEFT, RIGHT}


def test_a_seat_that_was_never_empty_has_no_reference(site: Site) -> None:
    result = run(site, Scripted(people=[SITTER[LEFT]], chairs=[HOME[RIGHT]]))
    assert verdicts(result) == {LEFT: Verdict.NEVER_EMPTY, RIGHT: Verdict.TIDY}
    x0, y0, x1, y1 = SITTER[LEFT]
    assert (written(result)[y0:y1, x0:x1] == 96).all()
    assert set(seat_references(with_reference(site))) == {RIGHT}


def test_a_chair_that_was_never_in_is_no_reference(site: Site) -> None:
    result = run(site, Scripted(chairs=[OUT[LEFT], HOME[RIGHT]]))
    assert verdicts(result) == {LEFT: Verdict.CHAIR_OUT, RIGHT: Verdict.TIDY}
    assert set(seat_references(with_reference(site))) == {RIGHT}


def test_a_chair_that_nobody_can_see_is_said_to_be_unsure_and_used(site: Site) -> None:
    result = run(site, Scripted())
    assert set(verdicts(result).values()) == {Verdict.CHAIR_UNSURE}
    assert set(seat_references(with_reference(site))) == {LEFT, RIGHT}


def test_whoever_the_last_look_finds_is_blanked(site: Site) -> None:
    result = run(site, Scripted(chairs=list(HOME.values()), last_look=[SITTER[RIGHT]]))
    assert verdicts(result)[RIGHT] is Verdict.NEVER_EMPTY
    x0, y0, x1, y1 = SITTER[RIGHT]
    assert (written(result)[y0:y1, x0:x1] == 96).all()


def test_a_photo_is_used_as_it_is_but_for_people(site: Site) -> None:
    detector = Scripted(people=[SITTER[LEFT]], chairs=[HOME[RIGHT]])
    result = run(site, detector, ticks=(), photos={CAM: room()})
    assert verdicts(result) == {LEFT: Verdict.NEVER_EMPTY, RIGHT: Verdict.TIDY}
    assert (written(result)[:, 400:] == room()[:, 400:]).all()


def test_a_blind_camera_gives_no_picture(site: Site) -> None:
    blind = [Tick(second * 1_000_000, (Blind(CAM, "black"),)) for second in range(9)]
    result = run(site, Scripted(), ticks=blind)
    assert [camera.picture for camera in result.cameras] == [None]
    assert set(verdicts(result).values()) == {Verdict.NEVER_EMPTY}
    assert not (site.folder / "out").exists()


def test_progress_is_told_in_seconds(site: Site) -> None:
    told: list[float] = []
    run(site, Scripted(), progress=told.append)
    assert told == [float(second) for second in range(SECONDS)]


def test_recordings_are_looked_at_once_a_second_and_end(site: Site, tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / "pictures").mkdir(exist_ok=True)
        cv2.imwrite(str(tmp_path / "pictures" / f"{number}.png"), room())
    site.path.write_text(SITE.replace("rtsp://10.0.0.1/", "pictures"), "utf-8")
    loaded = load_site(tmp_path)
    times = [tick.time_us for tick in watching(loaded, 10, {}, SystemClock())]
    assert times == [second * 1_000_000 for second in range(5)]
    assert len(list(watching(loaded, 2 / 60, {}, SystemClock()))) == 3
    assert list(watching(loaded, 10, {CAM: room()}, SystemClock())) == []
