"""Folders of labelled pictures as ultralytics reads them, drawn: grey with bright boxes."""

import json
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
import yaml

from models.classes import COCO

CHAIR = 56
KEYPOINTS = " ".join(f"0.{50 + place} 0.{40 + 2 * place} 2" for place in range(17))


def yolo_folder(
    root: Path,
    halves: Sequence[str] = ("train", "val"),
    count: int = 2,
    pose: bool = False,
    said: Sequence[dict[str, object]] = (),
) -> Path:
    """``count`` pictures of 128x96 in each half ('' is ``images/`` itself), one thing in each.

    ``said`` are camera and time of the pictures, in order, for ``frames.jsonl``.
    """
    rng = np.random.default_rng(3)
    names = ["person"] if pose else list(COCO)
    lines = []
    for half in halves:
        for place in ("images", "labels"):
            (root / place / half).mkdir(parents=True, exist_ok=True)
        for number in range(count):
            picture = rng.integers(80, 110, (96, 128, 3)).astype(np.uint8)
            left, top = int(rng.integers(4, 60)), int(rng.integers(4, 40))
            picture[top : top + 48, left : left + 48] = (30, 60, 220)
            name = Path(half) / f"{number:03}"
            cv2.imwrite(str(root / "images" / f"{name}.jpg"), picture)
            box = f"{(left + 24) / 128:.4f} {(top + 24) / 96:.4f} 0.375 0.5"
            label = f"0 {box} {KEYPOINTS}" if pose else f"{CHAIR} {box}"
            (root / "labels" / f"{name}.txt").write_text(f"{label}\n", "utf-8")
            lines.append({"image": f"images/{name.as_posix()}.jpg"})
    (root / "data.yaml").write_text(yaml.safe_dump({"names": names}), "utf-8")
    if said:
        told = [line | more for line, more in zip(lines, said, strict=True)]
        text = "".join(json.dumps(line) + "\n" for line in told)
        (root / "frames.jsonl").write_text(text, "utf-8")
    return root
