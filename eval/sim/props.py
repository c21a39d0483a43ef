"""Things that people put on desks and chairs and hold: phones, food, drinks, bags, papers.

Each stands or lies on its origin as on a desk, +y up; phones and papers have their upper end at
+z, bananas and bags of crisps run along x and z. A jacket hangs from its origin, as over a
chair's back.
"""

from collections.abc import Callable

import numpy as np

from eval.sim.mesh import Material, Mesh, box, cushion, lathe, merge, quad
from eval.sim.motion.track import ThingKind

Colour = tuple[float, float, float]

PHONE_M = (0.074, 0.009, 0.155)
CUP_RADIUS_M = 0.041
DARK: Colour = (0.06, 0.06, 0.07)
WHITE: Colour = (0.93, 0.93, 0.91)
STEEL: Colour = (0.60, 0.61, 0.64)
PHONE_COLOURS: tuple[Colour, ...] = (
    DARK,
    (0.75, 0.76, 0.78),
    (0.12, 0.18, 0.33),
    (0.78, 0.62, 0.6),
)
BRIGHT: tuple[Colour, ...] = (
    (0.80, 0.16, 0.14),
    (0.92, 0.68, 0.12),
    (0.16, 0.50, 0.26),
    (0.14, 0.36, 0.70),
    (0.55, 0.25, 0.55),
)
CLOTHS: tuple[Colour, ...] = (
    (0.13, 0.15, 0.20),
    (0.35, 0.36, 0.38),
    (0.48, 0.37, 0.26),
    (0.42, 0.14, 0.17),
    (0.22, 0.32, 0.27),
    (0.62, 0.58, 0.50),
)


def prop(kind: ThingKind, rng: np.random.Generator, lit: bool = False) -> Mesh:
    """A thing of this kind, its make and colours by chance; `lit` switches a phone's screen on."""
    if kind is ThingKind.PHONE:
        return phone(rng, lit)
    makers: dict[ThingKind, Callable[[np.random.Generator], Mesh]] = {
        ThingKind.BURGER: burger,
        ThingKind.NOODLES: noodles,
        ThingKind.CHOPSTICKS: chopsticks,
        ThingKind.FRUIT: fruit,
        ThingKind.SNACKS: snacks,
        ThingKind.CUP: cup,
        ThingKind.BOTTLE: bottle,
        ThingKind.JACKET: jacket,
        ThingKind.BAG: bag,
        ThingKind.PAPERS: papers,
    }
    return makers[kind](rng)


def phone(rng: np.random.Generator, lit: bool) -> Mesh:
    """A slab that lies on its back; its screen glows if `lit`."""
    wide, thick, long = PHONE_M
    case = _pick(PHONE_COLOURS, rng)
    shade = np.array((0.75, 0.85, 0.97)) * rng.uniform(0.85, 1.0)
    half_x, half_z, top = 0.46 * wide, 0.475 * long, thick + 0.0006
    screen = [(-half_x, top, half_z), (half_x, top, half_z), (half_x, top, -half_z)]
    screen.append((-half_x, top, -half_z))
    material = Material.GLOW if lit else Material.MATTE
    face = quad(screen, shade if lit else (0.03, 0.03, 0.04), material)
    return merge([box((wide, thick, long), (0, thick / 2, 0), case), face])


def burger(rng: np.random.Generator) -> Mesh:
    """Two halves of a bun with something between."""
    bun = np.array((0.74, 0.50, 0.24)) * rng.uniform(0.85, 1.1)
    return merge(
        [
            lathe([(0, 0), (0.047, 0.003), (0.05, 0.018), (0, 0.02)], bun, 10),
            lathe([(0, 0.018), (0.053, 0.019), (0.053, 0.036), (0, 0.037)], (0.28, 0.15, 0.09), 10),
            lathe([(0, 0.034), (0.056, 0.035), (0.054, 0.042), (0, 0.043)], (0.35, 0.55, 0.18), 10),
            lathe(
                [(0, 0.041), (0.051, 0.042), (0.046, 0.062), (0.025, 0.073), (0, 0.076)], bun, 10
            ),
        ]
    )


