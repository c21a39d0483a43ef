"""Pictures of many folders as one data set that ultralytics reads.

Links and not copies: no picture is written (only ``privacy`` writes any). What ultralytics keeps
beside its data set then lies in the training's own folder, not in the site's.
"""

from collections.abc import Sequence
from pathlib import Path

import yaml

from models.training.labels import LabelledPicture
from models.training.start_info import StartInfo

MIRRORED = (0, 2, 1, 4, 3, 6, 5, 8, 7, 10, 9, 12, 11, 14, 13, 16, 15)
"""Which COCO keypoint a keypoint becomes in a picture that is flipped: left and right change."""


def stage(
    folder: Path,
    train: Sequence[LabelledPicture],
    held_out: Sequence[LabelledPicture],
    info: StartInfo,
) -> Path:
    """Link the pictures into ``folder``, which must not be there yet; its ``data.yaml``."""
    for half, pictures in (("train", train), ("val", held_out)):
        for place in ("images", "labels"):
            (folder / half / place).mkdir(parents=True)
        for number, picture in enumerate(pictures):
            name = f"{number:06}"
            image = folder / half / "images" / f"{name}{picture.image.suffix.lower()}"
            image.symlink_to(picture.image)
            (folder / half / "labels" / f"{name}.txt").symlink_to(picture.labels)
    said: dict[str, object] = {
        "path": str(folder.absolute()),
        "train": "train/images",
        "val": "val/images",
        "names": dict(enumerate(info.names)),
    }
    if info.task == "pose":
        said |= {"kpt_shape": [len(MIRRORED), 3], "flip_idx": list(MIRRORED)}
    data = folder / "data.yaml"
    data.write_text(yaml.safe_dump(said, allow_unicode=True, sort_keys=False), "utf-8")
    return data
