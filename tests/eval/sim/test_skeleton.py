"""Limbs reach."""

import numpy as np
import pytest

from eval.sim.hands import palm_at
from eval.sim.mesh import Floats
from eval.sim.skeleton import Hand, Pose, Rig, Trunk, bone_transforms, upper_body

LEFT_WRIST, RIGHT_WRIST = np.array([0.2, 1.2, 0.35]), np.array([-0.25, 1.5, 0.3])


def loose(wrist: Floats, side: int) -> Hand:
    return Hand(wrist, np.array([0.4 - 0.8 * side, -1.0, -0.5]), np.eye(3), 0.0, 0.0)


def standing(left: Floats, right: Hand | None = None) -> Pose:
    return Pose(
        trunk=Trunk(np.array([0.0, 0.9, 0.0]), 0.2, sway=0.05, head_pitch=0.1, head_yaw=0.3),
        ankles=np.array([[0.1, 0.08, 0.1], [-0.1, 0.08, -0.1]]),
        toes=np.zeros(2),
        knees=np.array([[0, 0, 1.0]] * 2),
        hands=(loose(left, 0), right or loose(RIGHT_WRIST, 1)),
    )


def test_hands_and_feet_come_to_where_they_should(stick_figure: Rig) -> None:
    pose = standing(LEFT_WRIST)
    place = np.array([3.0, 0.0, 2.0])
    _, joints = bone_transforms(stick_figure, pose, place, 0.0)
    for name, goal in (
        ("LeftHand", LEFT_WRIST),
        ("RightHand", RIGHT_WRIST),
        ("LeftFoot", pose.ankles[0]),
        ("RightFoot", pose.ankles[1]),
    ):
        assert joints[stick_figure.names.index(name)] == pytest.approx(goal + place, abs=1e-6)


def test_out_of_reach_is_reached_for_without_stretching(stick_figure: Rig) -> None:
    pose = standing(np.array([5.0, 1.2, 0.0]))
    _, joints = bone_transforms(stick_figure, pose, np.zeros(3), 0.7)
    for bone, parent in enumerate(stick_figure.parents):
        if parent >= 0:
            rest = np.linalg.norm(stick_figure.joints[bone] - stick_figure.joints[parent])
            assert np.linalg.norm(joints[bone] - joints[parent]) == pytest.approx(rest)


def test_transforms_carry_joints_to_joints(stick_figure: Rig) -> None:
    transforms, joints = bone_transforms(
        stick_figure, standing(LEFT_WRIST), np.array([1.0, 0, 1]), 2.0
    )
    rest = np.c_[stick_figure.joints, np.ones(len(joints))]
    assert np.einsum("bij,bj->bi", transforms, rest) == pytest.approx(joints)


def test_a_palm_lies_where_it_is_put_and_looks_as_it_is_told(stick_figure: Rig) -> None:
    spot, fingers, facing = (-0.2, 1.3, 0.35), np.array([0.0, 0.6, 0.8]), np.array([1.0, 0, 0])
    hand = palm_at(stick_figure, 1, spot, fingers, facing, (-0.5, -1, 0))
    transforms, _ = bone_transforms(stick_figure, standing(LEFT_WRIST, hand), np.zeros(3), 0.0)
    palm = transforms[stick_figure.names.index("RightHand")] @ stick_figure.palm(1)
    assert palm[:, 3] == pytest.approx(spot, abs=1e-6)
    assert palm[:, 1] == pytest.approx(fingers, abs=1e-6)
    assert palm[:, 2] == pytest.approx(facing, abs=1e-6)


@pytest.mark.parametrize("side", [0, 1])
def test_a_fist_brings_the_fingertips_to_the_palms_side(stick_figure: Rig, side: int) -> None:
    ahead = []
    for curl in (0.0, 1.0):
        hand = Hand(RIGHT_WRIST, np.array([0, -1.0, 0]), np.eye(3), 1.0, curl)
        pose = standing(LEFT_WRIST)
        hands = (hand, pose.hands[1]) if side == 0 else (pose.hands[0], hand)
        posed = Pose(pose.trunk, pose.ankles, pose.toes, pose.knees, hands)
        name = ("LeftFingertips", "RightFingertips")[side]
        _, joints = bone_transforms(stick_figure, posed, np.zeros(3), 0.0)
        wrist = joints[stick_figure.names.index(name.replace("Fingertips", "Hand"))]
        tip = joints[stick_figure.names.index(name)]
        ahead.append((tip - wrist) @ stick_figure.palm(side)[:3, 2])
    assert ahead[1] > ahead[0] + 0.02


def test_a_turn_takes_the_shoulders_along_and_the_face_with_them(stick_figure: Rig) -> None:
    hips = np.array([0.0, 0.9, 0.0])
    upper = upper_body(stick_figure, Trunk(hips, 0.0, turn=0.5, head_yaw=0.4))
    assert upper.joints["RightArm"][2] > upper.joints["LeftArm"][2] + 0.1  # turned to the left
    nose = upper.on_head(stick_figure, stick_figure.face.nose) - upper.joints["Head"]
    assert np.arctan2(nose[0], nose[2]) == pytest.approx(0.9, abs=0.05)