def noodles(rng: np.random.Generator) -> Mesh:
    """A bowl, or a paper bucket, of noodles."""
    soup = (0.82, 0.66, 0.34)
    if rng.random() < 0.5:
        rim, high, colour = (
            0.080,
            0.070,
            _pick((WHITE, (0.20, 0.28, 0.45), (0.75, 0.72, 0.65)), rng),
        )
    else:
        rim, high, colour = 0.068, 0.105, _pick(BRIGHT, rng)
    wall = [
        (0, 0),
        (0.6 * rim, 0.002),
        (rim, high),
        (0.93 * rim, 0.97 * high),
        (0.85 * rim, 0.75 * high),
    ]
    heap = [(0, 0.72 * high), (0.84 * rim, 0.76 * high), (0.5 * rim, 0.88 * high), (0, 0.92 * high)]
    return merge([lathe(wall, colour, 14), lathe(heap, soup, 10)])


def chopsticks(rng: np.random.Generator) -> Mesh:
    """A pair, lying; the tips at +z."""
    wood = _pick(((0.72, 0.55, 0.34), (0.35, 0.17, 0.10), DARK), rng)
    return merge(
        [
            box((0.006, 0.006, 0.23), (0, 0.003, 0), wood).moved((side * 0.006, 0, 0), side * 0.03)
            for side in (-1, 1)
        ]
    )


def fruit(rng: np.random.Generator) -> Mesh:
    """An apple or a banana."""
    if rng.random() < 0.55:
        skin = _pick(((0.75, 0.14, 0.12), (0.55, 0.68, 0.20), (0.80, 0.45, 0.15)), rng)
        profile = [
            (0, 0.006),
            (0.022, 0),
            (0.036, 0.022),
            (0.037, 0.045),
            (0.024, 0.066),
            (0, 0.060),
        ]
        return merge([lathe(profile, skin, 10), box((0.004, 0.018, 0.004), (0, 0.068, 0), DARK)])
    parts = []
    for number in range(5):  # an arc of short pieces
        angle = (number - 2) * 0.38
        thick = 0.034 - 0.006 * abs(number - 2)
        colour = (0.40, 0.32, 0.12) if number in (0, 4) else (0.90, 0.76, 0.20)
        piece = cushion((0.052, thick, thick), (0, 0, -0.10), colour, 0.7, 10)
        parts.append(piece.moved((0, 0.017, 0.09), angle))
    return merge(parts)


def snacks(rng: np.random.Generator) -> Mesh:
    """A bag of crisps that lies flat."""
    colour = _pick(BRIGHT, rng)
    parts = [
        cushion((0.15, 0.055, 0.19), (0, 0.028, 0), colour, 0.6, 12),
        cushion((0.07, 0.058, 0.07), (0, 0.028, 0), WHITE, 0.8, 10),
    ]
    parts += [box((0.15, 0.004, 0.018), (0, 0.028, side * 0.098), STEEL) for side in (-1, 1)]
    return merge(parts)


def cup(rng: np.random.Generator) -> Mesh:
    """A mug, or a paper cup with a lid."""
    radius = CUP_RADIUS_M
    if rng.random() < 0.6:
        colour = tuple(rng.uniform(0.25, 0.9, 3))
        wall = [
            (0, 0),
            (radius - 0.004, 0.002),
            (radius, 0.095),
            (0.034, 0.090),
            (0.032, 0.075),
            (0, 0.075),
        ]
        return merge(
            [
                lathe(wall, colour, 12),
                box((0.03, 0.008, 0.012), (0, 0.075, radius + 0.010), colour),
                box((0.03, 0.008, 0.012), (0, 0.030, radius + 0.010), colour),
                box((0.03, 0.05, 0.008), (0, 0.052, radius + 0.022), colour),
            ]
        )
    sleeve = _pick(((0.62, 0.45, 0.30), WHITE, (0.15, 0.38, 0.28)), rng)
    return merge(
        [
            lathe([(0, 0), (0.030, 0.001), (radius, 0.11), (0, 0.11)], WHITE, 12),
            lathe([(0.0335, 0.03), (0.0345, 0.031), (0.0395, 0.085), (0.0385, 0.086)], sleeve, 12),
            lathe([(0, 0.108), (radius + 0.003, 0.108), (radius, 0.122), (0, 0.122)], DARK, 12),
        ]
    )


