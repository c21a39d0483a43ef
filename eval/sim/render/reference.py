"""A camera's picture of the tidy, empty floor, as a file beside its video."""

from pathlib import Path

import cv2

from eval.sim.render.parts import half_of
from eval.sim.sensor import Bytes

QUALITY = 95


def write_reference(path: Path, picture: Bytes) -> None:
    """Write an RGB picture (height, width, 3) as a JPEG, whole or not at all."""
    _, data = cv2.imencode(
        ".jpg", cv2.cvtColor(picture, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, QUALITY]
    )
    draft = half_of(path)
    draft.write_bytes(data.tobytes())
    draft.replace(path)
