"""What is carried goes where the hand goes, and nothing jumps on being taken or put down."""

import numpy as np
import pytest

from eval.sim.grip import GRIPS, in_hand, on_chair, thing_place
from eval.sim.hands import palm_at
from eval.sim.mesh import Floats, turn_about_y
from eval.sim.motion import Stay, ThingKind, ThingPath, Where
from eval.sim.skeleton import Hand, Pose, Rig, Trunk, bone_transforms
from eval.sim.turning import about_z

ON_DESK = (0.3, 0.5, 0.73, 0.4)
PHONE = ThingPath(
    "p1/phone",
    ThingKind.PHONE,
    (Stay(0.0, Where.DESK, ON_DESK), Stay(5.0, Where.HAND), Stay(9.0, Where.GONE)),
)


def holding(rig: Rig, palm: tuple[float, float, float], heading: float = 0.0) -> Floats:
    """Bone transforms of someone whose right palm is at `palm`, looking left, the thumb up."""
    pose = Pose(
        Trunk(np.array([0.0, 0.57, 0.0]), 0.1),
        np.array([[0.13, 0.08, 0.38], [-0.13, 0.08, 0.38]]),
        np.zeros(2),
        np.array([[0.1, 0.5, 1.0], [-0.1, 0.5, 1.0]]),
        (
            Hand(np.array([0.15, 0.63, 0.3]), np.array([0.5, -1, 0]), np.eye(3), 0.0, 0.0),
            palm_at(rig, 1, palm, (0, 0, 1), (1, 0, 0), (-0.5, -1, 0)),
        ),
    )
    return bone_transforms(rig, pose, np.zeros(3), heading)[0]


@pytest.fixture
def held(stick_figure: Rig) -> Floats:
    return holding(stick_figure, (-0.1, 0.85, 0.3))


def test_it_lies_where_the_script_put_it_until_it_is_taken(stick_figure: Rig, held: Floats) -> None:
    place = thing_place(PHONE, 2.0, stick_figure, held, None)
    assert place is not None
    assert place[:3, 3] == pytest.approx([0.3, 0.73, 0.5])
    assert place[:3, :3] == pytest.approx(turn_about_y(0.4))


def test_it_is_in_the_hand_until_it_goes_into_a_pocket(stick_figure: Rig, held: Floats) -> None:
    place = thing_place(PHONE, 7.0, stick_figure, held, None)
    assert place == pytest.approx(in_hand(ThingKind.PHONE, stick_figure, held))
    assert thing_place(PHONE, 9.5, stick_figure, held, None) is None


def test_between_desk_and_hand_it_does_not_jump(stick_figure: Rig, held: Floats) -> None:
    times = np.arange(4.8, 5.2, 0.01)
    places = [thing_place(PHONE, time, stick_figure, held, None) for time in times]
    spots = np.array([place[:3, 3] for place in places if place is not None])
    assert len(spots) == len(times)
    whole = np.linalg.norm(spots[-1] - spots[0])
    assert whole > 0.2
    assert np.linalg.norm(np.diff(spots, axis=0), axis=1).max() < 0.06 * whole


@pytest.mark.parametrize("kind", list(GRIPS))
def test_it_follows_the_hand_everywhere(stick_figure: Rig, kind: ThingKind) -> None:
    for palm in ((-0.1, 0.85, 0.3), (-0.3, 1.3, 0.2), (0.1, 1.0, 0.4)):
        place = in_hand(kind, stick_figure, holding(stick_figure, palm))
        assert np.linalg.norm(place[:3, 3] - palm) < 0.15
        assert place[:3, :3] @ place[:3, :3].T == pytest.approx(np.eye(3), abs=1e-9)
        assert np.linalg.det(place[:3, :3]) == pytest.approx(1.0)


@pytest.mark.parametrize("kind", [ThingKind.CUP, ThingKind.BOTTLE, ThingKind.NOODLES])
def test_with_the_thumb_up_a_drink_is_upright(
    stick_figure: Rig, held: Floats, kind: ThingKind
) -> None:
    assert in_hand(kind, stick_figure, held)[:3, 1] == pytest.approx([0, 1, 0], abs=1e-6)


def test_a_phones_screen_looks_where_the_palm_looks(stick_figure: Rig, held: Floats) -> None:
    assert in_hand(ThingKind.PHONE, stick_figure, held)[:3, 1] == pytest.approx([1, 0, 0], abs=1e-6)


def test_a_bag_hangs_upright_whatever_the_hand_does(stick_figure: Rig) -> None:
    transforms = holding(stick_figure, (-0.3, 1.2, 0.2), heading=0.7)
    place = in_hand(ThingKind.BAG, stick_figure, transforms)
    assert place[:3, 1] == pytest.approx([0, 1, 0])
    assert place[1, 3] < 1.2


@pytest.mark.parametrize("kind", [ThingKind.JACKET, ThingKind.BAG])
def test_what_is_on_the_chair_moves_with_it(
    stick_figure: Rig, held: Floats, kind: ThingKind
) -> None:
    path = ThingPath("p1/x", kind, (Stay(0.0, Where.CHAIR),))
    chair = np.eye(4)
    chair[:3, :3], chair[:3, 3] = turn_about_y(1.2), (2.0, 0.0, 1.0)
    place = thing_place(path, 1.0, stick_figure, held, chair)
    assert place == pytest.approx(chair @ on_chair(kind, np.eye(4)))
    behind = on_chair(kind, np.eye(4))[2, 3]
    assert (behind < -0.2) == (kind is ThingKind.JACKET)


def test_a_bowl_is_level_even_in_a_tilted_hand(stick_figure: Rig, held: Floats) -> None:
    tilted = held.copy()
    palm = stick_figure.palm(1)
    hand = stick_figure.names.index("RightHand")
    tilted[hand, :, :3] = about_z(0.8) @ held[hand, :, :3]
    place = in_hand(ThingKind.NOODLES, stick_figure, tilted)
    assert place[:3, 1] == pytest.approx([0, 1, 0], abs=1e-9)
    assert np.linalg.norm(place[:3, 3] - tilted[hand] @ palm[:, 3]) < 0.12
