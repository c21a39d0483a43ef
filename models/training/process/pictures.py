"""Pictures of a staged set as ultralytics shows them to a network."""

from pathlib import Path

import numpy as np
import torch
from ultralytics.data.augment import LetterBox
from ultralytics.utils.patches import imread

from models.manifest import ModelError


def held_out(data: Path) -> list[Path]:
    """The pictures that a staged set holds out."""
    return sorted((data.parent / "val" / "images").iterdir())


def sample(data: Path, count: int, imgsz: int) -> torch.Tensor:
    """At most ``count`` training pictures, evenly over the set: (n, 3, imgsz, imgsz), RGB, 0..1."""
    paths = sorted((data.parent / "train" / "images").iterdir())
    chosen = paths[:: max(1, -(-len(paths) // count))]
    return torch.stack([_letterboxed(path, imgsz) for path in chosen])


def _letterboxed(path: Path, imgsz: int) -> torch.Tensor:
    picture = imread(str(path))
    if picture is None:
        raise ModelError(f"{path.resolve()}: not a picture that can be read; remove it")
    boxed = LetterBox((imgsz, imgsz))(image=picture)
    return torch.from_numpy(np.ascontiguousarray(boxed[..., ::-1].transpose(2, 0, 1))).float() / 255
