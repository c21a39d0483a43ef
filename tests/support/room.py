"""A drawn room as a fixed camera sees it, and what can befall the camera."""

import cv2
import numpy as np

from cameras.frame import Image

SIZE = (640, 360)


def room(seed: int = 1, size: tuple[int, int] = SIZE) -> Image:
    """Furniture in front of a wall: another seed, another room."""
    random = np.random.default_rng(seed)
    width, height = size
    image = np.full((height, width, 3), 150, np.uint8)
    for _ in range(60):
        x, y = int(random.integers(-40, width)), int(random.integers(-40, height))
        w, h = int(random.integers(20, 120)), int(random.integers(20, 90))
        turn, colour = float(random.uniform(-40, 40)), random.integers(30, 230, 3).tolist()
        corners = cv2.boxPoints(((x, y), (w, h), turn)).astype(np.int32)
        cv2.fillConvexPoly(image, corners, colour)
    return image


def noisy(image: Image, seed: int, spread: float = 2.0) -> Image:
    """The picture with a sensor's noise, other for each seed."""
    noise = np.random.default_rng(seed).normal(0, spread, image.shape)
    return np.clip(image + noise, 0, 255).astype(np.uint8)


def aimed(
    image: Image, right: float = 0.0, down: float = 0.0, roll: float = 0.0, zoom: float = 1.0
) -> Image:
    """What the camera shows after it was moved: all lies ``right`` and ``down`` of where it did,
    in parts of the width, rolled by degrees and grown."""
    height, width = image.shape[:2]
    move = cv2.getRotationMatrix2D((width / 2, height / 2), roll, zoom)
    move[:, 2] += right * width, down * width
    border = cv2.BORDER_REFLECT
    return cv2.warpAffine(image, move, (width, height), borderMode=border).astype(np.uint8)


def hidden(image: Image, part: float) -> Image:
    """A hand before the lens: soft, and over the left ``part`` of the picture."""
    height, width = image.shape[:2]
    hand = np.zeros((height, width), np.float32)
    hand[:, : round(part * width)] = 1
    hand = cv2.GaussianBlur(hand, (0, 0), width / 40)[:, :, None]
    return (image * (1 - hand) + np.array([110, 140, 190]) * hand).astype(np.uint8)


def peopled(image: Image, seed: int, count: int = 6) -> Image:
    """Somebody here and there, each a tenth of the width and half of the height."""
    random, crowded = np.random.default_rng(seed), image.copy()
    height, width = image.shape[:2]
    for _ in range(count):
        middle = int(random.integers(0, width)), int(random.integers(0, height))
        colour = random.integers(20, 220, 3).tolist()
        cv2.ellipse(crowded, middle, (width // 20, height // 4), 0, 0, 360, colour, -1)
    return crowded
