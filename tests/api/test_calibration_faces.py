"""What a calibration writes of real people: nothing. Judged by a network of another family."""

from pathlib import Path

import cv2
import numpy as np
import pytest
from support.minh7 import VIDEOS, skip_without_minh7, write_site

from api.calibrate import calibrate
from api.networks import open_detector
from api.site.build import camera_specs
from api.site.load import load_site
from cameras.frame import CameraId, Frame, Image
from cameras.replay import replay_ticks

FACES = VIDEOS.parents[1] / "models" / "reference" / "yunet_n.onnx"
FACE_SCORE = 0.6


def count(faces: cv2.FaceDetectorYN, image: Image) -> int:
    """Faces that the detector finds."""
    faces.setInputSize((image.shape[1], image.shape[0]))
    found = faces.detect(image)[1]
    return 0 if found is None else len(found)


@pytest.fixture
def faces() -> cv2.FaceDetectorYN:
    if not FACES.exists():
        pytest.skip(f"{FACES} is not here: the face detector is no part of the product")
    return cv2.FaceDetectorYN.create(str(FACES), "", (320, 320), FACE_SCORE)


def written(folder: Path) -> Image:
    return np.asarray(cv2.imread(str(folder / "cam1.reference.png")), np.uint8)


def test_no_face_is_left_of_a_real_video(tmp_path: Path, faces: cv2.FaceDetectorYN) -> None:
    """The camera is held by hand, so nearly all of it moves; what is kept must be furniture."""
    video = skip_without_minh7()
    site = load_site(write_site(tmp_path, str(video), fps=2))
    raw = 0
    ticks = list(replay_ticks(camera_specs(site), 0))
    for tick in ticks:
        (view,) = tick.views
        assert isinstance(view, Frame)
        raw += count(faces, view.image)
    calibrate(site, open_detector(site), ticks, {}, tmp_path)
    assert raw > 10  # the detector does see the faces that are there
    assert count(faces, written(tmp_path)) == 0


def test_no_face_is_left_of_a_real_photo(tmp_path: Path, faces: cv2.FaceDetectorYN) -> None:
    """A photo that shows somebody, though it should not, in every second of the video."""
    video = skip_without_minh7()
    site = load_site(write_site(tmp_path, str(video), fps=1))
    detector = open_detector(site)
    raw = kept = 0
    for tick in replay_ticks(camera_specs(site), 0):
        (view,) = tick.views
        assert isinstance(view, Frame)
        raw += count(faces, view.image)
        result = calibrate(site, detector, (), {CameraId("cam1"): view.image}, tmp_path)
        assert count(faces, written(tmp_path)) == 0
        kept += result.cameras[0].blank < 0.8
    assert raw > 5
    assert kept > 5  # the room is still there to be seen