def bottle(rng: np.random.Generator) -> Mesh:
    """A bottle of water, or a thermos flask."""
    if rng.random() < 0.55:
        water, band = (0.72, 0.82, 0.88), _pick(BRIGHT, rng)
        return merge(
            [
                lathe(
                    [(0, 0), (0.031, 0.002), (0.032, 0.15), (0.013, 0.195), (0, 0.196)], water, 10
                ),
                lathe([(0.032, 0.07), (0.034, 0.071), (0.034, 0.129), (0.032, 0.13)], band, 10),
                lathe([(0, 0.193), (0.015, 0.193), (0.015, 0.212), (0, 0.213)], band, 10),
            ]
        )
    colour = _pick((DARK, STEEL, (0.15, 0.25, 0.38), (0.70, 0.48, 0.50)), rng)
    return merge(
        [
            lathe([(0, 0), (0.033, 0.002), (0.034, 0.165), (0.028, 0.18), (0, 0.181)], colour, 10),
            lathe([(0, 0.178), (0.026, 0.178), (0.026, 0.22), (0, 0.222)], STEEL, 10),
        ]
    )


def jacket(rng: np.random.Generator) -> Mesh:
    """A jacket over a chair's back: the origin is the middle of what it hangs over."""
    cloth = np.array(_pick(CLOTHS, rng))
    parts = [
        cushion((0.50, 0.11, 0.17), (0, 0.0, 0), cloth, 0.6, 12),  # over the back
        cushion((0.50, 0.66, 0.08), (0, -0.30, -0.085), cloth, 0.4, 14),  # behind it
        cushion((0.20, 0.44, 0.05), (0.15, -0.20, 0.075), cloth * 0.9, 0.5, 12),  # the two fronts
        cushion((0.20, 0.44, 0.05), (-0.15, -0.20, 0.075), cloth * 0.9, 0.5, 12),
        cushion((0.22, 0.07, 0.10), (0, 0.030, -0.03), cloth * 0.8, 0.7, 12),  # the collar
    ]
    for side in (-1, 1):
        sleeve = cushion((0.11, 0.52, 0.10), (side * 0.265, -0.27, -0.05), cloth * 0.95, 0.6, 12)
        parts.append(sleeve)
    return merge(parts)


def bag(rng: np.random.Generator) -> Mesh:
    """A backpack or a handbag, standing."""
    cloth = np.array(_pick(CLOTHS, rng))
    if rng.random() < 0.5:
        return merge(
            [
                cushion((0.30, 0.42, 0.16), (0, 0.21, 0), cloth, 0.5, 14),
                cushion((0.23, 0.20, 0.08), (0, 0.13, 0.08), cloth * 0.8, 0.5, 12),
                box((0.04, 0.30, 0.02), (0.08, 0.24, -0.085), DARK),
                box((0.04, 0.30, 0.02), (-0.08, 0.24, -0.085), DARK),
                box((0.08, 0.03, 0.015), (0, 0.425, -0.03), DARK),
            ]
        )
    parts = [cushion((0.34, 0.25, 0.15), (0, 0.125, 0), cloth, 0.4, 14)]
    for front in (-0.05, 0.05):
        parts += [
            box((0.014, 0.15, 0.012), (-0.08, 0.30, front), cloth * 0.6),
            box((0.014, 0.15, 0.012), (0.08, 0.30, front), cloth * 0.6),
            box((0.174, 0.014, 0.012), (0, 0.375, front), cloth * 0.6),
        ]
    return merge(parts)


def papers(rng: np.random.Generator) -> Mesh:
    """A few sheets, a little askew, with lines of print."""
    parts = [box((0.21, 0.006, 0.297), (0, 0.003, 0), WHITE)]
    sheet = [_flat(0.0, 0.0, 0.21, 0.297, 0.0075, WHITE)]
    for line in range(8):
        wide = float(rng.uniform(0.09, 0.16))
        sheet.append(_flat(-0.085 + wide / 2, 0.115 - 0.028 * line, wide, 0.008, 0.008, STEEL))
    parts.append(merge(sheet).moved((0, 0, 0), float(rng.uniform(-0.12, 0.12))))
    return merge(parts)


def _flat(x: float, z: float, wide: float, deep: float, height: float, colour: Colour) -> Mesh:
    """A rectangle round (x, z) that looks up."""
    left, right, near, far = x - wide / 2, x + wide / 2, z - deep / 2, z + deep / 2
    return quad(
        [(left, height, far), (right, height, far), (right, height, near), (left, height, near)],
        colour,
    )


def _pick(choices: tuple[Colour, ...], rng: np.random.Generator) -> Colour:
    return choices[int(rng.integers(len(choices)))]
