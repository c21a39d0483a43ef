"""Bodies made from the MakeHuman data; skipped where these are not cached."""

import numpy as np
import pytest

from eval.sim.body import Body, make_body
from eval.sim.makehuman import Base, data_folder, is_cached, load_base
from eval.sim.script import Looks

pytestmark = pytest.mark.skipif(
    not is_cached(), reason="the people's data are not cached: run `floorwatch sim setup`"
)


@pytest.fixture(scope="module")
def base() -> Base:
    return load_base(data_folder())


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_a_body_is_a_person_of_usual_size(base: Base, seed: int) -> None:
    body = make_body(base, data_folder(), Looks(), np.random.default_rng(seed))
    surface = body.surface
    assert 1.45 < np.ptp(surface.vertices[:, 1]) < 2.0
    assert surface.vertices[:, 1].min() == pytest.approx(0.0, abs=0.03)
    assert 3_000 < len(surface.faces) < 14_000
    assert surface.weights.sum(axis=1) == pytest.approx(np.ones(len(surface.vertices)))
    assert (surface.colours >= 0).all() and (surface.colours <= 1).all()
    assert 0.8 < body.rig.joint("Hips")[1] < 1.1


def test_the_same_seed_gives_the_same_person(base: Base) -> None:
    one, two = (make_body(base, data_folder(), Looks(), np.random.default_rng(5)) for _ in (0, 1))
    assert (one.surface.vertices == two.surface.vertices).all()
    assert (one.surface.colours == two.surface.colours).all()


def test_given_looks_are_kept(base: Base) -> None:
    red = (1.0, 0.0, 0.0)
    looks = Looks(gender="male", shirt=red, long_hair=False)
    body = make_body(base, data_folder(), looks, np.random.default_rng(4))
    assert (np.abs(body.surface.colours - red).max(axis=1) < 0.01).any()


def test_build_and_height_are_as_given(base: Base) -> None:
    def grown(looks: Looks) -> Body:
        return make_body(base, data_folder(), looks, np.random.default_rng(4))

    tall = grown(Looks(height=1.90))
    assert np.ptp(tall.surface.vertices[:, 1]) == pytest.approx(1.90, abs=0.06)
    slim, stout = (_girth(grown(Looks(build=build))) for build in (-1.0, 1.0))
    assert stout > slim + 0.02


def _girth(body: Body) -> float:
    """How far the trunk reaches from front to back at the height of the waist, in metres."""
    vertices = body.surface.vertices
    waist = body.rig.joint("Spine1")
    level = (np.abs(vertices[:, 1] - waist[1]) < 0.06) & (np.abs(vertices[:, 0]) < 0.1)
    return float(np.ptp(vertices[level][:, 2]))
