"""Boxes and keypoints of true frames held against what was detected in them."""

from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise

import numpy as np

from eval.scores.average_precision import Guess, Labelled, LabelledPicture, Matched
from eval.scores.bootstrap import LEAST_UNITS, Draws, interval
from eval.scores.classes import CLASSES, PERSON, ScoredClass, must_be_found
from eval.scores.pairing import Picture
from eval.scores.result import ClassScore, DetectionScore, Interval, KeypointScore
from eval.scores.scenario import Box, Keypoints, TrueObject, TruePerson

Groups = Sequence[Sequence[Picture]]
"""The pictures of each scenario."""


def detection_score(groups: Groups, draws: Draws | None = None) -> DetectionScore | None:
    """Average precision by class; None without pictures in which things were labelled.

    Things other than people are left out where the scenario does not say which there are.
    ``draws`` gives intervals over the scenarios.
    """
    if not any(groups):
        return None
    classes = {}
    for scored in CLASSES:
        labelled = [
            [_of_class(picture, scored) for picture in group if picture.truth.tells(scored.kinds)]
            for group in groups
        ]
        if any(labelled):
            classes[scored.name] = _class_score(labelled, draws)
    told = sum(_told(picture) for group in groups for picture in group)
    return DetectionScore(told, classes) if classes else None


def _told(picture: Picture) -> bool:
    """Whether anything at all was labelled in a picture."""
    return any(picture.truth.tells(scored.kinds) for scored in CLASSES)


def keypoint_score(groups: Groups, draws: Draws | None = None) -> KeypointScore | None:
    """Average precision of poses; None where no true person has keypoints."""
    labelled = [
        [_with_poses(picture) for picture in group if _tells_poses(picture)] for group in groups
    ]
    if not any(labelled):
        return None
    pooled = [picture for group in labelled for picture in group]
    matched = Matched(pooled, "keypoints")
    found = matched.average_precision()
    truth, ignored, guesses = _counts(pooled)
    return KeypointScore(
        frames=len(pooled),
        truth=truth,
        ignored=ignored,
        found=guesses,
        oks_ap=found.at_50_95,
        oks_ap50=found.at_50,
        intervals=_intervals(matched, labelled, draws, ("oks_ap50", "oks_ap")),
    )


def _class_score(groups: Sequence[Sequence[LabelledPicture]], draws: Draws | None) -> ClassScore:
    pooled = [picture for group in groups for picture in group]
    matched = Matched(pooled, "bbox")
    found = matched.average_precision()
    truth, ignored, guesses = _counts(pooled)
    return ClassScore(
        truth=truth,
        ignored=ignored,
        found=guesses,
        ap50=found.at_50,
        ap50_95=found.at_50_95,
        intervals=_intervals(matched, groups, draws, ("ap50", "ap50_95")),
    )


def _intervals(
    matched: Matched,
    groups: Sequence[Sequence[LabelledPicture]],
    draws: Draws | None,
    names: tuple[str, str],
) -> dict[str, Interval] | None:
    """Intervals of both figures over the scenarios, whose pictures ``matched`` has in order."""
    telling = sum(any(map(_has_to_find, group)) for group in groups)
    if draws is None or telling < LEAST_UNITS:
        return None
    ends = list(accumulate(map(len, groups), initial=0))
    both: list[tuple[float, float]] = []
    for counts in draws:
        drawn = [
            number
            for (start, end), times in zip(pairwise(ends), counts, strict=True)
            for number in [*range(start, end)] * times
        ]
        found = matched.average_precision(drawn)
        if found.at_50 is not None and found.at_50_95 is not None:
            both.append((found.at_50, found.at_50_95))
    figures = np.array(both, float).reshape(-1, 2)
    intervals = {
        name: interval(figures[:, column], len(draws)) for column, name in enumerate(names)
    }
    return {name: each for name, each in intervals.items() if each is not None}


def _has_to_find(picture: LabelledPicture) -> bool:
    return any(not thing.ignored for thing in picture.truth)


def _counts(pictures: Iterable[LabelledPicture]) -> tuple[int, int, int]:
    """True things that count, those that do not, and guesses."""
    truth = ignored = guesses = 0
    for picture in pictures:
        hidden = sum(thing.ignored for thing in picture.truth)
        truth, ignored = truth + len(picture.truth) - hidden, ignored + hidden
        guesses += len(picture.found)
    return truth, ignored, guesses


def _of_class(picture: Picture, scored: ScoredClass) -> LabelledPicture:
    true: Iterable[TruePerson | TrueObject] = (
        picture.truth.people
        if scored is PERSON
        else (each for each in picture.truth.objects or () if each.kind in scored.kinds)
    )
    seen = picture.seen
    found = (
        Guess(_to_pixels(box, picture.size), score)
        for box, score, number in zip(seen.boxes, seen.scores, seen.classes, strict=True)
        if number in scored.coco
    )
    return LabelledPicture(
        tuple(Labelled(each.box, not must_be_found(each)) for each in true), tuple(found)
    )


def _tells_poses(picture: Picture) -> bool:
    return any(person.keypoints is not None for person in picture.truth.people)


def _with_poses(picture: Picture) -> LabelledPicture:
    seen, (width, height) = picture.seen, picture.size
    found = []
    for box, score, number, points in zip(
        seen.boxes, seen.scores, seen.classes, seen.keypoints, strict=True
    ):
        if number in PERSON.coco and points is not None:
            pixels: Keypoints = tuple((x * width, y * height, v) for x, y, v in points)
            found.append(Guess(_to_pixels(box, picture.size), score, pixels))
    truth = tuple(
        Labelled(person.box, not _must_be_posed(person), person.keypoints)
        for person in picture.truth.people
        if person.keypoints is not None
    )
    return LabelledPicture(truth, tuple(found))


def _must_be_posed(person: TruePerson) -> bool:
    """Somebody of whom not one keypoint is known is left out either way, as in COCO."""
    return must_be_found(person) and any(v > 0 for _, _, v in person.keypoints or ())


def _to_pixels(box: Box, size: tuple[int, int]) -> Box:
    (x0, y0, x1, y1), (width, height) = box, size
    return x0 * width, y0 * height, x1 * width, y1 * height
