"""Things have the size, and stand as, the things they are."""

import numpy as np
import pytest

from eval.sim.mesh import Material
from eval.sim.motion import ThingKind
from eval.sim.props import prop

SEEDS = range(6)
# The longest way across, in metres.
SIZES = {
    ThingKind.PHONE: (0.14, 0.17),
    ThingKind.BURGER: (0.09, 0.13),
    ThingKind.NOODLES: (0.12, 0.18),
    ThingKind.CHOPSTICKS: (0.2, 0.27),
    ThingKind.FRUIT: (0.06, 0.22),
    ThingKind.SNACKS: (0.15, 0.3),
    ThingKind.CUP: (0.08, 0.15),
    ThingKind.BOTTLE: (0.18, 0.3),
    ThingKind.JACKET: (0.5, 0.8),
    ThingKind.BAG: (0.3, 0.5),
    ThingKind.PAPERS: (0.29, 0.33),
}


@pytest.mark.parametrize("kind", ThingKind)
@pytest.mark.parametrize("seed", SEEDS)
def test_things_are_of_their_usual_size_and_cheap_to_draw(kind: ThingKind, seed: int) -> None:
    mesh = prop(kind, np.random.default_rng(seed))
    least, most = SIZES[kind]
    assert least <= np.ptp(mesh.vertices, axis=0).max() <= most
    assert len(mesh.faces) < 1_000
    assert ((mesh.colours >= 0) & (mesh.colours <= 1)).all()


@pytest.mark.parametrize("kind", [kind for kind in ThingKind if kind is not ThingKind.JACKET])
@pytest.mark.parametrize("seed", SEEDS)
def test_they_stand_on_their_origin(kind: ThingKind, seed: int) -> None:
    mesh = prop(kind, np.random.default_rng(seed))
    assert mesh.vertices[:, 1].min() == pytest.approx(0.0, abs=0.006)
    assert mesh.vertices[:, [0, 2]].mean(axis=0) == pytest.approx([0.0, 0.0], abs=0.04)


def test_a_jacket_hangs_from_its_origin() -> None:
    mesh = prop(ThingKind.JACKET, np.random.default_rng(0))
    assert mesh.vertices[:, 1].max() < 0.1
    assert mesh.vertices[:, 1].min() < -0.5


def test_only_a_lit_phone_glows() -> None:
    dark, lit = (prop(ThingKind.PHONE, np.random.default_rng(2), lit) for lit in (False, True))
    assert (lit.materials == Material.GLOW).any()
    assert not (dark.materials == Material.GLOW).any()


def test_the_same_draw_gives_the_same_thing_and_others_differ() -> None:
    one, two = (prop(ThingKind.CUP, np.random.default_rng(3)) for _ in range(2))
    assert (one.colours == two.colours).all()
    colours = {tuple(prop(ThingKind.CUP, np.random.default_rng(s)).colours[0]) for s in range(20)}
    assert len(colours) > 3
