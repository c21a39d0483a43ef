"""Which truth counts, and which class of the network counts as what."""

import pytest
from support.made_scenarios import detected, person, picture, thing

from eval.scores.bootstrap import draw
from eval.scores.pictures import detection_score, keypoint_score
from eval.scores.scenario import Detected

TALL, SHORT = (0, 0, 20, 40), (0, 0, 20, 39)
POSE = tuple((x / 100, 0.2, 2.0) for x in range(17))
PIXELS = tuple((x, 20.0, 2.0) for x in range(17))


def test_people_under_40_px_or_40_percent_need_not_be_found() -> None:
    counted = [person("a", TALL), person("b", (50, 0, 70, 40), visibility=0.4)]
    left_out = [person("c", (50, 60, 70, 99)), person("d", (0, 60, 20, 100), visibility=0.39)]
    score = detection_score([[picture([*counted, *left_out], detected((0, TALL)))]])
    assert score is not None
    people = score.classes["person"]
    assert (people.truth, people.ignored, people.found) == (2, 2, 1)
    assert people.ap50 == pytest.approx(51 / 101, abs=1e-6)  # one of two found


def test_small_things_count_and_hidden_ones_do_not() -> None:
    phones = [thing("phone", (0, 0, 4, 4)), thing("phone", (50, 50, 60, 60), visibility=0.3)]
    score = detection_score([[picture([], detected((67, (0, 0, 4, 4))), phones)]])
    assert score is not None
    assert (score.classes["phone"].truth, score.classes["phone"].ignored) == (1, 1)
    assert score.classes["phone"].ap50 == 1.0


@pytest.mark.parametrize(
    ("kind", "coco", "name"),
    [
        ("chair", 56, "chair"),
        ("phone", 67, "phone"),
        ("cup", 41, "cup_or_bottle"),
        ("bottle", 41, "cup_or_bottle"),
        ("cup", 39, "cup_or_bottle"),
        ("noodles", 45, "food"),
        ("burger", 48, "food"),
        ("fruit", 47, "food"),
        ("snacks", 55, "food"),
    ],
)
def test_a_kind_of_thing_is_found_by_its_classes(kind: str, coco: int, name: str) -> None:
    box = (10, 10, 30, 30)
    score = detection_score([[picture([], detected((coco, box)), [thing(kind, box)])]])
    assert score is not None
    assert score.classes[name].ap50 == 1.0
    assert sum(each.truth for each in score.classes.values()) == 1


def test_a_monitor_is_no_class_of_ours() -> None:
    box = (10, 10, 30, 30)
    score = detection_score([[picture([], detected((62, box)), [thing("monitor", box)])]])
    assert score is not None
    assert all((each.truth, each.found) == (0, 0) for each in score.classes.values())


def test_a_scenario_that_does_not_say_what_things_there_are_is_scored_for_people_only() -> None:
    score = detection_score([[picture([person("a", TALL)], detected((56, TALL)))]])
    assert score is not None
    assert list(score.classes) == ["person"]


def test_without_pictures_there_is_no_score() -> None:
    assert detection_score([[], []]) is None
    assert keypoint_score([[]]) is None


def posed(tracks: tuple[int, ...] | None = None) -> Detected:
    return Detected(0.0, "cam1", ((0, 0, 0.2, 0.4),), (0.9,), (0,), (POSE,), tracks)


def test_poses_are_compared_in_pixels() -> None:
    score = keypoint_score([[picture([person("a", TALL, keypoints=PIXELS)], posed())]])
    assert score is not None
    assert (score.truth, score.found, score.oks_ap) == (1, 1, 1.0)


def test_a_person_without_a_pose_is_no_guess_of_one() -> None:
    score = keypoint_score([[picture([person("a", TALL, keypoints=PIXELS)], detected((0, TALL)))]])
    assert score is not None
    assert (score.found, score.oks_ap) == (0, 0.0)


def test_where_nobody_has_keypoints_there_is_no_score() -> None:
    assert keypoint_score([[picture([person("a", TALL)], posed())]]) is None


def test_scenarios_that_are_all_alike_leave_no_doubt() -> None:
    same = [picture([person("a", TALL)], detected((0, TALL)))]
    score = detection_score([same, same, same], draw(3, 20))
    assert score is not None
    intervals = score.classes["person"].intervals
    assert intervals is not None
    assert (intervals["ap50"].low, intervals["ap50"].high) == (1.0, 1.0)


def test_one_good_and_one_blind_scenario_leave_all_the_doubt_there_is() -> None:
    good = [picture([person("a", TALL)], detected((0, TALL)))]
    blind = [picture([person("a", TALL)], detected())]
    score = detection_score([good, blind], draw(2, 100))
    assert score is not None
    intervals = score.classes["person"].intervals
    assert intervals is not None
    assert (intervals["ap50"].low, intervals["ap50"].high) == (0.0, 1.0)


def test_what_one_scenario_alone_tells_gets_no_interval() -> None:
    telling = [picture([person("a", TALL)], detected((0, TALL)))]
    score = detection_score([telling, [picture([], detected())]], draw(2, 20))
    assert score is not None
    assert score.classes["person"].intervals is None
