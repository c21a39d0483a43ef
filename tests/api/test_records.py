"""Records are whole or not there."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from api.records import Recorder
from cameras.frame import CameraId
from floor.layout import SeatId
from floor.observation import Activity, Chair, Occupancy, Posture, SeatObservation
from floor.time import Instant
from vision.detections import NO_TRACK, Detections

SEEN = SeatObservation(
    time=Instant(1_500_000),
    seat=SeatId("A"),
    occupancy=Occupancy.EMPTY,
    chair=Chair.UNKNOWN,
    posture=Posture.UNKNOWN,
    confidence=0.9,
    reason="nobody",
)


def test_nothing_is_in_its_place_before_the_end(tmp_path: Path) -> None:
    with Recorder(tmp_path, Instant(1_000_000)) as recorder:
        recorder.observe([SEEN])
        assert not (tmp_path / "observations.jsonl").exists()
        recorder.finish([])
    assert '"time": 0.5' in (tmp_path / "observations.jsonl").read_text()
    assert (tmp_path / "findings.jsonl").read_text() == ""


def observed(seen: SeatObservation, folder: Path) -> dict[str, object]:
    """The line of observations.jsonl of ``seen``."""
    with Recorder(folder, Instant(1_000_000)) as recorder:
        recorder.observe([seen])
        recorder.finish([])
    line: dict[str, object] = json.loads((folder / "observations.jsonl").read_text())
    return line


def test_all_that_was_seen_at_a_seat_is_written(tmp_path: Path) -> None:
    seen = replace(
        SEEN,
        doing=(Activity.FOOD, Activity.PHONE_LYING),
        partners=(SeatId("B"),),
        company=True,
        chair_turned=True,
        chair_cm=62.0,
    )
    line = observed(seen, tmp_path)
    assert line["doing"] == ["food", "phone_lying"]
    assert (line["partners"], line["company"]) == (["B"], True)
    assert (line["chair_turned"], line["chair_cm"]) == (True, 62.0)


def test_what_nobody_could_judge_is_not_the_same_as_nothing(tmp_path: Path) -> None:
    assert observed(SEEN, tmp_path)["doing"] is None
    assert observed(replace(SEEN, doing=()), tmp_path)["doing"] == []


def test_a_failure_leaves_the_old_files_and_no_draft(tmp_path: Path) -> None:
    (tmp_path / "observations.jsonl").write_text("old")
    with (
        pytest.raises(RuntimeError, match="in the middle"),
        Recorder(tmp_path, Instant(0)) as recorder,
    ):
        recorder.observe([SEEN])
        raise RuntimeError("in the middle")
    assert [path.name for path in tmp_path.iterdir()] == ["observations.jsonl"]
    assert (tmp_path / "observations.jsonl").read_text() == "old"


def test_a_recorder_is_used_in_a_with_statement(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="with statement"):
        Recorder(tmp_path, Instant(0)).observe([SEEN])


def found() -> dict[CameraId, Detections]:
    """A person with a pose, and a chair."""
    keypoints = np.zeros((2, 17, 3), np.float32)
    keypoints[0] = (0.123456, 0.5, 0.75)
    boxes = np.array([[0.1, 0.2, 0.30004, 0.4], [0, 0, 1, 1]], np.float32)
    return {
        CameraId("cam1"): Detections(
            boxes, np.array([0.9, 0.25], np.float32), np.array([0, 56]), keypoints
        )
    }


def test_detections_are_written_where_they_are_asked_for(tmp_path: Path) -> None:
    with Recorder(tmp_path, Instant(1_000_000), with_detections=True) as recorder:
        recorder.detect(Instant(1_500_000), found())
        assert not (tmp_path / "detections.jsonl").exists()
        recorder.finish([])
    (text,) = (tmp_path / "detections.jsonl").read_text().splitlines()
    line = json.loads(text)
    assert list(line) == ["time", "camera", "boxes", "scores", "classes", "keypoints", "tracks"]
    assert (line["time"], line["camera"], line["classes"]) == (0.5, "cam1", [0, 56])
    assert line["boxes"] == [[0.1, 0.2, 0.3, 0.4], [0, 0, 1, 1]]
    assert line["scores"] == [0.9, 0.25]
    assert line["keypoints"] == [[[0.1235, 0.5, 0.75]] * 17, None]  # a chair has no pose
    assert line["tracks"] is None


def test_who_is_whom_is_written_where_people_were_followed(tmp_path: Path) -> None:
    followed = {
        camera: each.with_tracks(np.array([7, NO_TRACK])) for camera, each in found().items()
    }
    with Recorder(tmp_path, Instant(0), with_detections=True) as recorder:
        recorder.detect(Instant(0), followed)
        recorder.finish([])
    line = json.loads((tmp_path / "detections.jsonl").read_text())
    assert line["tracks"] == [7, None]


def test_detections_of_another_replay_do_not_stay(tmp_path: Path) -> None:
    (tmp_path / "detections.jsonl").write_text("old")
    with Recorder(tmp_path, Instant(0)) as recorder:
        recorder.detect(Instant(0), found())
        assert (tmp_path / "detections.jsonl").exists()
        recorder.finish([])
    assert not (tmp_path / "detections.jsonl").exists()


def test_a_failure_leaves_no_draft_of_detections(tmp_path: Path) -> None:
    with (
        pytest.raises(RuntimeError, match="in the middle"),
        Recorder(tmp_path, Instant(0), with_detections=True) as recorder,
    ):
        recorder.detect(Instant(0), found())
        raise RuntimeError("in the middle")
    assert list(tmp_path.iterdir()) == []
