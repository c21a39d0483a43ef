"""Any COCO detector in ONNX, as the product runs its own."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from cameras.frame import Image
from models.head import COCO_HEAD
from models.manifest import InputSpec, Manifest, ManifestEntry, Output, Purpose
from models.session import open_network
from vision.detections import Detections
from vision.letterbox import input_shape, letterbox_batch
from vision.yolo import decode


def open_detector(path: Path, long_side: int, min_score: float) -> Callable[[Image], Detections]:
    """What finds things in a picture (height, width, 3) BGR scaled to `long_side` pixels.

    Raises `ModelError` where the file is missing or onnxruntime cannot open it, and `ValueError`
    on the first picture where it is no detector of COCO's classes.
    """
    digest = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "0" * 64
    entry = ManifestEntry(
        name=path.stem,
        file=Path(path.name),
        sha256=digest,
        licence="unknown",
        purpose=Purpose.DETECTION,
        classes="coco-80",
        output=Output.RAW,
        input=InputSpec(
            layout="NCHW", colour="RGB", range=(0, 1), letterbox=114, stride=32, size=(640, 960)
        ),
        card=Path("none"),
    )
    network = open_network(Manifest(version=1, networks=(entry,)), entry.name, root=path.parent)

    def detect(image: Image) -> Detections:
        shape = input_shape([(image.shape[1], image.shape[0])], long_side)
        batch, placements = letterbox_batch([image], shape)
        return decode(network(batch)[0], placements[0], COCO_HEAD, min_score)

    return detect
