"""Two boxes with one head, one in the other, are one person."""

import numpy as np

from vision.one_each import one_each

FULL = (0.4, 0.3, 0.5, 0.9)
UPPER = (0.4, 0.31, 0.5, 0.68)
BEHIND = (0.41, 0.1, 0.49, 0.6)


def kept(
    *boxes: tuple[float, float, float, float],
    scores: tuple[float, ...],
    known: tuple[float, ...] | None = None,
) -> dict[int, float]:
    """Place -> score."""
    places, best = one_each(
        np.array(boxes, np.float32).reshape(-1, 4),
        np.array(scores, np.float32),
        np.array(known or (0.0,) * len(boxes), np.float32),
    )
    return dict(zip(places.tolist(), (round(each, 3) for each in best.tolist()), strict=True))


def test_the_box_whose_joints_are_seen_speaks_with_the_better_score() -> None:
    assert kept(FULL, UPPER, scores=(0.9, 0.6), known=(0.2, 0.8)) == {1: 0.9}
    assert kept(FULL, UPPER, scores=(0.9, 0.6)) == {0: 0.9}


def test_who_looks_over_anothers_shoulder_is_somebody_else() -> None:
    assert kept(FULL, BEHIND, scores=(0.9, 0.6)) == {0: 0.9, 1: 0.6}


def test_nobody_is_nobody() -> None:
    assert kept(scores=()) == {}
