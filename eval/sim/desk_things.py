"""What stands on every desk: monitors, keyboard, mouse, and small things that mean nothing."""

import numpy as np

from eval.sim.furniture import DARK, DESK_TOP_M, Colour
from eval.sim.mesh import Material, Mesh, box, cushion, lathe, merge, quad

LEAF: Colour = (0.20, 0.38, 0.18)


def monitor(rng: np.random.Generator) -> Mesh:
    """A monitor on its foot that shows a made-up page; the screen looks to -z."""
    wide, high, base = 0.53, 0.31, 0.14
    parts = [
        box((wide, high, 0.03), (0, base + high / 2, 0), DARK),
        box((0.05, 0.2, 0.03), (0, 0.1, 0.02), DARK),
        box((0.24, 0.015, 0.18), (0, 0.0075, 0.02), DARK),
        _patch(0.0, 0.0, 1.0, 1.0, 0.016, (0.88, 0.91, 0.94)),
        _patch(0.0, 0.9, 1.0, 0.1, 0.017, tuple(rng.uniform(0.15, 0.65, 3))),
        _patch(0.0, 0.0, 0.2, 0.9, 0.017, (0.25, 0.30, 0.38)),
        _patch(0.7, 0.08, 0.24, 0.3, 0.018, tuple(rng.uniform(0.4, 0.9, 3))),
    ]
    for line in range(9):
        wide_line = float(rng.uniform(0.15, 0.42))
        parts.append(_patch(0.25, 0.82 - 0.085 * line, wide_line, 0.03, 0.018, (0.5, 0.52, 0.56)))
    return merge(parts)


def keyboard() -> Mesh:
    """A keyboard with four rows of keys, its middle at the origin."""
    rows = [
        box((0.41, 0.008, 0.024), (0, 0.02, -0.045 + 0.03 * row), (0.3, 0.3, 0.32))
        for row in range(4)
    ]
    return merge([box((0.44, 0.018, 0.14), (0, 0.009, 0), DARK), *rows])


def mouse() -> Mesh:
    """A mouse, its middle at the origin."""
    return cushion((0.06, 0.035, 0.10), (0, 0.015, 0), DARK, 0.7, 12)


def clutter(squeeze: float, rng: np.random.Generator) -> list[Mesh]:
    """A pen holder, a notebook, a plant, each there or not, where nothing else is put; `squeeze`
    brings them nearer to the middle on a narrow desk."""
    things = []
    for make, x, z, often in (
        (_pens, -0.60, 0.88, 0.6),
        (_notebook, -0.58, 0.73, 0.5),
        (_plant, 0.61, 0.92, 0.35),
    ):
        thing, there = make(rng), rng.random() < often
        if there:
            at = (squeeze * x, DESK_TOP_M, z + float(rng.uniform(-0.03, 0.03)))
            things.append(thing.moved(at, float(rng.uniform(-0.4, 0.4))))
    return things


def _pens(rng: np.random.Generator) -> Mesh:
    holder = tuple(rng.uniform(0.15, 0.6, 3))
    parts = [lathe([(0, 0), (0.036, 0.001), (0.036, 0.10), (0, 0.098)], holder, 8)]
    for number in range(3):
        pen = box((0.008, 0.15, 0.008), (0, 0.075, 0), tuple(rng.uniform(0.1, 0.8, 3)))
        parts.append(pen.tilted(0.15).moved((0, 0.01, 0), 2.1 * number))
    return merge(parts)


def _notebook(rng: np.random.Generator) -> Mesh:
    cover = tuple(rng.uniform(0.15, 0.7, 3))
    return merge(
        [
            box((0.15, 0.012, 0.21), (0, 0.006, 0), (0.92, 0.92, 0.9)),
            box((0.152, 0.003, 0.212), (0, 0.0135, 0), cover),
        ]
    )


def _plant(rng: np.random.Generator) -> Mesh:
    pot = tuple(rng.uniform(0.3, 0.8, 3))
    shade = np.array(LEAF) * rng.uniform(0.8, 1.3)
    parts = [lathe([(0, 0), (0.035, 0.001), (0.045, 0.07), (0, 0.068)], pot, 10)]
    for number in range(5):
        leaf = cushion((0.035, 0.15, 0.02), (0, 0.075, 0), shade, 0.9, 8)
        parts.append(leaf.tilted(0.5).moved((0, 0.06, 0), 1.26 * number))
    return merge(parts)


def _patch(left: float, low: float, wide: float, high: float, out: float, colour: object) -> Mesh:
    """A glowing rectangle on the monitor's screen, in shares of the screen."""
    x0, y0 = 0.255 - left * 0.51, 0.15 + low * 0.29
    x1, y1 = x0 - wide * 0.51, y0 + high * 0.29
    corners = [(x0, y0, -out), (x1, y0, -out), (x1, y1, -out), (x0, y1, -out)]
    return quad(corners, np.asarray(colour, float), Material.GLOW)
