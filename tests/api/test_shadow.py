"""A network on trial: it is counted and written down, and decides nothing."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from prometheus_client import generate_latest
from prometheus_client.core import CollectorRegistry

from api.pipeline import FloorPipeline
from api.shadow import Shadow, agreement_of, open_shadow
from api.shadow_journal import Disagreement, Journal
from api.shadow_report import Agreement, ShadowReport
from api.web.metrics import shadow_metrics
from cameras.frame import Blind, CameraId, Frame, Image, Tick
from floor.layout import SeatId
from floor.observation import Chair, Occupancy, Posture, SeatObservation
from floor.roster import Roster
from floor.time import SECOND, Instant
from models.manifest import ModelError
from privacy.keys import DerivedKeys
from vision.detections import Detections
from vision.observer import Seen

START = 1_772_413_200 * SECOND
OCCUPIED, EMPTY, UNKNOWN = Occupancy.OCCUPIED, Occupancy.EMPTY, Occupancy.UNKNOWN


def seen(seat: str, occupancy: Occupancy, time_us: int = START) -> SeatObservation:
    return SeatObservation(
        Instant(time_us), SeatId(seat), occupancy, Chair.UNKNOWN, Posture.UNKNOWN, 0.9, "made up"
    )


def tick(step: int, *cameras: str) -> Tick:
    now = START + step * SECOND // 2
    image = np.zeros((8, 8, 3), np.uint8)
    frames = tuple(Frame(CameraId(each), image, now, step / 2, step / 2) for each in cameras)
    return Tick(now, frames)


class Says:
    """An observer that says what it is told of seat A, and notes what it was shown."""

    def __init__(self, *occupancies: Occupancy) -> None:
        self._left = list(occupancies)
        self.shown: list[tuple[CameraId, ...]] = []

    def observe(self, tick: Tick) -> Seen:
        self.shown.append(tuple(view.camera for view in tick.views))
        return Seen((seen("A", self._left.pop(0), tick.time_us),), {})


@pytest.mark.parametrize(
    ("live", "tried", "agreement"),
    [
        (OCCUPIED, OCCUPIED, Agreement.SAME),
        (UNKNOWN, UNKNOWN, Agreement.SAME),
        (OCCUPIED, EMPTY, Agreement.DIFFERS),
        (EMPTY, UNKNOWN, Agreement.UNSURE),
        (UNKNOWN, OCCUPIED, Agreement.UNSURE),
    ],
)
def test_two_states_agree_differ_or_one_is_unsure(
    live: Occupancy, tried: Occupancy, agreement: Agreement
) -> None:
    assert agreement_of(seen("A", live), seen("A", tried)) is agreement


def test_each_camera_has_its_turn_and_turns_are_spread() -> None:
    observer = Says(*[EMPTY] * 9)
    shadow = Shadow("new", observer, 4, lambda each: None)
    for step in range(8):
        shadow.watch(tick(step, "cam1", "cam2"), [seen("A", EMPTY)])
    assert observer.shown == [("cam1",), ("cam2",), ("cam1",), ("cam2",)]


def test_agreement_is_counted_by_seat() -> None:
    shadow = Shadow("new", Says(EMPTY, EMPTY, OCCUPIED), 1, lambda each: None)
    for step in range(3):
        shadow.watch(tick(step, "cam1"), [seen("A", EMPTY)])
    assert shadow.report() == ShadowReport(
        "new", ((SeatId("A"), Agreement.DIFFERS, 1), (SeatId("A"), Agreement.SAME, 2))
    )


def test_a_disagreement_is_one_line_from_start_to_end_without_pixels(tmp_path: Path) -> None:
    path = tmp_path / "shadow.jsonl"
    said = (EMPTY, OCCUPIED, OCCUPIED, EMPTY, UNKNOWN)
    shadow = Shadow("new", Says(*said), 1, Journal(path).write)
    for step in range(len(said)):
        shadow.watch(tick(step, "cam1"), [seen("A", EMPTY)])
    shadow.close()
    first, last = (json.loads(line) for line in path.read_text("utf-8").splitlines())
    assert first == {
        "seat": "A",
        "start": "2026-03-02T01:00:00.500000+00:00",
        "end": "2026-03-02T01:00:01.500000+00:00",
        "decisions": 2,
        "live": {"occupancy": "empty", "confidence": 0.9, "reason": "made up"},
        "shadow": {"occupancy": "occupied", "confidence": 0.9, "reason": "made up"},
    }
    assert last["shadow"]["occupancy"] == "unknown" and last["decisions"] == 1


def test_nothing_is_written_while_they_agree(tmp_path: Path) -> None:
    path = tmp_path / "shadow.jsonl"
    shadow = Shadow("new", Says(EMPTY), 1, Journal(path).write)
    shadow.watch(tick(0, "cam1"), [seen("A", EMPTY)])
    shadow.close()
    assert not path.exists()


class Breaks:
    """A candidate that fails at once."""

    def observe(self, tick: Tick) -> Seen:
        raise RuntimeError("no such layer")


def test_a_candidate_that_fails_ends_its_trial_and_no_more() -> None:
    shadow = Shadow("new", Breaks(), 1, lambda each: None)
    for step in range(3):
        shadow.watch(tick(step, "cam1"), [seen("A", EMPTY)])
    assert shadow.report() == ShadowReport("new", (), "RuntimeError: no such layer")


def test_a_full_disk_ends_the_trial_and_no_more() -> None:
    def full(each: Disagreement) -> None:
        raise OSError("no space left")

    shadow = Shadow("new", Says(OCCUPIED, EMPTY), 1, full)
    for step in range(2):
        shadow.watch(tick(step, "cam1"), [seen("A", EMPTY)])
    shadow.close()
    assert shadow.report().failed == "OSError: no space left"


class NobodyThere:
    """A detector that looks and finds an empty room."""

    def detect(self, images: Sequence[Image]) -> list[Detections]:
        return [Detections.empty() for _ in images]


def test_findings_are_the_same_with_and_without_a_trial(site_of: Callable) -> None:
    site = site_of(("A", "cam1", 10, 10))
    image = np.full((200, 400, 3), 90, np.uint8)

    def run(shadow: Shadow | None) -> list[object]:
        floor = FloorPipeline(
            site, NobodyThere(), Roster([]), DerivedKeys(b"test"), False, None, shadow
        )
        steps = []
        for step in range(20):
            now = START + step * SECOND // 2
            view = Frame(CameraId("cam1"), image, now, step / 2, step / 2)
            last = Blind(CameraId("cam1"), "no_frame") if step == 7 else view
            made = floor.step(Tick(now, (last,)), {})
            steps.append((made.observations, made.for_cases, made.snapshot.findings))
        return [*steps, floor.findings(Instant(START + 20 * SECOND))]

    contrary = Shadow("new", Says(*[OCCUPIED] * 20), 1, lambda each: None)
    assert run(contrary) == run(None)
    assert contrary.report().counts_of(SeatId("A"))[Agreement.DIFFERS] > 0
    assert run(Shadow("new", Breaks(), 1, lambda each: None)) == run(None)


def test_the_network_that_decides_already_is_no_candidate(site_of: Callable) -> None:
    site = site_of(("A", "cam1", 10, 10))
    with pytest.raises(ModelError, match=r"'floor-n' decides already \(vision\.detector\)"):
        open_shadow(site, "floor-n", 4)


def test_a_network_that_is_not_listed_is_refused(site_of: Callable) -> None:
    with pytest.raises(ModelError, match="'new' is not on the allow-list"):
        open_shadow(site_of(("A", "cam1", 10, 10)), "new", 4)


def test_metrics_tell_the_counts_and_whether_it_goes_on() -> None:
    class Told:
        def collect(self):
            return shadow_metrics(ShadowReport("new", ((SeatId("A"), Agreement.SAME, 7),)))

    registry = CollectorRegistry()
    registry.register(Told())
    text = generate_latest(registry).decode()
    counted = 'floorwatch_shadow_decisions_total{agreement="same",network="new",seat="A"} 7.0'
    assert counted in text
    assert 'floorwatch_shadow_failed{network="new"} 0.0' in text
