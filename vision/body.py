"""How a person holds themselves, read from 17 keypoints within one decision.

Nothing here identifies anybody, and nothing is kept beyond the next decision.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from vision.detections import NO_TRACK, Detections
from vision.detector import PERSON

SIDES = ((5, 11, 13), (6, 12, 14))
"""Shoulder, hip and knee of the left and of the right side, in COCO order."""

CORE = (5, 6, 11, 12)
"""Shoulders and hips."""

INSIDE = 0.7
"""So much of the smaller box lies in the larger one if both are of one person."""

ONE_HEAD = 0.15
"""So far apart, in heights of the smaller box, may the tops of one person's boxes be."""

ONE_AXIS = 0.3
"""So far apart, in widths of the larger box, may their middles be."""

SURE_SCORE = 0.3
"""A person below this score may be a coat; it is doubt, not a person."""

SEEN = 0.3
"""A keypoint below this visibility is a guess of the network."""

THIGH_EVEN = 0.47
THIGH_SLOPE = 0.06
"""Thigh drop over torso drop, in the picture: near 0 seated, near 0.7 standing.

0.47 lies between the two groups on MINH7 (seated 0 to 0.45, standing 0.51 to 0.73)."""

UNSEEN = 0.5
"""The posture of legs that are not seen."""

SAME_BODY = 1.0
"""Hips that moved by more than so many torsos belong to somebody else."""

POSTURE_HALF_LIFE = 1.5
"""Seconds in which a remembered posture loses half of its weight."""

HIP_HEIGHT = 0.42
"""Where the hips are taken to be in a person's box when no keypoint shows them, from below."""


CHEST_DEPTH = 0.25
"""Where the shoulders are taken to be in a person's box, from above, likewise."""


@dataclass(frozen=True, slots=True)
class Body:
    """A person in one picture, in picture heights.

    ``box`` x0 y0 x1 y1; ``hips`` the point that a person sits on; ``chest`` the middle of the
    shoulders; ``torso`` the length from
    shoulders to hips; ``standing`` 0 seated .. 1 standing, 0.5 where the legs are not seen;
    ``speed`` how fast the hips move, in torsos a second, None where nothing was seen before;
    ``track`` the number of who is followed; ``ankles`` how low the lower one is, None where none is
    seen.
    """

    box: tuple[float, float, float, float]
    score: float
    hips: tuple[float, float]
    chest: tuple[float, float]
    torso: float
    standing: float
    speed: float | None = None
    track: int = NO_TRACK
    ankles: float | None = None


def bodies_of(detections: Detections, aspect: float) -> tuple[Body, ...]:
    """The people among ``detections`` of a picture of width / height ``aspect``, each once."""
    people = detections[detections.classes == PERSON]
    scale = np.array([aspect, 1.0, 1.0], np.float32)
    keypoints = np.zeros((len(people), 17, 3), np.float32)
    if people.keypoints is not None:
        keypoints = people.keypoints * scale
    boxes = (people.boxes * scale[[0, 1, 0, 1]]).tolist()
    known = keypoints[:, CORE, 2].mean(axis=1).tolist()
    found: list[tuple[float, Body]] = []
    for index, (x0, y0, x1, y1) in enumerate(boxes):
        points = keypoints[index]
        hips = _middle(points, (11, 12)) or ((x0 + x1) / 2, y1 - HIP_HEIGHT * (y1 - y0))
        body = Body(
            box=(x0, y0, x1, y1),
            score=float(people.scores[index]),
            hips=hips,
            chest=_middle(points, (5, 6)) or ((x0 + x1) / 2, y0 + CHEST_DEPTH * (y1 - y0)),
            torso=_torso(points) or 0.4 * (y1 - y0),
            standing=standing_evidence(points),
            track=NO_TRACK if people.track_ids is None else int(people.track_ids[index]),
            ankles=_lowest(points, (15, 16)),
        )
        found.append((known[index], body))
    # Whose joints are known best speaks for the person; of equals the surer one.
    found.sort(key=lambda item: (-item[0], -item[1].score, item[1].box))
    distinct: list[Body] = []
    for _, body in found:
        twin = next((i for i, kept in enumerate(distinct) if same_person(kept, body)), None)
        if twin is None:
            distinct.append(body)
        else:
            kept = distinct[twin]
            # A number is above NO_TRACK, and only one box of a person has one.
            score, track = max(kept.score, body.score), max(kept.track, body.track)
            distinct[twin] = replace(kept, score=score, track=track)
    return tuple(distinct)


