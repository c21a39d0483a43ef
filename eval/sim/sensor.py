"""What a camera's sensor makes of a picture: exposure, noise, infrared at night, a time stamp."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import cv2
import numpy as np
from numpy.typing import NDArray

from eval.sim.script.parts import CameraSpec

Bytes = NDArray[np.uint8]

TARGET_LEVEL = 105.0  # the mean that automatic exposure aims for, of 255
GAIN_SHARE = 0.75
MOST_GAIN = 3.0
GREY = np.array([0.299, 0.587, 0.114])  # ITU-R BT.601


@dataclass(frozen=True, slots=True)
class Sensor:
    """A camera's sensor: `noise` in levels of 255, infrared `night`, an exposure that swings by
    `amplitude` `hz` times a second, and the `clock` that it burns into the picture at second 0."""

    noise: float = 0.0
    night: bool = False
    amplitude: float = 0.0
    hz: float = 1.0
    clock: datetime | None = None

    @classmethod
    def of(cls, camera: CameraSpec, start: datetime) -> "Sensor":
        """The sensor that a script describes; `start` is the scenario's."""
        flicker = camera.flicker
        return cls(
            camera.noise,
            camera.mode == "night",
            flicker.amplitude if flicker else 0.0,
            flicker.hz if flicker else 1.0,
            start if camera.overlay else None,
        )


def expose(picture: Bytes, sensor: Sensor, seconds: float, rng: np.random.Generator) -> Bytes:
    """The picture (height, width, 3) as the sensor gives it at `seconds`; a dark one is brightened
    and its noise with it."""
    gain = automatic_gain(float(picture.mean()))
    gain *= 1 + sensor.amplitude * float(np.sin(2 * np.pi * sensor.hz * seconds))
    seen = picture.astype(np.float32) * np.float32(gain)
    if sensor.night:
        seen = np.repeat((seen @ GREY.astype(np.float32))[:, :, None], 3, axis=2)
    if sensor.noise > 0:
        height, width, _ = picture.shape
        # Photon noise: as seen after the display's curve, dark parts are the noisier ones.
        grain = rng.standard_normal((height, width, 1), dtype=np.float32)
        strength = np.float32(sensor.noise * max(gain, 1.0)) * (
            np.float32(1.4) - np.float32(0.8 / 255) * seen
        )
        seen += grain * strength
    exposed = np.clip(seen + np.float32(0.5), 0, 255).astype(np.uint8)
    return exposed if sensor.clock is None else _stamped(exposed, sensor.clock, seconds)


def automatic_gain(level: float) -> float:
    """By how much a picture of a mean `level` is brightened: not all the way, and up to a limit,
    as cameras do, which leave a dim room dim."""
    short = (TARGET_LEVEL / max(level, 1.0)) ** GAIN_SHARE
    return float(np.clip(short, 1.0, MOST_GAIN))


def _stamped(picture: Bytes, clock: datetime, seconds: float) -> Bytes:
    """The date and time burnt in at the top left, white on black."""
    said = (clock + timedelta(seconds=seconds)).strftime("%Y-%m-%d %H:%M:%S")
    size = picture.shape[0] / 720
    stamped = np.ascontiguousarray(picture)
    font, left, low = cv2.FONT_HERSHEY_SIMPLEX, round(16 * size) + 4, round(40 * size) + 2
    (wide, tall), below = cv2.getTextSize(said, font, size, 1)
    cv2.rectangle(stamped, (left - 3, low - tall - 3), (left + wide + 3, low + below), 0, -1)
    cv2.putText(stamped, said, (left, low), font, size, (255, 255, 255), 1, cv2.LINE_AA)
    return stamped
