"""The one place of the product that turns pixels into bytes.

``privacy/mask.py`` alone imports it, with a picture that it has masked
(tests/privacy/test_one_place_for_pixels.py). The bytes stay in memory.
"""

import cv2

from cameras.frame import Image


def encode_jpeg(masked: Image, quality: int) -> bytes:
    """JPEG of a masked (H, W, 3) BGR picture. Raises ``ValueError`` where it cannot be made."""
    done, data = cv2.imencode(".jpg", masked, [cv2.IMWRITE_JPEG_QUALITY, quality])
    if not done:
        raise ValueError(f"a picture of shape {masked.shape} could not be encoded")
    return data.tobytes()
