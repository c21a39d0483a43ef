"""From straight pieces to motion: all channels smoothed, and the legs following the hips."""

import numpy as np

from eval.sim.mesh import Floats
from eval.sim.motion.channels import RATE_HZ, Channel

SMOOTH_S = 0.12  # the kernel's standard deviation; 0.12 s rounds a corner by about 0.15 m
SLOWER_S = {Channel.HEADING: 0.20, Channel.RAISE: 0.20, Channel.CHAIR_HEADING: 0.30}
CYCLE_M = 1.15  # two steps: a usual office pace at two steps a second
FULL_PACE_M_PER_S = 0.6


def finish(rows: Floats) -> Floats:
    """The samples (n, channels), smooth and with steps."""
    for channel in Channel:
        rows[:, channel] = _smooth(rows[:, channel], SLOWER_S.get(channel, SMOOTH_S))
    velocity = np.gradient(rows[:, [Channel.X, Channel.Y]], 1 / RATE_HZ, axis=0)
    heading = rows[:, Channel.HEADING]
    forward = velocity[:, 0] * np.sin(heading) + velocity[:, 1] * np.cos(heading)
    walking = rows[:, Channel.WALK]
    pace = walking * np.clip(np.hypot(*velocity.T) / FULL_PACE_M_PER_S, 0, 1)
    rows[:, Channel.PACE] = _smooth(pace, SMOOTH_S)
    rows[:, Channel.STEPS] = np.cumsum(forward * walking) / RATE_HZ / CYCLE_M
    return rows


def _smooth(values: Floats, sigma_s: float) -> Floats:
    """Gaussian smoothing that keeps the ends."""
    if np.ptp(values) == 0:
        return values
    sigma = sigma_s * RATE_HZ
    reach = int(np.ceil(4 * sigma))
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2)
    padded = np.pad(values, reach, mode="edge")
    smooth: Floats = np.convolve(padded, kernel / kernel.sum(), mode="valid")
    return smooth
