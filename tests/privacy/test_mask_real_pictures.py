"""Masking on the sample data: real rooms, real people, labels by hand."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from cameras.frame import CameraId, Frame
from privacy.mask import PersonMasker
from vision.detections import Detections

DATA = Path(__file__).parents[2].parent / "shared" / "data"
CAMERA = CameraId("cam1")
COCO = DATA / "coco128_lightly"

if not DATA.is_dir():
    pytest.skip(f"needs the sample data in {DATA}", allow_module_level=True)


def labelled_people() -> list[tuple[Path, np.ndarray]]:
    """Pictures with boxes x0 y0 x1 y1 of people (class 0 of YOLO labels)."""
    found = []
    for label in sorted(COCO.rglob("*.txt")):
        rows = [line.split() for line in label.read_text().splitlines()]
        centred = np.array([r[1:5] for r in rows if r and r[0] == "0"], np.float32).reshape(-1, 4)
        for picture in COCO.rglob(f"{label.stem}.jpg"):
            if len(centred):
                half = centred[:, 2:] / 2
                found.append((picture, np.hstack([centred[:, :2] - half, centred[:, :2] + half])))
    return found


def people(boxes: np.ndarray) -> Detections:
    n = len(boxes)
    return Detections(boxes.astype(np.float32), np.ones(n, np.float32), np.zeros(n, np.int64))


def test_no_pixel_of_labelled_people_survives():
    pictures = labelled_people()
    if not pictures:
        pytest.skip("no labelled people in the sample data")
    for path, boxes in pictures:
        image = cv2.imread(str(path))
        masker = PersonMasker(CAMERA)
        out = masker.mask(Frame(CAMERA, image, 0, 0.0, 0.0), people(boxes))
        assert out is not None, path
        shown = cv2.imdecode(np.frombuffer(out.data, np.uint8), cv2.IMREAD_COLOR)
        for x0, y0, x1, y1 in np.clip(boxes, 0, 1) * np.tile([out.width, out.height], 2):
            inside = shown[int(y0) : int(np.ceil(y1)), int(x0) : int(np.ceil(x1))].astype(int)
            assert np.abs(inside - masker.settings.colour).max() <= 12, path


def frames(video: Path, step: int) -> list[Frame]:
    """Every ``step``-th frame of a clip at 30 pictures a second."""
    capture, found, n = cv2.VideoCapture(str(video)), [], 0
    while True:
        read, image = capture.read()
        if not read:
            return found
        if n % step == 0:
            found.append(Frame(CAMERA, image, round(n / 30 * 1e6), n / 30, n / 30))
        n += 1


def test_a_walker_whom_the_detector_never_sees_is_covered_by_motion():
    """A person walks into an empty room; the detector is blind. What differs from the empty
    room by more than the shadow's worth must not be shown while it moves."""
    clip = frames(DATA / "seat_videos" / "MINH7.mp4", 15)
    if not clip:
        pytest.skip("the clip cannot be read here")
    masker, before, leaked, moved_pixels = PersonMasker(CAMERA), None, 0, 0
    for frame in clip:
        out = masker.mask(frame, Detections.empty())
        small = cv2.resize(frame.image, (640, 359), interpolation=cv2.INTER_AREA)
        if out is not None and before is not None and before.shape == small.shape:
            shown = cv2.imdecode(np.frombuffer(out.data, np.uint8), cv2.IMREAD_COLOR)
            shown = cv2.resize(shown, (640, 359))
            moved = np.abs(small.astype(int) - before).max(axis=2) > 60
            open_ = np.abs(shown.astype(int) - masker.settings.colour).max(axis=2) > 24
            same = np.abs(shown.astype(int) - small).max(axis=2) < 24
            leaked += int(np.count_nonzero(moved & open_ & same))
            moved_pixels += int(np.count_nonzero(moved))
        before = small.astype(int)
    assert moved_pixels > 5000
    assert leaked / moved_pixels < 0.005


def test_a_library_seen_from_above_stays_recognisable():
    """A mask that covers everything would pass every other test."""
    path = DATA / "library_cctv_iiserb" / "t1_cam10.jpg"
    if not path.exists():
        pytest.skip(f"needs {path}")
    image = cv2.imread(str(path))
    out = PersonMasker(CAMERA).mask(
        Frame(CAMERA, image, 0, 0.0, 0.0), people(np.array([[0.4, 0.4, 0.5, 0.6]]))
    )
    shown = cv2.imdecode(np.frombuffer(out.data, np.uint8), cv2.IMREAD_COLOR)
    grey = np.abs(shown.astype(int) - 96).max(axis=2) <= 3
    assert grey.mean() < 0.15
