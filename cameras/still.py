"""One picture from a file: not a camera, but what a camera is to be compared with."""

from pathlib import Path

import cv2
import numpy as np

from cameras.errors import MissingSource, NotAVideo, WrongSize
from cameras.frame import Image
from cameras.spec import SourceUrl, same_shape


def read_still(path: Path, size: tuple[int, int]) -> Image:
    """The picture (H, W, 3) of a jpg or png file, in its own resolution.

    Raises ``MissingSource``, ``NotAVideo`` where nothing can be decoded, and ``WrongSize`` unless
    its shape is that of ``size`` (width, height).
    """
    source = SourceUrl(str(path))
    if not path.is_file():
        raise MissingSource(source, "there is no such file", "check the path")
    try:
        image = cv2.imread(str(path), cv2.IMREAD_COLOR)
    except cv2.error:
        image = None
    if image is None:
        raise NotAVideo(source, "it holds no picture that can be read", "give a jpg or png file")
    height, width = image.shape[:2]
    if not same_shape((width, height), size):
        raise WrongSize(
            source,
            f"it is {width}x{height} but the camera's size is {size[0]}x{size[1]}",
            "give a picture of the camera itself, with all of its view",
        )
    return np.asarray(image, dtype=np.uint8)
