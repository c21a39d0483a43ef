"""The same ONNX file in ultralytics' own predictor and in ours, on the same pictures."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import cv2
import numpy as np
from ultralytics import YOLO

from eval.scores.average_precision import (
    AveragePrecision,
    Guess,
    Labelled,
    LabelledPicture,
    average_precision,
)
from models.classes import COCO
from models.examine import Told, examine
from models.manifest import Manifest
from models.session import Network, open_network
from vision.detections import Detections
from vision.letterbox import letterbox_batch
from vision.yolo import decode

MIN_SCORE, NMS_IOU, MOST = 0.001, 0.7, 300
"""As in ultralytics' validator: average precision wants the doubtful ones too."""


@dataclass(frozen=True)
class Picture:
    """``truth`` has (class, box, keypoints or None) in pixels."""

    file: Path
    truth: Sequence[tuple[int, tuple[float, ...], object]]


def labelled_pictures(folder: Path) -> list[Picture]:
    """The pictures of coco128_lightly, with boxes."""
    found = []
    for file in sorted(folder.glob("images/*/*.jpg")):
        height, width = cv2.imread(str(file)).shape[:2]
        label = folder / "object_detection" / "labels" / file.parent.name / f"{file.stem}.txt"
        truth = []
        for line in label.read_text().splitlines() if label.is_file() else ():
            kind, cx, cy, w, h = (float(each) for each in line.split()[:5])
            low = (cx - w / 2) * width, (cy - h / 2) * height
            truth.append((int(kind), (*low, low[0] + w * width, low[1] + h * height), None))
        found.append(Picture(file, truth))
    return found


def posed_pictures(folder: Path) -> list[Picture]:
    """The pictures of keypoints_mmpose, with people's keypoints."""
    content = json.loads((folder / "test_coco.json").read_text())
    found = []
    for image in content["images"]:
        truth = []
        for each in content["annotations"]:
            if each["image_id"] == image["id"] and each["num_keypoints"]:
                x, y, w, h = each["bbox"]
                points = np.array(each["keypoints"], float).reshape(17, 3)
                truth.append((0, (x, y, x + w, y + h), tuple(map(tuple, points.tolist()))))
        found.append(Picture(folder / image["file_name"], truth))
    return found


def ours(file: Path) -> Network:
    """A network as it is after ``models import``, without the folder."""
    data = file.read_bytes()
    entry = examine(file, data, Told("x", names=COCO if "made" in file.name else None), date.min)
    digest = hashlib.sha256(data).hexdigest()
    entry = entry.model_copy(update={"sha256": digest, "file": Path(file.name)})
    return open_network(Manifest(version=1, networks=(entry,)), "x", root=file.parent)


def seen_by_us(network: Network, file: Path, side: int, min_score: float = MIN_SCORE) -> Detections:
    """Geometry in pixels of the picture."""
    image = cv2.imread(str(file))
    batch, (at,) = letterbox_batch([image], network.input_shape((side, side)))
    found = decode(network(batch)[0], at, network.head, min_score, NMS_IOU, MOST)
    height, width = image.shape[:2]
    keypoints = found.keypoints
    if keypoints is not None:
        keypoints = keypoints * np.array([width, height, 1], np.float32)
    boxes = found.boxes * np.array([width, height] * 2, np.float32)
    return Detections(boxes, found.scores, found.classes, keypoints)


def seen_by_ultralytics(
    predictor: YOLO, file: Path, side: int | tuple[int, int], min_score: float = MIN_SCORE
) -> Detections:
    """The same of ultralytics' predictor."""
    result = predictor.predict(
        str(file),
        imgsz=side,
        conf=min_score,
        iou=NMS_IOU,
        max_det=MOST,
        rect=False,
        device="cpu",
        verbose=False,
    )[0]
    keypoints = None
    if result.keypoints is not None:
        keypoints = result.keypoints.data.numpy().reshape(-1, 17, 3).astype(np.float32)
    return Detections(
        result.boxes.xyxy.numpy().astype(np.float32).reshape(-1, 4),
        result.boxes.conf.numpy().astype(np.float32),
        result.boxes.cls.numpy().astype(np.int64),
        keypoints,
    )


def mean_precision(
    pictures: Sequence[Picture], found: Sequence[Detections], poses: bool = False
) -> AveragePrecision:
    """The mean over the classes that there are."""
    kinds = sorted({kind for picture in pictures for kind, _, _ in picture.truth})
    results = [
        average_precision(
            [
                _of_class(kind, picture, each, poses)
                for picture, each in zip(pictures, found, strict=True)
            ],
            "keypoints" if poses else "bbox",
        )
        for kind in kinds
    ]
    return AveragePrecision(
        float(np.mean([each.at_50 for each in results])),
        float(np.mean([each.at_50_95 for each in results])),
    )


def _of_class(kind: int, picture: Picture, found: Detections, poses: bool) -> LabelledPicture:
    mine = found[found.classes == kind]
    points = mine.keypoints if poses and mine.keypoints is not None else [None] * len(mine)
    return LabelledPicture(
        tuple(
            Labelled(box, False, kps if poses else None)
            for k, box, kps in picture.truth
            if k == kind
        ),
        tuple(
            Guess(tuple(box), score, None if kps is None else tuple(map(tuple, kps.tolist())))
            for box, score, kps in zip(
                mine.boxes.tolist(), mine.scores.tolist(), points, strict=True
            )
        ),
    )
