"""A USB or built-in camera, by OpenCV: PyAV's wheels come without capture devices."""

import os
import time
from collections.abc import Iterator

import cv2
import numpy as np

from cameras.errors import MissingSource, SourceLost
from cameras.frame import Image
from cameras.picture import Picture, Timeouts, ready_picture
from cameras.spec import SourceUrl


def device_pictures(source: SourceUrl, timeouts: Timeouts) -> Iterator[Picture]:
    """The pictures of ``device:N``; ``pts`` is this machine's monotonic time from the first.

    Raises MissingSource if it cannot be opened and SourceLost when it stops sending.
    """
    # OpenCV has no argument for V4L2's time-out; its default of 10 s outlasts our stop().
    os.environ["OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT"] = str(max(1, int(timeouts.read_s)))
    capture = cv2.VideoCapture(source.device)
    try:
        if not capture.isOpened():
            raise MissingSource(source, "there is no such camera", "plug it in or check its number")
        began = time.monotonic()
        while True:
            read, raw = capture.read()
            if not read:
                raise SourceLost(source, "the camera stopped sending", "check its cable")
            image: Image = np.asarray(raw, dtype=np.uint8)
            yield ready_picture(time.monotonic() - began, 0.0, image)
    finally:
        capture.release()