def same_person(a: Body, b: Body) -> bool:
    """Whether two boxes are two opinions on one person: one head, and mostly one inside the other.

    A detector stretches a sitter's box down over the empty chair in front of them; such a box
    overlaps the right one by too little for NMS, and its hips are on the wrong seat.
    """
    low = (max(a.box[0], b.box[0]), max(a.box[1], b.box[1]))
    high = (min(a.box[2], b.box[2]), min(a.box[3], b.box[3]))
    shared = max(high[0] - low[0], 0.0) * max(high[1] - low[1], 0.0)
    if shared < INSIDE * min(_area(a), _area(b)):
        return False
    height = min(a.box[3] - a.box[1], b.box[3] - b.box[1])
    width = max(a.box[2] - a.box[0], b.box[2] - b.box[0])
    aside = abs(a.box[0] + a.box[2] - b.box[0] - b.box[2]) / 2
    return abs(a.box[1] - b.box[1]) <= ONE_HEAD * height and aside <= ONE_AXIS * width


def _area(body: Body) -> float:
    return (body.box[2] - body.box[0]) * (body.box[3] - body.box[1])


def with_history(bodies: Sequence[Body], before: Sequence[Body], elapsed_s: float) -> list[Body]:
    """``bodies`` with what the nearest body of the decision before adds to them.

    The speed of the hips; and, where the legs are hidden now, the posture that they showed then,
    fading with POSTURE_HALF_LIFE: who stood a moment ago behind a desk has not sat down by that.
    """
    if not before or elapsed_s <= 0:
        return list(bodies)
    known = np.array([body.hips for body in before])
    kept = 0.5 ** (elapsed_s / POSTURE_HALF_LIFE)
    grown = []
    for body in bodies:
        distances = np.hypot(*(known - np.array(body.hips)).T)
        nearest = int(distances.argmin())
        torsos = float(distances[nearest]) / max(body.torso, 1e-6)
        standing = body.standing
        if standing == UNSEEN and torsos < SAME_BODY:
            standing += kept * (before[nearest].standing - UNSEEN)
        grown.append(replace(body, standing=standing, speed=torsos / elapsed_s))
    return grown


def standing_evidence(points: NDArray[np.float32]) -> float:
    """0 seated .. 1 standing from keypoints (17, 3) in picture heights; 0.5 says nothing.

    A seated thigh lies level and a standing one hangs, so the drop from hip to knee is compared
    with the drop from shoulder to hip. Each side counts by the visibility of its knee and hip,
    and not at all where the torso is seen from above (its drop is shorter than half the
    shoulders' width).
    """
    width = float(np.hypot(*(points[5, :2] - points[6, :2])))
    total, weight = 0.0, 0.0
    for shoulder, hip, knee in SIDES:
        seen = float(min(points[shoulder, 2], points[hip, 2], points[knee, 2]))
        torso = float(points[hip, 1] - points[shoulder, 1])
        if seen < SEEN or torso <= max(0.5 * width, 1e-6):
            continue
        thigh = float(points[knee, 1] - points[hip, 1])
        total += seen / (1.0 + np.exp(-(thigh / torso - THIGH_EVEN) / THIGH_SLOPE))
        weight += seen
    return UNSEEN if weight == 0 else total / weight


def _middle(points: NDArray[np.float32], joints: tuple[int, int]) -> tuple[float, float] | None:
    """The middle of those of two joints that are seen."""
    seen = [point for point in (points[joints[0]], points[joints[1]]) if point[2] >= SEEN]
    if not seen:
        return None
    first, last = seen[0], seen[-1]  # of one that is seen, the middle is itself
    return float((first[0] + last[0]) / 2), float((first[1] + last[1]) / 2)


def _lowest(points: NDArray[np.float32], which: tuple[int, int]) -> float | None:
    seen = [float(points[i, 1]) for i in which if points[i, 2] >= SEEN]
    return max(seen, default=None)


def _torso(points: NDArray[np.float32]) -> float | None:
    """The length from the middle of the shoulders to the middle of the hips."""
    if min(points[joint, 2] for joint in CORE) < SEEN:
        return None
    across = (points[5, :2] + points[6, :2]) / 2 - (points[11, :2] + points[12, :2]) / 2
    return float(np.hypot(*across))
