"""Real pictures have labels of some kinds only; what nobody labelled is not held against anyone."""

from eval.scores.pairing import Picture
from eval.scores.pictures import detection_score, keypoint_score
from eval.scores.scenario import Detected, TrueFrame, TrueObject, TruePerson

SIZE = (100, 100)
POINTS = tuple((x, x, 2.0) for x in range(10, 78, 4))
UNKNOWN = ((0.0, 0.0, 0.0),) * 17


def picture(
    labelled: set[str] | None,
    people: tuple[TruePerson, ...] = (),
    objects: tuple[TrueObject, ...] | None = None,
) -> Picture:
    """A picture in which a person, a chair and a phone were found at one place."""
    names = None if labelled is None else frozenset(labelled)
    unit = tuple((x / 100, y / 100, v) for x, y, v in POINTS)
    seen = Detected(
        0.0, "cam1", ((0.1, 0.1, 0.8, 0.8),) * 3, (0.9,) * 3, (0, 56, 67), (unit, None, None), None
    )
    return Picture(SIZE, TrueFrame(0.0, "cam1", {}, people, objects, names), seen)


def person(name: str, points=POINTS) -> TruePerson:
    return TruePerson(name, (10, 10, 80, 80), 1.0, points)


def test_only_what_was_labelled_is_scored() -> None:
    phone = TrueObject("t1", "phone", (10, 10, 80, 80), 1.0)
    score = detection_score([[picture({"phone"}, objects=(phone,))]])
    assert score is not None
    assert list(score.classes) == ["phone"]
    assert score.classes["phone"].ap50 == 1.0


def test_without_a_word_people_are_all_there_and_things_where_they_are_listed() -> None:
    assert list(detection_score([[picture(None)]]).classes) == ["person"]
    assert "chair" in detection_score([[picture(None, objects=())]]).classes


def test_where_only_seats_were_labelled_no_box_is_scored() -> None:
    assert detection_score([[picture(set())]]) is None


def test_somebody_without_a_known_keypoint_is_neither_missed_nor_false() -> None:
    score = keypoint_score([[picture({"person"}, (person("a"), person("b", UNKNOWN)))]])
    assert (score.truth, score.ignored, score.oks_ap50) == (1, 1, 1.0)


def test_tracks_are_scored_only_where_ids_hold() -> None:
    track = frozenset({"track"})
    assert picture(None).truth.tells(track)
    assert not picture({"person"}).truth.tells(track)
