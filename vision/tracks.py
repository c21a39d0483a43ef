"""Which people of a picture were in the one before: numbers that mean this and nothing else.

Pictures come 0.25 to 2 s apart, and in that time somebody who walks leaves their own box behind.
So boxes are matched grown by a part of their size. Who is whom is ByteTrack's decision
(Zhang et al. 2022), by the trackforge library, from boxes and scores alone: no picture, no
embedding (law 8). A number is never used twice within a camera, says nothing in another camera,
and ends with the person's sight. How long somebody was away is a seat's business (law 4).
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from trackforge import BYTETRACK

from cameras.frame import CameraId
from floor.time import Instant, seconds_between
from vision.body import CORE
from vision.detections import NO_TRACK, Detections
from vision.detector import PERSON
from vision.one_each import one_each

LIFE_S = 3.0
"""Who was not seen for longer gets another number: a sweep, or somebody who passes in front."""

BUFFER = 8
"""Pictures for which the matcher looks for somebody it lost: 2 s at 4 a second. Much longer, and
whoever passes takes the number."""

GROWN = (0.6, 0.1)
"""How far boxes are grown to each side and upwards and downwards, in their own width and height,
before they are matched: people walk sideways by more than their width from picture to picture."""

SURE = 0.5
"""Only a person of this score begins a track; a doubtful one may go on with it."""

MATCH_COST = 0.85
DOUBTFUL_MATCH_COST = 0.7
"""1 - IoU of grown boxes up to which one is the other, and so for the doubtful ones."""


@dataclass(slots=True)
class _Camera:
    """One camera's matcher, with our number for each of its own and when it was last seen."""

    matcher: BYTETRACK
    last: Instant
    known: dict[int, tuple[int, Instant]] = field(default_factory=dict)


class PeopleTracker:
    """Follows people within each camera; cameras know nothing of each other (law 10)."""

    def __init__(self) -> None:
        self._cameras: dict[CameraId, _Camera] = {}
        self._used: dict[CameraId, int] = {}

    def update(self, camera: CameraId, detections: Detections, now: Instant) -> NDArray[np.int64]:
        """The number (N,) of each of ``detections``, `NO_TRACK` for who is not followed.

        Call it once for each picture that was looked at as a whole; a blind camera has none.
        """
        state = self._state(camera, now)
        ids = np.full(len(detections), NO_TRACK, np.int64)
        people, scores = _distinct(detections)
        boxes = _grown(detections.boxes[people]).tolist()
        tracked = state.matcher.update(
            [(box, score, PERSON) for box, score in zip(boxes, scores.tolist(), strict=True)]
        )
        places = sorted((place, name) for name, _, _, _, place in tracked if place is not None)
        for place, name in places:
            ids[people[place]] = self._number(camera, state, name)
            state.known[name] = int(ids[people[place]]), now
        return ids

    def _state(self, camera: CameraId, now: Instant) -> _Camera:
        """The camera's, as far as it still holds at ``now``: after a long gap, or where a clock
        was set back, all are new."""
        state = self._cameras.get(camera)
        if state is None or not 0 < seconds_between(state.last, now) <= LIFE_S:
            matcher = BYTETRACK(SURE, BUFFER, MATCH_COST, SURE, DOUBTFUL_MATCH_COST)
            state = self._cameras[camera] = _Camera(matcher, now)
        state.last = now
        state.known = {
            name: (number, seen)
            for name, (number, seen) in state.known.items()
            if seconds_between(seen, now) <= LIFE_S
        }
        return state

    def _number(self, camera: CameraId, state: _Camera, name: int) -> int:
        if name in state.known:
            return state.known[name][0]
        self._used[camera] = self._used.get(camera, 0) + 1
        return self._used[camera]


def _distinct(detections: Detections) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """The places (k,) of one box for each person, and their scores (k,)."""
    people = np.flatnonzero(detections.classes == PERSON)
    known = np.zeros(len(people), np.float32)
    if detections.keypoints is not None:
        known = detections.keypoints[people][:, CORE, 2].mean(axis=1)
    kept, scores = one_each(detections.boxes[people], detections.scores[people], known)
    return people[kept], scores


def _grown(boxes: NDArray[np.float32]) -> NDArray[np.float64]:
    """Boxes (n, 4) x0 y0 x1 y1 as x0, y0, width, height, grown."""
    sizes = (boxes[:, 2:] - boxes[:, :2]).astype(np.float64)
    more = sizes * GROWN
    return np.concatenate([boxes[:, :2] - more, sizes + 2 * more], axis=1)
