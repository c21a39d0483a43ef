"""Desks, chairs and what stands on desks, made of solids.

A seat's own frame: the origin on the floor under the hips of someone who sits there at work, +z
towards the desk, +x to the sitter's left.
"""

import numpy as np

from eval.sim.mesh import Material, Mesh, box, cushion, lathe, merge, quad

DESK_FRONT_M = 0.30
DESK_DEPTH_M = 0.70
DESK_TOP_M = 0.73
SEAT_TOP_M = 0.47
KEYBOARD_Z_M = 0.43

Colour = tuple[float, float, float]

DARK: Colour = (0.10, 0.10, 0.11)
STEEL: Colour = (0.55, 0.56, 0.58)


def chair(fabric: Colour) -> Mesh:
    """An office chair with its seat over the origin and its back at -z."""
    parts = [
        cushion((0.50, 0.10, 0.48), (0, SEAT_TOP_M - 0.05, 0), fabric, 0.45),
        cushion((0.46, 0.56, 0.09), (0, 0.28, 0), fabric, 0.45)
        .tilted(-0.16)
        .moved((0, 0.55, -0.21)),
        box((0.07, 0.34, 0.03), (0, 0.57, -0.27), DARK),
        box((0.07, 0.03, 0.22), (0, 0.40, -0.18), DARK),
        lathe([(0.025, 0.1), (0.03, 0.39)], STEEL, 8),
        lathe([(0.06, 0.06), (0.05, 0.14)], DARK, 8),
    ]
    for side in (-1, 1):
        parts += [
            box((0.05, 0.03, 0.26), (side * 0.28, 0.665, 0.02), DARK),
            box((0.03, 0.25, 0.04), (side * 0.28, 0.535, -0.02), DARK),
        ]
    for spoke in range(5):
        heading = spoke * 2 * np.pi / 5
        parts += [
            box((0.045, 0.035, 0.30), (0, 0.085, 0.15), DARK).moved((0, 0, 0), heading),
            lathe([(0.0, -0.03), (0.03, -0.028), (0.03, 0.028), (0.0, 0.03)], DARK, 8)
            .tilted(np.pi / 2)
            .moved((0, 0.03, 0.29))
            .moved((0, 0, 0), heading),
        ]
    return merge(parts)


def desk(width: float, top: Colour, panel: Colour, rng: np.random.Generator) -> Mesh:
    """A desk with a monitor, a keyboard, a mouse and small things, in its seat's frame."""
    middle = DESK_FRONT_M + DESK_DEPTH_M / 2
    inset = width / 2 - 0.05
    parts = [
        box((width - 0.02, 0.03, DESK_DEPTH_M), (0, DESK_TOP_M - 0.015, middle), top),
        box(
            (0.04, DESK_TOP_M - 0.03, DESK_DEPTH_M - 0.08),
            (-inset, (DESK_TOP_M - 0.03) / 2, middle),
            (0.62, 0.63, 0.65),
        ),
        box(
            (0.04, DESK_TOP_M - 0.03, DESK_DEPTH_M - 0.08),
            (inset, (DESK_TOP_M - 0.03) / 2, middle),
            (0.62, 0.63, 0.65),
        ),
        box((width - 0.02, 1.12, 0.04), (0, 0.56, DESK_FRONT_M + DESK_DEPTH_M + 0.02), panel),
        _keyboard().moved((0, DESK_TOP_M, KEYBOARD_Z_M)),
        cushion((0.06, 0.035, 0.10), (-0.31, DESK_TOP_M + 0.015, KEYBOARD_Z_M), DARK, 0.7),
        monitor(rng).moved(
            (float(rng.uniform(-0.08, 0.08)), DESK_TOP_M, 0.78), float(rng.uniform(-0.12, 0.12))
        ),
    ]
    if rng.random() < 0.7:
        cup = tuple(rng.uniform(0.25, 0.9, 3))
        parts.append(
            lathe(
                [
                    (0.0, 0.0),
                    (0.038, 0.002),
                    (0.042, 0.095),
                    (0.034, 0.09),
                    (0.03, 0.02),
                    (0.0, 0.02),
                ],
                cup,
            ).moved((float(rng.uniform(0.33, 0.5)), DESK_TOP_M, float(rng.uniform(0.45, 0.7))))
        )
    if rng.random() < 0.6:
        paper = quad(
            [(-0.105, 0, 0.148), (0.105, 0, 0.148), (0.105, 0, -0.148), (-0.105, 0, -0.148)],
            (0.93, 0.93, 0.91),
        )
        parts.append(paper.moved((-0.5, DESK_TOP_M + 0.004, 0.55), float(rng.uniform(-0.4, 0.4))))
    return merge(parts)


def side_screen(panel: Colour) -> Mesh:
    """The low screen between two desks, in a frame whose origin lies on their common edge."""
    depth = 0.5
    return box((0.03, 1.02, depth), (0, 0.51, DESK_FRONT_M + DESK_DEPTH_M - depth / 2), panel)


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
        parts.append(
            _patch(
                0.25,
                0.82 - 0.085 * line,
                float(rng.uniform(0.15, 0.42)),
                0.03,
                0.018,
                (0.5, 0.52, 0.56),
            )
        )
    return merge([part.moved((0, 0, 0)) for part in parts])


def _patch(left: float, low: float, wide: float, high: float, out: float, colour: object) -> Mesh:
    """A glowing rectangle on the monitor's screen, in shares of the screen."""
    x0, y0 = 0.255 - left * 0.51, 0.15 + low * 0.29
    x1, y1 = x0 - wide * 0.51, y0 + high * 0.29
    corners = [(x0, y0, -out), (x1, y0, -out), (x1, y1, -out), (x0, y1, -out)]
    return quad(corners, np.asarray(colour, float), Material.GLOW)


def _keyboard() -> Mesh:
    """A keyboard with four rows of keys, its middle at the origin."""
    rows = [
        box((0.41, 0.008, 0.024), (0, 0.02, -0.045 + 0.03 * row), (0.3, 0.3, 0.32))
        for row in range(4)
    ]
    return merge([box((0.44, 0.018, 0.14), (0, 0.009, 0), DARK), *rows])
