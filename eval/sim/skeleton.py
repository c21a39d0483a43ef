"""A rig that reaches: from where hips, hands and feet are to a transform per bone."""

from dataclasses import dataclass

import numpy as np

from eval.sim.mesh import Floats, turn_about_y

SIDES = ("Left", "Right")
PALM_ROLL = 1.1  # radians from the palm's way at rest to palm down


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


@dataclass(frozen=True, slots=True)
class Pose:
    """A body in its own frame: the origin on the floor under the hips, +z ahead, +x to its left.

    Heights and places in metres, angles in radians; pairs are (left, right). `lean` bends the
    trunk ahead. Places beyond reach are reached for."""

    hips: Floats  # (3,)
    lean: float
    sway: float
    head_pitch: float
    head_yaw: float
    ankles: Floats  # (2, 3)
    toes: Floats  # (2,) how far each foot tips onto its toes
    wrists: Floats  # (2, 3)
    flat_hands: float  # 0 as the forearm, 1 level ahead with the palms down
    elbows: Floats  # (2, 3) the way each elbow points
    knees: Floats  # (2, 3) the way each knee points


def bone_transforms(rig: Rig, pose: Pose, place: Floats, heading: float) -> tuple[Floats, Floats]:
    """Transforms (bones, 3, 4) from rest to the room, and joints (bones, 3) in the room, for a
    body whose own origin is at `place` (3,) with `heading` radians."""
    turns = np.empty((len(rig.names), 3, 3))
    joints = np.empty((len(rig.names), 3))
    trunk = _trunk_turns(pose)
    limbs: dict[str, Floats] = {}
    for bone, name in enumerate(rig.names):
        parent = rig.parents[bone]
        if parent < 0:
            joints[bone], turns[bone] = pose.hips, trunk["Hips"]
            continue
        joints[bone] = joints[parent] + turns[parent] @ (rig.joints[bone] - rig.joints[parent])
        turn = turns[parent]
        part = name.removeprefix("Left").removeprefix("Right")
        side = 0 if name.startswith("Left") else 1
        if name in trunk:
            turn = turn @ trunk[name]
        elif part == "Arm":
            limbs |= _bend(
                rig,
                name,
                f"{SIDES[side]}ForeArm",
                f"{SIDES[side]}Hand",
                turn,
                pose.wrists[side] - joints[bone],
                pose.elbows[side],
            )
        elif part == "UpLeg":
            limbs |= _bend(
                rig,
                name,
                f"{SIDES[side]}Leg",
                f"{SIDES[side]}Foot",
                turn,
                pose.ankles[side] - joints[bone],
                pose.knees[side],
            )
        elif part == "Hand" and pose.flat_hands > 0:
            rest = rig.joints[bone] - rig.joints[parent]
            turn = _flatten(turn, rest, pose.flat_hands, 1 - 2 * side)
        elif part == "Foot":
            turn = _about_x(float(pose.toes[side]))
        turns[bone] = limbs.get(name, turn)
    world = turn_about_y(heading)
    turns = world @ turns
    joints = joints @ world.T + place
    shifts = joints - np.einsum("bij,bj->bi", turns, rig.joints)
    return np.concatenate([turns, shifts[:, :, None]], axis=2), joints


def _trunk_turns(pose: Pose) -> dict[str, Floats]:
    """Local turns along the spine: the lean is spread over it, the neck takes some back."""
    third = _about_z(pose.sway / 3) @ _about_x(pose.lean * 0.22)
    return {
        "Hips": _about_x(pose.lean * 0.34),
        "Spine": third,
        "Spine1": third,
        "Spine2": third,
        "Neck": _about_x(-0.35 * pose.lean + 0.4 * pose.head_pitch)
        @ turn_about_y(0.4 * pose.head_yaw),
        "Head": turn_about_y(0.6 * pose.head_yaw)
        @ _about_x(-0.45 * pose.lean + 0.6 * pose.head_pitch),
    }


def _bend(
    rig: Rig, upper: str, lower: str, end: str, turn: Floats, reach: Floats, pole: Floats
) -> dict[str, Floats]:
    """The turns of a limb's two bones so that its end comes to `reach` from its root, bent
    towards `pole` (the law of cosines)."""
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
    upper_turn = _between(turn @ upper_rest, middle) @ turn
    lower_turn = _between(upper_turn @ lower_rest, ahead * distance - middle) @ upper_turn
    return {upper: upper_turn, lower: lower_turn}


def _flatten(turn: Floats, rest: Floats, share: float, sign: int) -> Floats:
    """A hand's turn, brought level by `share` and rolled about its own length, palm down."""
    now = turn @ rest
    now = now / np.linalg.norm(now)
    goal = (1 - share) * now + share * np.array([0.0, -0.12, 1.0])
    goal = goal / np.linalg.norm(goal)
    angle = sign * PALM_ROLL * share
    skew = np.array([[0, -goal[2], goal[1]], [goal[2], 0, -goal[0]], [-goal[1], goal[0], 0]])
    roll = np.eye(3) + np.sin(angle) * skew + (1 - np.cos(angle)) * skew @ skew
    flat: Floats = roll @ _between(now, goal) @ turn
    return flat


def _between(start: Floats, goal: Floats) -> Floats:
    """The least turn (3, 3) that brings one direction onto another (Rodrigues)."""
    a, b = start / np.linalg.norm(start), goal / np.linalg.norm(goal)
    cross, cosine = np.cross(a, b), float(a @ b)
    if cosine < -0.9999:  # opposite: any half turn about an axis across will do
        axis = np.cross(a, (1.0, 0.0, 0.01))
        axis /= np.linalg.norm(axis)
        return 2 * np.outer(axis, axis) - np.eye(3)
    skew = np.array([[0, -cross[2], cross[1]], [cross[2], 0, -cross[0]], [-cross[1], cross[0], 0]])
    turn: Floats = np.eye(3) + skew + skew @ skew / (1 + cosine)
    return turn


def _about_x(angle: float) -> Floats:
    cos, sin = np.cos(angle), np.sin(angle)
    return np.array([[1, 0, 0], [0, cos, -sin], [0, sin, cos]])


def _about_z(angle: float) -> Floats:
    cos, sin = np.cos(angle), np.sin(angle)
    return np.array([[cos, -sin, 0], [sin, cos, 0], [0, 0, 1]])
