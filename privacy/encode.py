"""The one place of the product that turns pixels into bytes.

Two files alone import it (tests/privacy/test_one_place_for_pixels.py): ``privacy/mask.py`` with a
picture that it has masked, whose bytes stay in memory, and ``privacy/reference_store.py`` with
pictures in which nobody is.
"""

import cv2

from cameras.frame import Image


def encode_jpeg(masked: Image, quality: int) -> bytes:
    """JPEG of a masked (H, W, 3) BGR picture. Raises ``ValueError`` where it cannot be made."""
    done, data = cv2.imencode(".jpg", masked, [cv2.IMWRITE_JPEG_QUALITY, quality])
    if not done:
        raise ValueError(f"a picture of shape {masked.shape} could not be encoded")
    return data.tobytes()


def encode_png(person_free: Image) -> bytes:
    """PNG of an (H, W, 3) BGR picture, without loss. Raises ``ValueError`` where it cannot be
    made."""
    done, data = cv2.imencode(".png", person_free)
    if not done:
        raise ValueError(f"a picture of shape {person_free.shape} could not be encoded")
    return data.tobytes()
