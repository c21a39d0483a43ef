"""``floorwatch cameras`` measures, advises, and writes no still that is not masked."""

import json
from dataclasses import replace
from pathlib import Path

import cv2
import pytest
from support.videos import make_video

from api.camera_advice import advice
from api.pushes import hash_of
from cameras.survey import Survey

SOUND = Survey("h264", (1280, 720), 10.0, 1.0, 1.0, False, 2.0, 8.0, 0.1, 8.0)


def survey_of(**changed: object) -> Survey:
    return replace(SOUND, **changed)  # type: ignore[arg-type]


def test_a_sound_camera_needs_no_advice() -> None:
    assert list(advice(SOUND, 2.0)) == []


@pytest.mark.parametrize(
    ("changed", "word"),
    [
        ({"size": (3840, 2160)}, "sub-stream"),
        ({"holds_back": True}, "B-frames"),
        ({"gop_s": None}, "no second key frame"),
        ({"gop_s": 10.0}, "10.0 s apart"),
        ({"fps": 25.0}, "25 pictures a second"),
        ({"clock_offset_s": -3600.0}, "NTP"),
        ({"codec": "mpeg4"}, "H.264"),
    ],
)
def test_what_would_be_better_is_said(changed: dict[str, object], word: str) -> None:
    assert any(word in each for each in advice(survey_of(**changed), 2.0))


def test_probing_says_what_it_is(floorwatch, tmp_path: Path) -> None:
    video = make_video(tmp_path / "v.mp4", frames=90, fps=30, keyframe_every=30)
    result = floorwatch("cameras", "probe", str(video), "--json")
    assert result.exit_code == 0
    told = json.loads(result.stdout)
    assert told["codec"] == "h264"
    assert told["gop_s"] == pytest.approx(1.0)
    assert told["clock_offset_s"] is None
    words = floorwatch("cameras", "probe", str(video)).stdout
    assert "does not tell the camera's time" in words
    assert "GOP     1.00 s" in words


def test_an_address_that_fails_shows_no_login(floorwatch, monkeypatch) -> None:
    monkeypatch.setenv("CAM1_LOGIN", "viewer:s3cret")
    result = floorwatch("cameras", "probe", "rtsp://${CAM1_LOGIN}@127.0.0.1:1/x")
    assert result.exit_code == 1
    assert "refused" in result.output
    assert "s3cret" not in result.output
    assert floorwatch("cameras", "probe", "rtsp://${GONE}@127.0.0.1:1/x").exit_code == 1


def test_people_on_a_still_are_covered(floorwatch, tmp_path: Path) -> None:
    video = Path(__file__).parents[2].parent / "shared/data/seat_videos/MINH7.mp4"
    if not video.exists():
        pytest.skip("no shared/data here")
    still = tmp_path / "still.jpg"
    result = floorwatch("cameras", "probe", str(video), "--still", still, "--seconds", "1")
    assert result.exit_code == 0, result.output
    image = cv2.imread(str(still))
    assert image.shape == (480, 856, 3)
    covered = (abs(image.astype(int) - 96) <= 3).all(axis=2).mean()
    assert covered > 0.02, "the man of this video is a grey box"
    assert still.stat().st_mode & 0o077 == 0


def test_a_token_and_its_hash(floorwatch) -> None:
    lines = floorwatch("cameras", "token").stdout.split()
    assert lines[3] == hash_of(lines[1])
