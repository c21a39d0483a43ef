"""Average precision against cases worked out by hand, and against the library's own summary."""

import math

import numpy as np
import pytest
from faster_coco_eval import COCO, COCOeval_faster

from eval.scores.average_precision import (
    Guess,
    Labelled,
    LabelledPicture,
    Matched,
    average_precision,
)

HERE, THERE, ELSEWHERE = (0, 0, 10, 20), (50, 50, 60, 70), (90, 0, 99, 9)


def picture(truth: list[Labelled], found: list[Guess]) -> LabelledPicture:
    return LabelledPicture(tuple(truth), tuple(found))


def one(box: tuple[float, ...] = HERE, ignored: bool = False) -> Labelled:
    return Labelled(tuple(box), ignored)  # type: ignore[arg-type]


def test_everything_found_and_nothing_else_is_perfect() -> None:
    found = average_precision([picture([one()], [Guess(HERE, 0.3)])], "bbox")
    assert (found.at_50, found.at_50_95) == (1.0, 1.0)


def test_a_false_alarm_between_two_finds() -> None:
    # right, wrong, right: precision 1 up to recall 1/2 (51 of the 101 levels), then 2/3
    guesses = [Guess(HERE, 0.9), Guess(ELSEWHERE, 0.8), Guess(THERE, 0.7)]
    found = average_precision([picture([one(), one(THERE)], guesses)], "bbox")
    assert found.at_50 == pytest.approx((51 + 50 * 2 / 3) / 101, abs=1e-6)


def test_a_loose_box_counts_up_to_its_overlap() -> None:
    loose = (0, 0, 10, 12.4)  # 62 % of the true box: right at 0.50, 0.55 and 0.60 of ten
    found = average_precision([picture([one()], [Guess(loose, 0.9)])], "bbox")
    assert (found.at_50, found.at_50_95) == (1.0, 0.3)


def test_what_is_ignored_is_neither_missed_nor_a_false_alarm() -> None:
    truth = [one(), one(THERE, ignored=True)]
    for guesses in ([Guess(HERE, 0.5)], [Guess(HERE, 0.5), Guess(THERE, 0.9)]):
        assert average_precision([picture(truth, guesses)], "bbox").at_50 == 1.0


def test_without_anything_to_find_there_is_no_figure() -> None:
    ignored = picture([one(ignored=True)], [Guess(HERE, 0.5)])
    assert average_precision([ignored], "bbox").at_50 is None
    assert average_precision([], "bbox").at_50 is None


def test_nothing_found_is_nothing() -> None:
    found = average_precision([picture([one()], [])], "bbox")
    assert (found.at_50, found.at_50_95) == (0.0, 0.0)


def pose(nose_x: float) -> tuple[tuple[float, float, float], ...]:
    """Only the nose is labelled."""
    return ((nose_x, 50.0, 2.0), *[(0.0, 0.0, 0.0)] * 16)


def test_keypoints_are_right_up_to_their_similarity() -> None:
    box = (0.0, 0.0, 100.0, 100.0)
    # OKS of one nose: exp(-d^2 / (8 sigma^2 area)), sigma 0.026, area 0.53 of the box
    off = math.sqrt(-math.log(0.62) * 8 * 0.026**2 * 0.53 * 100 * 100)
    truth = [Labelled(box, False, pose(50))]
    found = average_precision([picture(truth, [Guess(box, 0.9, pose(50 + off))])], "keypoints")
    assert (found.at_50, found.at_50_95) == (1.0, 0.3)


def scene(seed: int) -> list[LabelledPicture]:
    """Pictures of some boxes, most of them found, somewhat off, among false alarms."""
    rng = np.random.default_rng(seed)
    pictures = []
    for _ in range(12):
        corners = rng.uniform(0, 80, (6, 2))
        boxes = np.hstack([corners, corners + rng.uniform(10, 20, (6, 2))])
        guessed = boxes[rng.uniform(size=6) < 0.8]
        guessed = np.vstack([guessed + rng.normal(0, 1.5, guessed.shape), boxes[:1] + 30])
        pictures.append(
            picture(
                [one(box, bool(rng.uniform() < 0.2)) for box in boxes],
                [Guess(tuple(box), float(rng.uniform())) for box in guessed],
            )
        )
    return pictures


@pytest.mark.parametrize("seed", range(3))
def test_the_figures_are_those_of_the_librarys_own_summary(seed: int) -> None:
    pictures = scene(seed)
    annotations, guesses = [], []
    for number, each in enumerate(pictures, start=1):
        for thing in each.truth:
            x0, y0, x1, y1 = thing.box
            box = [x0, y0, x1 - x0, y1 - y0]
            annotations.append(
                {
                    "id": len(annotations) + 1,
                    "image_id": number,
                    "category_id": 1,
                    "bbox": box,
                    "area": box[2] * box[3],
                    "iscrowd": int(thing.ignored),
                }
            )
        for guess in each.found:
            x0, y0, x1, y1 = guess.box
            box = [x0, y0, x1 - x0, y1 - y0]
            guesses.append(
                {"image_id": number, "category_id": 1, "bbox": box, "score": guess.score}
            )
    images = [{"id": number} for number in range(1, len(pictures) + 1)]
    truth = COCO(
        {
            "images": images,
            "annotations": annotations,
            "categories": [{"id": 1, "name": "thing"}],
        }
    )
    evaluation = COCOeval_faster(truth, truth.loadRes(guesses), "bbox")
    evaluation.run()
    found = average_precision(pictures, "bbox")
    assert found.at_50_95 == pytest.approx(evaluation.stats[0], abs=1e-6)
    assert found.at_50 == pytest.approx(evaluation.stats[1], abs=1e-6)
    assert 0.2 < evaluation.stats[0] < 0.9


def test_a_resample_is_as_if_its_pictures_had_been_scored_anew() -> None:
    pictures = scene(7)
    matched = Matched(pictures, "bbox")
    drawn = [0, 0, 3, 5, 5, 5, 11]
    assert matched.average_precision(drawn) == average_precision(
        [pictures[number] for number in drawn], "bbox"
    )
    assert matched.average_precision() == average_precision(pictures, "bbox")
