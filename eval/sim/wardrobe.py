"""What people wear: palettes, and a choice from them by chance."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from eval.sim.script import Looks, Rgb

Gender = Literal["female", "male"]
People = Literal["asian", "caucasian"]


@dataclass(frozen=True, slots=True)
class Outfit:
    """A look: colours in sRGB 0..1, lengths in metres (hair below the eyes, hair above the
    scalp)."""

    gender: Gender
    people: People
    skin: Rgb
    hair: Rgb
    long_hair: bool
    hair_length: float
    hair_height: float
    shirt: Rgb
    trousers: Rgb
    shoes: Rgb
    long_sleeves: bool
    pattern: Literal["plain", "stripes", "jacket"]


SKINS: dict[People, tuple[Rgb, ...]] = {
    "asian": ((0.84, 0.66, 0.52), (0.78, 0.60, 0.46), (0.88, 0.71, 0.58)),
    "caucasian": ((0.85, 0.67, 0.56), (0.78, 0.58, 0.47)),
}
HAIRS: dict[People, tuple[Rgb, ...]] = {
    "asian": ((0.07, 0.06, 0.06), (0.12, 0.08, 0.06), (0.20, 0.12, 0.08)),
    "caucasian": ((0.25, 0.16, 0.10), (0.42, 0.30, 0.17), (0.12, 0.08, 0.06)),
}
SHIRTS: tuple[Rgb, ...] = (
    (0.86, 0.87, 0.90),
    (0.55, 0.70, 0.88),
    (0.62, 0.16, 0.18),
    (0.20, 0.27, 0.45),
    (0.30, 0.48, 0.36),
    (0.85, 0.72, 0.32),
    (0.78, 0.52, 0.60),
    (0.45, 0.45, 0.48),
    (0.90, 0.88, 0.80),
    (0.16, 0.17, 0.20),
    (0.52, 0.38, 0.58),
    (0.20, 0.52, 0.55),
)
# None is black: at a camera's distance black trousers melt into black chairs and their shade.
TROUSERS: tuple[Rgb, ...] = (
    (0.20, 0.21, 0.27),
    (0.19, 0.25, 0.40),
    (0.32, 0.34, 0.38),
    (0.46, 0.41, 0.33),
    (0.26, 0.22, 0.20),
)
SHOES: tuple[Rgb, ...] = ((0.06, 0.06, 0.06), (0.25, 0.16, 0.10), (0.80, 0.80, 0.80))


def choose_outfit(looks: Looks, rng: np.random.Generator) -> Outfit:
    """An outfit with the given looks; every draw is made whatever is given, so that fixing one
    thing leaves the rest as it was."""
    gender: Gender = "female" if rng.random() < 0.55 else "male"
    people: People = "asian" if rng.random() < 0.85 else "caucasian"
    pattern = rng.random()
    shirt, trousers = _pick(SHIRTS, rng), _pick(TROUSERS, rng)
    gender = looks.gender or gender
    long_hair = bool(rng.random() < 0.75) and gender == "female"
    return Outfit(
        gender=gender,
        people=people,
        skin=_pick(SKINS[people], rng),
        hair=_pick(HAIRS[people], rng),
        long_hair=long_hair if looks.long_hair is None else looks.long_hair,
        hair_length=float(rng.uniform(0.08, 0.26)),
        hair_height=float(rng.uniform(0.008, 0.02)),
        shirt=looks.shirt or shirt,
        trousers=looks.trousers or trousers,
        shoes=_pick(SHOES, rng),
        long_sleeves=bool(rng.random() < 0.6),
        pattern="stripes" if pattern < 0.2 else "jacket" if pattern < 0.35 else "plain",
    )


def _pick(choices: tuple[Rgb, ...], rng: np.random.Generator) -> Rgb:
    return choices[int(rng.integers(len(choices)))]
