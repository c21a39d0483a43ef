"""Records are whole or not there."""

from pathlib import Path

import pytest

from api.records import Recorder
from floor.layout import SeatId
from floor.observation import Chair, Occupancy, Posture, SeatObservation
from floor.time import Instant

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
