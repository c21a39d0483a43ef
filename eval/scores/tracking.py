"""Tracks of people, camera by camera: HOTA and IDF1, computed by the trackers library."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from eval.scores.bootstrap import LEAST_UNITS, Draws, interval
from eval.scores.classes import PERSON, must_be_found
from eval.scores.pairing import Picture
from eval.scores.result import Interval, TrackingScore

SAME_IOU = 0.5
"""A track that lies so on somebody who need not be found is left out with them (MOTChallenge)."""

TRACK = frozenset({"track"})
"""What frames.jsonl names among what was labelled where a person keeps one id."""

Groups = Sequence[Sequence[Picture]]
Ids = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class CameraTracks:
    """One camera's people and tracks: at each moment true ids (n,), tracks (m,), IoU (n, m)."""

    true: list[Ids]
    seen: list[Ids]
    iou: list[Floats]


def tracking_score(groups: Groups, draws: Draws | None = None) -> TrackingScore | None:
    """HOTA (Luiten et al. 2021) and IDF1 (Ristani et al. 2016); None where nothing is tracked.

    ``groups`` are the pictures of each scenario; ``draws`` gives intervals over them.
    """
    sequences = [_sequences(group) for group in groups]
    if not any(sequences):
        return None
    from trackers.eval import compute_hota_metrics, compute_identity_metrics  # an extra

    measured = [
        [
            (
                compute_hota_metrics(each.true, each.seen, each.iou),
                compute_identity_metrics(each.true, each.seen, each.iou),
            )
            for each in group
        ]
        for group in sequences
    ]
    pooled = _pooled([pair for group in measured for pair in group])
    every = [each for group in sequences for each in group]
    return TrackingScore(
        frames=sum(len(each.true) for each in every),
        truth=sum(len(ids) for each in every for ids in each.true),
        found=sum(len(ids) for each in every for ids in each.seen),
        hota=pooled["hota"],
        detection_accuracy=pooled["detection_accuracy"],
        association_accuracy=pooled["association_accuracy"],
        idf1=pooled["idf1"],
        intervals=None
        if draws is None or sum(map(bool, measured)) < LEAST_UNITS
        else _intervals(measured, draws),
    )


Measured = tuple[dict[str, Any], dict[str, Any]]


def _pooled(sequences: Sequence[Measured]) -> dict[str, float | None]:
    """The figures of all sequences together; None where there is nobody to track."""
    from trackers.eval import aggregate_hota_metrics, aggregate_identity_metrics

    hota = aggregate_hota_metrics([each for each, _ in sequences])
    identity = aggregate_identity_metrics([each for _, each in sequences])
    figures = {
        "hota": hota["HOTA"],
        "detection_accuracy": hota["DetA"],
        "association_accuracy": hota["AssA"],
        "idf1": identity["IDF1"],
    }
    nobody = hota["HOTA_TP"] + hota["HOTA_FN"] == 0
    return {name: None if nobody else round(float(each), 6) for name, each in figures.items()}


def _intervals(groups: Sequence[Sequence[Measured]], draws: Draws) -> dict[str, Interval]:
    figures: dict[str, list[float]] = {}
    for counts in draws:
        drawn = [
            each
            for group, times in zip(groups, counts, strict=True)
            for _ in range(times)
            for each in group
        ]
        for name, value in _pooled(drawn).items():
            if value is not None:
                figures.setdefault(name, []).append(value)
    intervals = {name: interval(np.array(each), len(draws)) for name, each in figures.items()}
    return {name: each for name, each in intervals.items() if each is not None}


def _sequences(pictures: Iterable[Picture]) -> list[CameraTracks]:
    tracked = [
        picture
        for picture in pictures
        if picture.seen.tracks is not None and picture.truth.tells(TRACK)
    ]
    return [
        _sequence(list(group))
        for _, group in groupby(tracked, key=lambda picture: picture.truth.camera)
    ]


def _sequence(pictures: Sequence[Picture]) -> CameraTracks:
    names = sorted({person.id for picture in pictures for person in picture.truth.people})
    numbers = {name: number for number, name in enumerate(names)}
    true, seen, overlaps = [], [], []
    for picture in pictures:
        people = picture.truth.people
        counts = np.array([must_be_found(person) for person in people], bool)
        width, height = picture.size
        boxes = np.array([person.box for person in people], float).reshape(-1, 4)
        boxes /= (width, height, width, height)
        found, tracks = _tracked(picture)
        iou = _iou(boxes, found)
        counted = ~_on_ignored(iou, counts)
        true.append(np.array([numbers[person.id] for person in people], np.int64)[counts])
        seen.append(tracks[counted])
        overlaps.append(iou[counts][:, counted])
    return CameraTracks(true, seen, overlaps)


def _tracked(picture: Picture) -> tuple[Floats, Ids]:
    """Boxes (m, 4) and track numbers (m,) of the people that were followed."""
    seen = picture.seen
    people = [
        (box, track)
        for box, number, track in zip(seen.boxes, seen.classes, seen.tracks or (), strict=True)
        if number in PERSON.coco and track is not None
    ]
    boxes = np.array([box for box, _ in people], float).reshape(-1, 4)
    return boxes, np.array([track for _, track in people], np.int64)


def _on_ignored(iou: Floats, counts: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which tracks (m,) are best paired with somebody who need not be found."""
    ignored = np.zeros(iou.shape[1], bool)
    pairs = linear_sum_assignment(np.where(iou >= SAME_IOU, iou, 0.0), maximize=True)
    for person, track in zip(*pairs, strict=True):
        if iou[person, track] >= SAME_IOU and not counts[person]:
            ignored[track] = True
    return ignored


def _iou(a: Floats, b: Floats) -> Floats:
    """Overlap over union of boxes (n, 4) and (m, 4): (n, m)."""
    low = np.maximum(a[:, None, :2], b[None, :, :2])
    high = np.minimum(a[:, None, 2:], b[None, :, 2:])
    both = np.prod(np.clip(high - low, 0, None), axis=2)
    areas = [np.prod(boxes[:, 2:] - boxes[:, :2], axis=1) for boxes in (a, b)]
    union = areas[0][:, None] + areas[1][None, :] - both
    return np.where(union > 0, both / np.where(union > 0, union, 1.0), 0.0)
