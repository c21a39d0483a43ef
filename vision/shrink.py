"""A picture made smaller by the mean of what each new pixel covers, cheaply.

``INTER_AREA`` is that mean, and takes 6 ns for each pixel of the picture: of OpenCV's sizes only
the half has a fast way. So the picture is halved while it is far too large, brought to twice the
size by ``INTER_LINEAR``, which then looks at nearly every pixel, and halved once more.
"""

import cv2
import numpy as np

from cameras.frame import Image


def shrunk(picture: Image, size: tuple[int, int]) -> Image:
    """``picture`` (h, w, ...) in ``size`` (width, height); a side that is shorter is stretched."""
    while picture.shape[1] >= 4 * size[0] and picture.shape[0] >= 4 * size[1]:
        picture = halved(picture)
    sides = zip(picture.shape[1::-1], size, strict=True)
    twice = [2 * wanted if now > wanted else wanted for now, wanted in sides]
    near = cv2.resize(picture, twice, interpolation=cv2.INTER_LINEAR)
    return cv2.resize(near, size, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)


def halved(picture: Image) -> Image:
    """Two by two pixels as one; an odd row or column at the end is left out."""
    height, width = picture.shape[0] // 2, picture.shape[1] // 2
    even = picture[: 2 * height, : 2 * width]
    half = cv2.resize(even, (width, height), interpolation=cv2.INTER_AREA)
    return half.astype(np.uint8, copy=False)
