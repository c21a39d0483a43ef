"""A hardware decoder is taken where it is; where it is not, that is said or logged."""

from dataclasses import replace
from pathlib import Path

import pytest
from support.camera_specs import camera
from support.rtsp import serve_rtsp
from support.videos import make_video

from cameras.decode import open_pictures
from cameras.hardware import HardwareRefused, decoding_device, refusal, settled
from cameras.reading import DecodeOn, Reading

HARDWARE = (DecodeOn.CUDA, DecodeOn.VAAPI, DecodeOn.VIDEOTOOLBOX)
MISSING = [device for device in HARDWARE if refusal(device) is not None]


def test_the_processor_is_always_there() -> None:
    assert decoding_device(DecodeOn.CPU) is DecodeOn.CPU


@pytest.mark.parametrize("device", MISSING)
def test_what_is_asked_for_by_name_and_not_got_is_an_error(device: DecodeOn) -> None:
    with pytest.raises(HardwareRefused, match=rf"decode_on: {device}.*decode_on: cpu"):
        decoding_device(device)


def test_auto_falls_back_and_logs_each_refusal(capsys: pytest.CaptureFixture[str]) -> None:
    if len(MISSING) < len(HARDWARE):
        pytest.skip("there is a hardware decoder here")
    assert decoding_device(DecodeOn.AUTO) is DecodeOn.CPU
    logged = capsys.readouterr().out
    assert all(str(device) in logged for device in MISSING)


def test_every_camera_is_settled_at_the_start() -> None:
    spec = camera("rtsp://h/x")
    if MISSING:
        with pytest.raises(HardwareRefused):
            settled([spec, replace(spec, reading=Reading(decode_on=MISSING[0]))])
    (auto,) = settled([replace(spec, reading=Reading(decode_on=DecodeOn.AUTO))])
    assert auto.reading.decode_on is not DecodeOn.AUTO


@pytest.mark.parametrize("device", [each for each in HARDWARE if each not in MISSING])
def test_what_is_got_decodes(tmp_path: Path, device: DecodeOn) -> None:
    video = make_video(tmp_path / "v.mp4", size=(640, 360), frames=60)
    with serve_rtsp(video) as server:
        spec = replace(camera(server.url()), reading=Reading(decode_on=device))
        *_, last = open_pictures(spec)
    assert last.decoding is not None
    assert last.decoding.on == "hardware"
