"""Limbs reach."""

import numpy as np
import pytest

from eval.sim.skeleton import Pose, Rig, bone_transforms


def standing(wrists: np.ndarray) -> Pose:
    return Pose(
        hips=np.array([0.0, 0.9, 0.0]),
        lean=0.2,
        sway=0.05,
        head_pitch=0.1,
        head_yaw=0.3,
        ankles=np.array([[0.1, 0.08, 0.1], [-0.1, 0.08, -0.1]]),
        toes=np.zeros(2),
        wrists=wrists,
        flat_hands=0.0,
        elbows=np.array([[0.4, -1.0, -0.5], [-0.4, -1.0, -0.5]]),
        knees=np.array([[0, 0, 1.0]] * 2),
    )


def test_hands_and_feet_come_to_where_they_should(stick_figure: Rig) -> None:
    pose = standing(np.array([[0.2, 1.2, 0.35], [-0.25, 1.5, 0.3]]))
    place = np.array([3.0, 0.0, 2.0])
    _, joints = bone_transforms(stick_figure, pose, place, 0.0)
    for name, goal in (
        ("LeftHand", pose.wrists[0]),
        ("RightHand", pose.wrists[1]),
        ("LeftFoot", pose.ankles[0]),
        ("RightFoot", pose.ankles[1]),
    ):
        assert joints[stick_figure.names.index(name)] == pytest.approx(goal + place, abs=1e-6)


def test_out_of_reach_is_reached_for_without_stretching(stick_figure: Rig) -> None:
    pose = standing(np.array([[5.0, 1.2, 0.0], [-0.25, 1.5, 0.3]]))
    _, joints = bone_transforms(stick_figure, pose, np.zeros(3), 0.7)
    for bone, parent in enumerate(stick_figure.parents):
        if parent >= 0:
            rest = np.linalg.norm(stick_figure.joints[bone] - stick_figure.joints[parent])
            assert np.linalg.norm(joints[bone] - joints[parent]) == pytest.approx(rest)


def test_transforms_carry_joints_to_joints(stick_figure: Rig) -> None:
    pose = standing(np.array([[0.2, 1.2, 0.35], [-0.25, 1.5, 0.3]]))
    transforms, joints = bone_transforms(stick_figure, pose, np.array([1.0, 0, 1]), 2.0)
    rest = np.c_[stick_figure.joints, np.ones(len(joints))]
    assert np.einsum("bij,bj->bi", transforms, rest) == pytest.approx(joints)
