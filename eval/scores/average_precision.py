"""Average precision over one class of boxes or poses, computed by faster-coco-eval."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from faster_coco_eval import COCO, COCOeval_faster

from eval.scores.scenario import Box, Keypoints

MOST_IN_A_PICTURE = 100
"""COCO's limit for boxes, and ours for people's keypoints too: a floor has more than COCO's 20."""

BODY_SHARE = 0.53
"""Area of a person over that of their box. COCO scales keypoint errors by the segment's area;
where there is none, CrowdPose's evaluation and others take this share."""

Similarity = Literal["bbox", "keypoints"]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A true thing. ``ignored``: neither a miss where it is not found nor a fault where it is.

    Pixels; ``box`` x0 y0 x1 y1.
    """

    box: Box
    ignored: bool
    keypoints: Keypoints | None = None


@dataclass(frozen=True, slots=True)
class Guess:
    """A thing that was found, in the same pixels, with how sure the network was."""

    box: Box
    score: float
    keypoints: Keypoints | None = None


@dataclass(frozen=True, slots=True)
class LabelledPicture:
    """One picture's things of one class."""

    truth: tuple[Labelled, ...]
    found: tuple[Guess, ...]


@dataclass(frozen=True, slots=True)
class AveragePrecision:
    """At a similarity of 0.5, and the mean over 0.5 to 0.95. None without anything to find."""

    at_50: float | None
    at_50_95: float | None


class Matched:
    """Pictures whose guesses are matched with the truth: average precision of any mix of them.

    Matching is the long part, and is of each picture alone: resamples share it.
    """

    def __init__(self, pictures: Sequence[LabelledPicture], similarity: Similarity) -> None:
        self._to_find = [sum(not each.ignored for each in picture.truth) for picture in pictures]
        truth = COCO(_truth(pictures))
        guesses = truth.loadRes(_guesses(pictures))
        self._evaluation = COCOeval_faster(truth, guesses, similarity, separate_eval=True)
        params = self._evaluation.params
        params.maxDets = [MOST_IN_A_PICTURE]
        params.areaRng, params.areaRngLbl = [[0.0, 1e10]], ["all"]
        self._evaluation.evaluate()
        self._by_picture = list(self._evaluation._evalImgs_cpp)

    def average_precision(self, drawn: Sequence[int] | None = None) -> AveragePrecision:
        """Of the pictures with these numbers, some of them perhaps more than once; else of all."""
        drawn = range(len(self._by_picture)) if drawn is None else drawn
        if not any(self._to_find[number] for number in drawn):
            return AveragePrecision(None, None)
        # The library accumulates what lies here, one entry a picture, and has no other door to it.
        self._evaluation._evalImgs_cpp = [self._by_picture[number] for number in drawn]
        self._evaluation._paramsEval.imgIds = list(range(1, len(drawn) + 1))
        self._evaluation.accumulate()
        precision = np.asarray(self._evaluation.eval["precision"])
        by_threshold = precision[:, :, 0, 0, 0].mean(
            axis=1
        )  # threshold, recall, class, area, limit
        return AveragePrecision(
            round(float(by_threshold[0]), 6), round(float(by_threshold.mean()), 6)
        )


def average_precision(
    pictures: Sequence[LabelledPicture], similarity: Similarity
) -> AveragePrecision:
    """Average precision as COCO defines it (https://cocodataset.org/#detection-eval).

    101 recall levels, ten thresholds 0.50:0.05:0.95, one class. Ignored truth is COCO's crowd.
    For ``keypoints`` every truth and guess must have them.
    """
    return Matched(pictures, similarity).average_precision()


def _truth(pictures: Sequence[LabelledPicture]) -> dict[str, object]:
    annotations: list[dict[str, object]] = []
    for number, picture in enumerate(pictures, start=1):
        for thing in picture.truth:
            x, y, width, height = _xywh(thing.box)
            annotation = {
                "id": len(annotations) + 1,
                "image_id": number,
                "category_id": 1,
                "bbox": [x, y, width, height],
                "area": width * height * (1.0 if thing.keypoints is None else BODY_SHARE),
                "iscrowd": int(thing.ignored),
            }
            if thing.keypoints is not None:
                annotation["keypoints"] = [value for point in thing.keypoints for value in point]
                annotation["num_keypoints"] = sum(v > 0 for _, _, v in thing.keypoints)
            annotations.append(annotation)
    return {
        "images": [{"id": number} for number in range(1, len(pictures) + 1)],
        "annotations": annotations,
        "categories": [{"id": 1, "name": "thing"}],
    }


def _guesses(pictures: Sequence[LabelledPicture]) -> list[dict[str, object]]:
    guesses: list[dict[str, object]] = []
    for number, picture in enumerate(pictures, start=1):
        for thing in picture.found:
            guess: dict[str, object] = {
                "image_id": number,
                "category_id": 1,
                "bbox": list(_xywh(thing.box)),
                "score": thing.score,
            }
            if thing.keypoints is not None:
                guess["keypoints"] = [value for point in thing.keypoints for value in point]
            guesses.append(guess)
    return guesses


def _xywh(box: Box) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = box
    return x0, y0, x1 - x0, y1 - y0
