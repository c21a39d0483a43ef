"""Recordings that are missing, no videos, broken off or of another shape."""

import json
from pathlib import Path

import pytest
from support.videos import make_video

SIZE = (320, 180)


def half(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def missing(path: Path) -> None:
    path.unlink()


def text(path: Path) -> None:
    path.write_text("this is no video\n" * 10)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def tall(path: Path) -> None:
    make_video(path, frames=10, fps=10, size=(180, 320))


UNREADABLE = {
    missing: ["no such file", "check the path"],
    text: ["no video", "give a video"],
    empty: ["empty"],
    half: ["cut off", "copy or record it again"],
    tall: ["180x320", "320x180", "aspect ratio"],
}


@pytest.mark.parametrize("spoil", UNREADABLE, ids=lambda each: each.__name__)
@pytest.mark.parametrize("command", ["check", "replay"])
def test_what_cannot_be_opened(command: str, spoil, scenario, floorwatch, tmp_path: Path) -> None:
    spoil(scenario.folder / "cam1.mp4")
    before = scenario.contents()
    out = tmp_path / "out"
    result = floorwatch(command, scenario.folder, *(["--out", out] if command == "replay" else []))
    assert result.exit_code == 1
    assert "cam1.mp4" in result.stderr
    for words in UNREADABLE[spoil]:
        assert words in result.stderr
    assert not out.exists()
    assert scenario.contents() == before


def test_one_that_breaks_off_is_replayed_as_far_as_it_goes(
    scenario, floorwatch, tmp_path: Path
) -> None:
    recording = make_video(
        scenario.folder / "cam1.mp4", frames=40, fps=10, size=SIZE, faststart=True
    )
    half(recording)
    result = floorwatch("replay", scenario.folder, "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert "cam1.mp4: it breaks off after" in result.stderr
    assert "of 4.0 s; copy or record it again" in result.stderr
    lines = (tmp_path / "out" / "observations.jsonl").read_text().splitlines()
    seen = [json.loads(line) for line in lines]
    assert seen[0]["occupancy"] != "unknown"
    assert {each["time"] for each in seen} == {step / 2 for step in range(8)}
    rest = [each for each in seen if each["time"] >= 3]
    assert {(each["occupancy"], each["reason"]) for each in rest} == {("unknown", "truncated")}
    assert (tmp_path / "out" / "episodes.jsonl").exists()
    assert (tmp_path / "out" / "findings.jsonl").exists()


def test_a_live_source_cannot_be_replayed(scenario, floorwatch, tmp_path: Path) -> None:
    scenario.edit("cam1.mp4", "rtsp://camera/x")
    result = floorwatch("replay", scenario.folder, "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert "5:16: cameras[0].source: a replay needs files" in result.stderr
    assert not (tmp_path / "out").exists()
