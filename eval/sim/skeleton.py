"""A rig that reaches: from where hips, hands and feet are to a transform per bone."""

from dataclasses import dataclass

import numpy as np

from eval.sim.mesh import Floats, turn_about_y
from eval.sim.turning import about, about_x, about_z, between, cross, part_of, twist

SIDES = ("Left", "Right")
FIST = {"Fingers": 1.25, "Fingertips": 1.35, "Thumb": 0.7}  # radians that a full curl bends each


@dataclass(frozen=True, slots=True)
class Face:
    """Where a face's parts are at rest, in metres; pairs are (left, right)."""

    nose: Floats  # (3,) its tip
    mouth: Floats  # (3,) the middle of the lips
    eyes: Floats  # (2, 3)
    ears: Floats  # (2, 3) the outer rim


@dataclass(frozen=True, slots=True)
class Rig:
    """Bone names, parents (-1 for the root) and joints (bones, 3) at rest, in metres; the face
    that rides on the head; the ways (2, 3) that the palms look at rest, left and right."""

    names: tuple[str, ...]
    parents: tuple[int, ...]
    joints: Floats
    face: Face
    palms: Floats

    def joint(self, name: str) -> Floats:
        """A joint's place (3,) at rest."""
        place: Floats = self.joints[self.names.index(name)]
        return place

    def palm(self, side: int) -> Floats:
        """A hand's frame (4, 4) at rest: the origin in the middle of the palm's surface, y along
        the fingers, z the way the palm looks; x is the right hand's thumb side."""
        wrist, knuckles = (self.joint(SIDES[side] + part) for part in ("Hand", "Fingers"))
        along = (knuckles - wrist) / np.linalg.norm(knuckles - wrist)
        out = self.palms[side] - along * (along @ self.palms[side])
        out /= np.linalg.norm(out)
        frame = np.eye(4)
        frame[:3, 0], frame[:3, 1], frame[:3, 2] = cross(along, out), along, out
        frame[:3, 3] = wrist + 0.8 * (knuckles - wrist) + 0.015 * out
        return frame


@dataclass(frozen=True, slots=True)
class Trunk:
    """A trunk in the body's frame: the hips' place (3,) in metres, then radians: `lean` bends it
    ahead, `sway` to the right, `turn` turns the shoulders on the hips to the left; the head's
    pitch (down), yaw (left) and roll (right ear down) come on top."""

    hips: Floats
    lean: float
    sway: float = 0.0
    turn: float = 0.0
    head_pitch: float = 0.0
    head_yaw: float = 0.0
    head_roll: float = 0.0


@dataclass(frozen=True, slots=True)
class Hand:
    """Where a hand is in the body's frame and how it is held.

    `wrist` (3,) in metres, `elbow` (3,) the way the elbow points, `turn` (3, 3) from rest to the
    body's frame; `firm` 0 lets the hand follow the forearm, 1 holds it as `turn` says; `curl` 0 is
    an open hand, 1 a fist."""

    wrist: Floats
    elbow: Floats
    turn: Floats
    firm: float
    curl: float


@dataclass(frozen=True, slots=True)
class Pose:
    """A body in its own frame: the origin on the floor under the hips, +z ahead, +x to its left.

    Metres and radians; pairs are (left, right). Places beyond reach are reached for."""

    trunk: Trunk
    ankles: Floats  # (2, 3)
    toes: Floats  # (2,) how far each foot tips onto its toes
    knees: Floats  # (2, 3) the way each knee points
    hands: tuple[Hand, Hand]


@dataclass(frozen=True, slots=True)
class Upper:
    """What follows from the trunk alone, in the body's frame: turns (3, 3) and joints (3,) of its
    bones, the shoulders' joints with them."""

    turns: dict[str, Floats]
    joints: dict[str, Floats]

    def on_head(self, rig: Rig, point: Floats) -> Floats:
        """A point (3,) of the head at rest, where it is now."""
        moved: Floats = self.joints["Head"] + self.turns["Head"] @ (point - rig.joint("Head"))
        return moved


def upper_body(rig: Rig, trunk: Trunk) -> Upper:
    """The trunk's bones, the lean and the turn spread along the spine."""
    local = _trunk_turns(trunk)
    turns: dict[str, Floats] = {}
    joints: dict[str, Floats] = {}
    for bone, name in enumerate(rig.names):
        if rig.parents[bone] < 0:
            turns[name], joints[name] = local[name], trunk.hips
            continue
        parent = rig.names[rig.parents[bone]]
        if parent not in turns or name.endswith("UpLeg"):
            continue
        rest = rig.joints[bone] - rig.joints[rig.parents[bone]]
        joints[name] = joints[parent] + turns[parent] @ rest
        if name in local:
            turns[name] = turns[parent] @ local[name]
        elif name.endswith("Shoulder"):
            turns[name] = turns[parent]
    return Upper(turns, joints)


