"""Tracks: known cases of HOTA and IDF1."""

import math

import pytest
from support.made_scenarios import detected, person, picture

from eval.scores.bootstrap import draw
from eval.scores.pairing import Picture
from eval.scores.tracking import tracking_score

LEFT, RIGHT = (0, 0, 20, 60), (60, 0, 80, 60)
FRAMES = 10


def filmed(*tracks: tuple[int, int]) -> list[Picture]:
    """Two people who keep their places; the tracks of the left and the right one in each frame."""
    people = [person("left", LEFT), person("right", RIGHT)]
    return [
        picture(people, detected((0, LEFT), (0, RIGHT), tracks=pair, time=float(time)))
        for time, pair in enumerate(tracks)
    ]


def test_two_people_followed_without_a_fault() -> None:
    score = tracking_score([filmed(*[(7, 9)] * FRAMES)])
    assert score is not None
    assert (score.hota, score.idf1) == (1.0, 1.0)
    assert (score.frames, score.truth, score.found) == (FRAMES, 20, 20)


def test_two_tracks_that_swap_people_half_way() -> None:
    score = tracking_score([filmed(*[(7, 9)] * 5, *[(9, 7)] * 5)])
    assert score is not None
    assert score.idf1 == 0.5  # each person is one track's for half the time
    assert score.detection_accuracy == 1.0
    # each find shares its track for 5 frames, and its person or track has 5 more alone: 5 / 15
    assert score.association_accuracy == pytest.approx(1 / 3, abs=1e-6)
    assert score.hota == pytest.approx(math.sqrt(1 / 3), abs=1e-6)


def test_cameras_do_not_share_tracks() -> None:
    one_camera = tracking_score([filmed(*[(7, 9)] * FRAMES)])
    two_scenarios = tracking_score([filmed(*[(7, 9)] * FRAMES), filmed(*[(9, 7)] * FRAMES)])
    assert one_camera is not None
    assert two_scenarios is not None
    assert two_scenarios.hota == one_camera.hota == 1.0


def test_a_track_on_somebody_who_need_not_be_found_is_left_out() -> None:
    people = [person("left", LEFT), person("hidden", RIGHT, visibility=0.1)]
    pictures = [
        picture(people, detected((0, LEFT), (0, RIGHT), tracks=(1, 2), time=float(time)))
        for time in range(FRAMES)
    ]
    score = tracking_score([pictures])
    assert score is not None
    assert (score.truth, score.found, score.hota) == (FRAMES, FRAMES, 1.0)


def test_chairs_are_not_tracked() -> None:
    seen = detected((0, LEFT), (56, RIGHT), tracks=(1, 2))
    score = tracking_score([[picture([person("left", LEFT)], seen)]])
    assert score is not None
    assert (score.found, score.hota) == (1, 1.0)


def test_somebody_who_is_not_followed_is_missed() -> None:
    people = [person("left", LEFT), person("right", RIGHT)]
    seen = detected((0, LEFT), (0, RIGHT), tracks=(1, None))
    score = tracking_score([[picture(people, seen)]])
    assert score is not None
    assert (score.truth, score.found, score.detection_accuracy) == (2, 1, 0.5)


def test_frames_in_which_nobody_is_there_or_nobody_is_found() -> None:
    nobody = picture([], detected(tracks=()))
    missed = picture([person("left", LEFT)], detected(tracks=(), time=1.0))
    score = tracking_score([[nobody, missed]])
    assert score is not None
    assert (score.hota, score.idf1) == (0.0, 0.0)
    empty = tracking_score([[nobody]])
    assert empty is not None
    assert empty.hota is None


def test_without_tracks_there_is_no_score() -> None:
    assert tracking_score([[picture([person("left", LEFT)], detected((0, LEFT)))]]) is None


def test_the_interval_is_over_scenarios() -> None:
    good, bad = filmed(*[(7, 9)] * FRAMES), filmed(*[(7, 9)] * 5, *[(9, 7)] * 5)
    score = tracking_score([good, bad], draw(2, 50))
    assert score is not None
    assert score.intervals is not None
    assert (score.intervals["idf1"].low, score.intervals["idf1"].high) == (0.5, 1.0)
