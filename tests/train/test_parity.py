"""Our reading of a network is as good as ultralytics' own."""

import logging
from pathlib import Path

import pytest

pytest.importorskip("ultralytics", reason="needs the extra [train]")
pytest.importorskip("faster_coco_eval", reason="needs the extra [eval]")

from train.parity import (
    labelled_pictures,
    mean_precision,
    ours,
    posed_pictures,
    seen_by_ultralytics,
    seen_by_us,
)
from ultralytics import YOLO

from models.manifest import PACKAGE

SHARED = Path(__file__).parents[3] / "shared"
PICTURES = SHARED / "data" / "coco128_lightly"
POSED = SHARED / "data" / "keypoints_mmpose" / "coco"
NEAR = 0.01
LOG = logging.getLogger(__name__)
"""The figures: --log-cli-level=INFO."""
SIDE = 640


def here(path: Path) -> Path:
    if not path.exists():
        pytest.skip(f"{path} is not here")
    return path


@pytest.mark.parametrize(
    "file", [PACKAGE / "weights/floor-n.onnx", SHARED / "models/reference/yolo11n.onnx"]
)
def test_boxes_are_as_good_as_ultralytics_own(file: Path) -> None:
    pictures = labelled_pictures(here(PICTURES))
    network, predictor = ours(here(file)), YOLO(str(file), task="detect")
    mine = mean_precision(pictures, [seen_by_us(network, p.file, SIDE) for p in pictures])
    theirs = mean_precision(
        pictures, [seen_by_ultralytics(predictor, p.file, SIDE) for p in pictures]
    )
    LOG.info("%s: ours %s, ultralytics' %s", file.name, mine, theirs)
    assert theirs.at_50 > 0.5  # the pictures and labels were read
    assert mine.at_50 == pytest.approx(theirs.at_50, abs=NEAR)
    assert mine.at_50_95 == pytest.approx(theirs.at_50_95, abs=NEAR)


@pytest.mark.parametrize(
    "file", [PACKAGE / "weights/floor-pose-n.onnx", SHARED / "models/reference/yolov8n-pose.onnx"]
)
def test_keypoints_are_as_good_as_ultralytics_own(file: Path) -> None:
    pictures = posed_pictures(here(POSED))
    network, predictor = ours(here(file)), YOLO(str(file), task="pose")
    mine = mean_precision(pictures, [seen_by_us(network, p.file, SIDE) for p in pictures], True)
    theirs = mean_precision(
        pictures, [seen_by_ultralytics(predictor, p.file, SIDE) for p in pictures], True
    )
    LOG.info("%s: ours %s, ultralytics' %s", file.name, mine, theirs)
    assert theirs.at_50 > 0.5
    assert mine.at_50 == pytest.approx(theirs.at_50, abs=NEAR)
    assert mine.at_50_95 == pytest.approx(theirs.at_50_95, abs=NEAR)