def bone_transforms(rig: Rig, pose: Pose, place: Floats, heading: float) -> tuple[Floats, Floats]:
    """Transforms (bones, 3, 4) from rest to the room, and joints (bones, 3) in the room, for a
    body whose own origin is at `place` (3,) with `heading` radians."""
    turns = np.empty((len(rig.names), 3, 3))
    joints = np.empty((len(rig.names), 3))
    upper = upper_body(rig, pose.trunk)
    known = dict(upper.turns)
    for bone, name in enumerate(rig.names):
        parent = rig.parents[bone]
        if parent < 0:
            joints[bone], turns[bone] = pose.trunk.hips, known[name]
            continue
        joints[bone] = joints[parent] + turns[parent] @ (rig.joints[bone] - rig.joints[parent])
        if name not in known:
            known |= _limb(rig, pose, name, turns[parent], joints[bone])
        turns[bone] = known[name]
    world = turn_about_y(heading)
    turns = world @ turns
    joints = joints @ world.T + place
    shifts = joints - np.einsum("bij,bj->bi", turns, rig.joints)
    return np.concatenate([turns, shifts[:, :, None]], axis=2), joints


def _limb(rig: Rig, pose: Pose, name: str, turn: Floats, joint: Floats) -> dict[str, Floats]:
    """The turns that follow once an arm's, leg's, finger's or foot's bone is come to: its own and
    perhaps more, given its parent's turn (3, 3) and its joint (3,)."""
    side = 0 if name.startswith("Left") else 1
    part = name.removeprefix(SIDES[side])
    if part == "Arm":
        return _arm(rig, side, turn, joint, pose.hands[side])
    if part == "UpLeg":
        chain = tuple(SIDES[side] + bone for bone in ("UpLeg", "Leg", "Foot"))
        return _bend(rig, chain, turn, pose.ankles[side] - joint, pose.knees[side])
    if part == "Foot":
        return {name: about_x(float(pose.toes[side]))}
    if part in FIST:
        palm = rig.palm(side)
        across, along = palm[:3, 0], palm[:3, 1]
        # Fingers close towards the palm, the thumb over it.
        axis = across if part != "Thumb" else 0.6 * across + 0.8 * (1 - 2 * side) * along
        return {name: turn @ about(axis, pose.hands[side].curl * FIST[part])}
    return {name: turn}


def _arm(rig: Rig, side: int, turn: Floats, shoulder: Floats, hand: Hand) -> dict[str, Floats]:
    """Upper arm, forearm and hand. Half of the hand's twist is the forearm's, as in life."""
    upper, lower, end = (SIDES[side] + bone for bone in ("Arm", "ForeArm", "Hand"))
    limbs = _bend(rig, (upper, lower, end), turn, hand.wrist - shoulder, hand.elbow)
    forearm = limbs[lower]
    held = part_of(hand.turn @ forearm.T, hand.firm)
    along = forearm @ (rig.joint(end) - rig.joint(lower))
    rolled = about(along, 0.5 * twist(held, along)) @ forearm
    return {upper: limbs[upper], lower: rolled, end: held @ forearm}


def _trunk_turns(trunk: Trunk) -> dict[str, Floats]:
    """Local turns along the spine: the lean is spread over it, the neck takes some back."""
    third = turn_about_y(trunk.turn / 3) @ about_z(trunk.sway / 3) @ about_x(trunk.lean * 0.22)
    return {
        "Hips": about_x(trunk.lean * 0.34),
        "Spine": third,
        "Spine1": third,
        "Spine2": third,
        "Neck": turn_about_y(0.4 * trunk.head_yaw)
        @ about_z(0.4 * trunk.head_roll)
        @ about_x(-0.35 * trunk.lean + 0.4 * trunk.head_pitch),
        "Head": turn_about_y(0.6 * trunk.head_yaw)
        @ about_z(0.6 * trunk.head_roll)
        @ about_x(-0.45 * trunk.lean + 0.6 * trunk.head_pitch),
    }


def _bend(
    rig: Rig, chain: tuple[str, ...], turn: Floats, reach: Floats, pole: Floats
) -> dict[str, Floats]:
    """The turns of the first two bones of a `chain` of three so that the third's joint comes to
    `reach` from the first's, bent towards `pole` (the law of cosines)."""
    upper, lower, end = chain
    upper_rest = rig.joint(lower) - rig.joint(upper)
    lower_rest = rig.joint(end) - rig.joint(lower)
    first, second = float(np.linalg.norm(upper_rest)), float(np.linalg.norm(lower_rest))
    distance = float(
        np.clip(np.linalg.norm(reach), abs(first - second) + 1e-3, 0.998 * (first + second))
    )
    ahead = reach / max(float(np.linalg.norm(reach)), 1e-9)
    along = (first**2 - second**2 + distance**2) / (2 * distance)
    height = np.sqrt(max(first**2 - along**2, 0.0))
    across = pole - ahead * (pole @ ahead)
    across = across / max(float(np.linalg.norm(across)), 1e-9)
    middle = ahead * along + across * height
    upper_turn = between(turn @ upper_rest, middle) @ turn
    lower_turn = between(upper_turn @ lower_rest, ahead * distance - middle) @ upper_turn
    return {upper: upper_turn, lower: lower_turn}
