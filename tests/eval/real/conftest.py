from pathlib import Path

import cv2
import numpy as np
import pytest

from eval.real.labelled_stills import LabelledFolder, LabelledSet


@pytest.fixture
def made_up(tmp_path: Path) -> tuple[Path, LabelledSet]:
    """Published data with two drawn pictures and their labels; the folder and what is in it."""
    shared = tmp_path / "shared"
    for folder in ("pictures", "labels"):
        (shared / folder).mkdir(parents=True)
    texture = np.random.default_rng(1).integers(0, 256, (96, 128, 3), np.uint8)
    cv2.imwrite(str(shared / "pictures" / "a.png"), texture)
    cv2.imwrite(str(shared / "pictures" / "b.png"), cv2.resize(texture, (256, 192)))
    (shared / "labels" / "a.txt").write_text("0 0.5 0.5 0.5 0.5\n7 0.5 0.5 0.1 0.1\n")
    (shared / "labels" / "b.txt").write_text("67 0.25 0.5 0.5 0.5\n")
    kinds = {0: "person", 67: "phone"}
    data = LabelledSet("made-up", (LabelledFolder("pictures", "labels"),), kinds, "Drawn.")
    return shared, data
