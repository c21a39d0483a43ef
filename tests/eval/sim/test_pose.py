"""Bodies hold themselves as people do, at every moment between two behaviours too."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.stick_figure import stick_figure as a_stick_figure

from eval.sim.furniture import DESK_BACK_M, DESK_FRONT_M, DESK_TOP_M
from eval.sim.habits import Habits
from eval.sim.keypoints import KEYPOINTS, coco_keypoints
from eval.sim.mesh import Floats
from eval.sim.motion import Channel
from eval.sim.motion.places import FEET_UP_Z_M
from eval.sim.pose import pose_of
from eval.sim.skeleton import Rig, bone_transforms

HABITS = Habits(np.array([0.1, 1.0, 2.0, 3.0]), 1.0, 1)
UP_TO_THE_HEAD = ["READY", "MOUTH", "PHONE_LOOK", "PHONE_EAR", "PHONE_PHOTO", "SCRATCH", "RAISE"]
HEAD_RADIUS_M = 0.075  # the skull's, the stick figure's hands having no thickness
weights = st.floats(0, 1)
behaviours = st.sampled_from(UP_TO_THE_HEAD)


class Body:
    """A posed stick figure: its joints, palms, head and keypoints."""

    def __init__(self, rig: Rig, time: float = 0.0, **channels: float) -> None:
        state = np.zeros(len(Channel))
        for name, value in channels.items():
            state[Channel[name]] = value
        place = np.array([state[Channel.X], 0.0, state[Channel.Y]])
        pose = pose_of(rig, state, HABITS, time)
        self._rig = rig
        self.transforms, self.joints = bone_transforms(
            rig, pose, place, float(state[Channel.HEADING])
        )

    def joint(self, name: str) -> Floats:
        place: Floats = self.joints[self._rig.names.index(name)]
        return place

    def palm(self, side: int = 1) -> Floats:
        hand = self.transforms[self._rig.names.index(("LeftHand", "RightHand")[side])]
        place: Floats = hand @ self._rig.palm(side)[:, 3]
        return place

    def on_head(self, point: Floats) -> Floats:
        head = self.transforms[self._rig.names.index("Head")]
        place: Floats = head @ np.append(point, 1.0)
        return place

    @property
    def skull(self) -> Floats:
        """The middle of the skull."""
        face = self._rig.face
        return self.on_head(face.ears.mean(axis=0) + np.array([0.0, 0.02, 0.02]))

    def keypoint(self, name: str) -> Floats:
        place: Floats = coco_keypoints(self._rig, self.transforms)[KEYPOINTS.index(name)]
        return place


@pytest.mark.parametrize("rise", [0.0, 1.0])
def test_a_phone_at_the_ear_is_at_the_right_ear(stick_figure: Rig, rise: float) -> None:
    body = Body(stick_figure, RISE=rise, PHONE_EAR=1.0)
    assert np.linalg.norm(body.palm() - body.keypoint("right_ear")) < 0.09
    assert body.joint("RightHand")[1] < body.keypoint("right_ear")[1]


@pytest.mark.parametrize("rise", [0.0, 1.0])
def test_food_comes_to_the_mouth_from_before_and_below(stick_figure: Rig, rise: float) -> None:
    body = Body(stick_figure, RISE=rise, READY=1.0, MOUTH=1.0)
    mouth = body.on_head(stick_figure.face.mouth)
    assert 0.05 < np.linalg.norm(body.palm() - mouth) < 0.16
    assert body.palm()[1] < mouth[1]
    assert body.palm()[2] > mouth[2]


@pytest.mark.parametrize("rise", [0.0, 1.0])
def test_between_bites_the_hand_waits_before_the_chest(stick_figure: Rig, rise: float) -> None:
    body = Body(stick_figure, RISE=rise, READY=1.0)
    chest, hips = body.joint("Neck"), body.joint("Hips")
    assert hips[1] + 0.1 < body.palm()[1] < chest[1]
    assert body.palm()[2] > 0.2


def test_scratching_is_beside_the_head_with_the_elbow_out_and_no_raised_hand(
    stick_figure: Rig,
) -> None:
    body = Body(stick_figure, SCRATCH=1.0)
    crown = body.skull[1] + 0.12
    assert body.palm()[1] < crown
    assert body.palm()[1] > body.keypoint("right_ear")[1]
    assert body.joint("RightForeArm")[0] < body.joint("RightArm")[0] - 0.1
    raised = Body(stick_figure, RAISE=1.0)
    assert raised.joint("RightHand")[1] > crown


def test_a_photo_is_taken_at_arms_length_at_the_height_of_the_eyes(stick_figure: Rig) -> None:
    body = Body(stick_figure, RISE=1.0, PHONE_PHOTO=1.0)
    eye = body.keypoint("right_eye")
    assert abs(body.palm()[1] - eye[1]) < 0.1
    assert body.palm()[2] > eye[2] + 0.3


@pytest.mark.parametrize("channel", ["PHONE_LOOK", "PHONE_PHOTO"])
def test_a_phone_that_is_looked_at_shows_its_screen_to_the_eyes(
    stick_figure: Rig, channel: str
) -> None:
    body = Body(stick_figure, LOOK_DOWN=0.9, **{channel: 1.0})
    hand = body.transforms[stick_figure.names.index("RightHand"), :, :3]
    looks = hand @ stick_figure.palm(1)[:3, 2]
    to_eyes = body.keypoint("right_eye") - body.palm()
    assert looks @ to_eyes / np.linalg.norm(to_eyes) > 0.85


@given(
    weights,
    weights,
    st.sampled_from(UP_TO_THE_HEAD),
    st.sampled_from(UP_TO_THE_HEAD),
    st.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_no_hand_goes_through_the_head_on_its_way(
    one: float, two: float, first: str, second: str, standing: bool
) -> None:
    rig = a_stick_figure()
    channels = {first: one, second: two, "RISE": float(standing), "WORK": 1 - max(one, two)}
    body = Body(rig, **channels)
    for name in ("RightHand", "RightFingers", "RightForeArm"):
        assert np.linalg.norm(body.joint(name) - body.skull) > HEAD_RADIUS_M


@given(weights, st.sampled_from(["TALK", "LIE", *UP_TO_THE_HEAD]), st.floats(0, 20))
@settings(max_examples=60, deadline=None)
def test_no_hand_goes_through_the_desk_from_the_keys(
    share: float, channel: str, time: float
) -> None:
    body = Body(
        a_stick_figure(), time, WORK=1 - share if channel != "TALK" else 1.0, **{channel: share}
    )
    for name in ("LeftHand", "RightHand", "LeftFingers", "RightFingers"):
        place = body.joint(name)
        if place[2] > DESK_FRONT_M + 0.02:
            assert not DESK_TOP_M - 0.04 < place[1] < DESK_TOP_M


@pytest.mark.parametrize("share", np.linspace(0, 1, 11))
def test_a_hand_comes_out_of_the_drawer_round_the_desks_edge(
    stick_figure: Rig, share: float
) -> None:
    drawer, desk = np.array([-0.36, 0.20, 0.50]), np.array([-0.42, 0.40, DESK_TOP_M])
    x, y, height = drawer + share * (desk - drawer)
    body = Body(stick_figure, REACH=1.0, REACH_X=x, REACH_Y=y, REACH_H=height)
    place = body.palm()
    assert place[2] < DESK_FRONT_M or place[1] > DESK_TOP_M


@pytest.mark.parametrize("heading", [0.0, 2.5])
@pytest.mark.parametrize("spot", [(-0.5, 0.46), (-0.30, 0.60), (-0.2, 0.3)])
def test_the_palm_comes_to_a_point_of_the_room(
    stick_figure: Rig, heading: float, spot: tuple[float, float]
) -> None:
    left, ahead = spot
    cos, sin = np.cos(heading), np.sin(heading)
    x, y = 3.0 + cos * left + sin * ahead, 2.0 - sin * left + cos * ahead
    channels = {"REACH_X": x, "REACH_Y": y, "REACH_H": DESK_TOP_M}
    body = Body(stick_figure, X=3.0, Y=2.0, HEADING=heading, REACH=1.0, **channels)
    palm = body.palm()
    assert np.hypot(palm[0] - x, palm[2] - y) < 0.05
    assert DESK_TOP_M < palm[1] < DESK_TOP_M + 0.12


def test_feet_on_the_desk_lie_on_the_desk(stick_figure: Rig) -> None:
    body = Body(stick_figure, Y=FEET_UP_Z_M, FEET_UP=1.0)
    for side in ("Left", "Right"):
        ankle = body.joint(f"{side}Foot")
        assert DESK_TOP_M + 0.03 < ankle[1] < DESK_TOP_M + 0.12
        assert DESK_FRONT_M + 0.05 < ankle[2] < DESK_BACK_M


@pytest.mark.parametrize("share", np.linspace(0, 1, 21))
def test_feet_go_up_before_the_desk_and_not_through_it(stick_figure: Rig, share: float) -> None:
    body = Body(stick_figure, Y=FEET_UP_Z_M, FEET_UP=share)
    for side in ("Left", "Right"):
        ankle, knee = body.joint(f"{side}Foot"), body.joint(f"{side}Leg")
        for part in np.linspace(0, 1, 10):
            point = ankle + part * (knee - ankle)
            assert point[2] < DESK_FRONT_M or point[1] > DESK_TOP_M


def test_lying_is_a_head_on_folded_arms(stick_figure: Rig) -> None:
    body = Body(stick_figure, LIE=1.0)
    assert DESK_TOP_M + 0.05 < body.skull[1] < DESK_TOP_M + 0.32
    assert body.skull[2] > DESK_FRONT_M
    left, right = body.joint("LeftHand"), body.joint("RightHand")
    assert left[0] < right[0]  # one across the other
    assert np.linalg.norm((left + right)[[0, 2]] / 2 - body.skull[[0, 2]]) < 0.22


def test_turning_to_the_left_takes_trunk_and_head_along(stick_figure: Rig) -> None:
    body = Body(stick_figure, TURN=1.0)
    shoulders = body.joint("LeftArm") - body.joint("RightArm")
    assert np.arctan2(-shoulders[2], shoulders[0]) == pytest.approx(0.35, abs=0.05)
    face = body.keypoint("nose") - body.skull
    assert np.arctan2(face[0], face[2]) == pytest.approx(1.0, abs=0.25)


def test_who_leans_to_somebody_at_the_left_comes_nearer_to_them(stick_figure: Rig) -> None:
    upright, leaning = (Body(stick_figure, TURN=1.2, LEAN=lean).skull for lean in (0.0, 1.0))
    assert leaning[0] > upright[0] + 0.05
    assert leaning[2] > upright[2] + 0.05


def test_who_looks_down_lowers_the_nose_and_not_the_hips(stick_figure: Rig) -> None:
    ahead, down = (Body(stick_figure, LOOK_DOWN=value) for value in (0.0, 1.0))
    nods = [body.keypoint("nose")[1] - body.skull[1] for body in (ahead, down)]
    assert nods[1] < nods[0] - 0.03
    assert (ahead.joint("Hips") == down.joint("Hips")).all()


def test_who_talks_moves_a_hand_more_than_the_head(stick_figure: Rig) -> None:
    times = np.arange(0, 12, 0.2)
    bodies = [Body(stick_figure, time, WORK=1.0, TALK=1.0) for time in times]
    hands = np.array([[body.joint("LeftHand"), body.joint("RightHand")] for body in bodies])
    noses = np.array([body.keypoint("nose") for body in bodies])
    assert np.ptp(hands, axis=0).max() > 0.12
    assert np.ptp(noses, axis=0).max() < 0.12


@pytest.mark.parametrize("rise", [0.0, 1.0])
@pytest.mark.parametrize("channel", ["TALK", "LIE", "FEET_UP", *UP_TO_THE_HEAD])
def test_nothing_jumps_while_a_behaviour_comes_up(
    stick_figure: Rig, channel: str, rise: float
) -> None:
    joints = np.array(
        [
            Body(stick_figure, RISE=rise, WORK=(1 - rise) * (1 - share), **{channel: share}).joints
            for share in np.linspace(0, 1, 101)
        ]
    )
    moved = np.linalg.norm(np.diff(joints, axis=0), axis=2)
    assert moved.max() < 0.05
