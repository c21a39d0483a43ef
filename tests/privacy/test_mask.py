"""People never leave the masker: not painted ones, not held ones, not missed ones that move."""

import cv2
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cameras.frame import CameraId
from privacy.mask import PersonMasker

CAMERA = CameraId("cam1")
PERSON = (0.4, 0.3, 0.5, 0.8)


def decode(data: bytes):
    return cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)


def test_the_checker_of_these_tests_sees_an_unmasked_person(make_frame, leaks):
    done, data = cv2.imencode(".jpg", make_frame(PERSON).image)
    assert done and leaks(data.tobytes()) > 1000


def test_no_pixel_of_a_person_survives(make_frame, make_people, leaks):
    picture = PersonMasker(CAMERA).mask(make_frame(PERSON), make_people(PERSON))
    assert picture is not None
    assert leaks(picture.data) == 0


def test_the_mask_is_one_colour(make_frame, make_people):
    masker = PersonMasker(CAMERA)
    picture = masker.mask(make_frame(PERSON), make_people(PERSON))
    inside = decode(picture.data)[120:280, 262:314]
    assert np.abs(inside.astype(int) - masker.settings.colour).max() <= 2


box = st.tuples(
    st.floats(-0.1, 0.9), st.floats(-0.1, 0.9), st.floats(0.02, 0.5), st.floats(0.02, 0.5)
).map(lambda b: (b[0], b[1], b[0] + b[2], b[1] + b[3]))


@given(
    boxes=st.lists(box, max_size=5),
    size=st.sampled_from([(360, 640), (288, 352), (481, 857), (720, 1280), (1080, 1920)]),
)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_pixel_survives_whatever_the_boxes_and_the_size(
    make_frame, make_people, leaks, boxes, size
):
    painted = [tuple(min(1.0, max(0.0, v)) for v in b) for b in boxes]
    picture = PersonMasker(CAMERA).mask(make_frame(*painted, size=size), make_people(*boxes))
    assert picture is not None
    assert leaks(picture.data) == 0


def test_a_person_somewhat_larger_than_the_box_is_covered(make_frame, make_people, leaks):
    larger = (0.395, 0.27, 0.505, 0.83)
    picture = PersonMasker(CAMERA).mask(make_frame(larger), make_people(PERSON))
    assert leaks(picture.data) == 0


def test_an_arm_that_only_the_keypoints_know_is_covered(make_frame, make_people, leaks):
    keypoints = np.zeros((1, 17, 3), np.float32)
    keypoints[0, 9] = (0.6, 0.1, 0.9)
    arm = (0.5, 0.11, 0.6, 0.3)
    people = make_people(PERSON, keypoints=keypoints)
    picture = PersonMasker(CAMERA).mask(make_frame(PERSON, arm), people)
    assert leaks(picture.data) == 0


def test_a_missed_person_stays_covered_for_two_seconds(make_frame, make_people, leaks):
    masker = PersonMasker(CAMERA)
    masker.mask(make_frame(PERSON), make_people(PERSON))
    for at in (0.5, 1.0, 1.5, 2.0):
        picture = masker.mask(make_frame(PERSON, at=at), make_people())
        assert leaks(picture.data) == 0, at


def test_the_mask_goes_when_the_person_has_long_gone(make_frame, make_people):
    masker = PersonMasker(CAMERA)
    masker.mask(make_frame(PERSON), make_people(PERSON))
    for at in (0.5, 1.0, 1.5, 2.0, 2.5, 3.0):
        picture = masker.mask(make_frame(at=at), make_people())
    room = make_frame().image
    assert np.abs(decode(picture.data).astype(int) - room).mean() < 3


def test_a_clock_that_leaps_ahead_frees_nobody(make_frame, make_people, leaks):
    masker = PersonMasker(CAMERA)
    masker.mask(make_frame(PERSON), make_people(PERSON))
    picture = masker.mask(make_frame(PERSON, at=3600.0), make_people())
    assert leaks(picture.data) == 0


def test_a_clock_that_runs_backwards_frees_nobody(make_frame, make_people, leaks):
    masker = PersonMasker(CAMERA)
    masker.mask(make_frame(PERSON, at=600.0), make_people(PERSON))
    for step in range(5):
        picture = masker.mask(make_frame(PERSON, at=step * 0.4), make_people())
        assert leaks(picture.data) == 0


def test_boxes_of_a_dropped_picture_are_held_too(make_frame, make_people, leaks):
    masker = PersonMasker(CAMERA)
    masker.mask(make_frame(), make_people())
    assert masker.mask(make_frame(PERSON, at=0.5, light=80), make_people(PERSON)) is None
    picture = masker.mask(make_frame(PERSON, at=1.0, light=80), make_people())
    assert leaks(picture.data) == 0


def test_a_person_the_detector_never_sees_is_covered_while_moving(make_frame, make_people, leaks):
    masker = PersonMasker(CAMERA)
    masker.mask(make_frame(), make_people())
    for step in range(20):
        x = 0.1 + step * 0.03
        walker = (x, 0.3, x + 0.08, 0.8)
        picture = masker.mask(make_frame(walker, at=0.5 * (step + 1)), make_people())
        assert picture is not None
        assert leaks(picture.data) == 0, step


def test_a_missed_person_who_sits_down_stays_covered(make_frame, make_people, leaks):
    masker = PersonMasker(CAMERA)
    masker.mask(make_frame(), make_people())
    for step in range(50):
        picture = masker.mask(make_frame(PERSON, at=0.5 * (step + 1)), make_people())
        assert leaks(picture.data) == 0, step


def test_a_known_person_who_walks_leaves_no_trace_of_motion(make_frame, make_people):
    masker = PersonMasker(CAMERA)
    for step in range(30):
        x = 0.1 + step * 0.02
        walker = (x, 0.3, x + 0.08, 0.8)
        masker.mask(make_frame(walker, at=0.5 * step), make_people(walker))
    for step in range(30, 40):
        picture = masker.mask(make_frame(at=0.5 * step), make_people())
    assert np.abs(decode(picture.data).astype(int) - make_frame().image).mean() < 3


def test_the_picture_is_at_most_640_wide_and_knows_its_size(make_frame, make_people):
    picture = PersonMasker(CAMERA).mask(make_frame(size=(1080, 1920)), make_people())
    assert (picture.width, picture.height) == (640, 360)
    assert decode(picture.data).shape == (360, 640, 3)
    assert picture.time == 1_000_000_000


def test_a_small_picture_is_not_enlarged(make_frame, make_people):
    picture = PersonMasker(CAMERA).mask(make_frame(size=(288, 352)), make_people())
    assert (picture.width, picture.height) == (352, 288)


def test_the_frame_is_not_modified(make_frame, make_people):
    frame = make_frame(PERSON)
    before = frame.image.copy()
    PersonMasker(CAMERA).mask(frame, make_people(PERSON))
    assert (frame.image == before).all()


def test_the_same_pictures_give_the_same_bytes(make_frame, make_people):
    def run() -> list[bytes]:
        masker = PersonMasker(CAMERA)
        boxes = [(0.1 + s * 0.05, 0.2, 0.2 + s * 0.05, 0.6) for s in range(6)]
        return [
            masker.mask(make_frame(b, at=s * 0.5), make_people(b)).data for s, b in enumerate(boxes)
        ]

    assert run() == run()


@pytest.mark.parametrize("size", [(352, 288), (720, 1280)])
def test_a_camera_that_changes_size_still_covers_whom_it_saw(make_frame, make_people, leaks, size):
    masker = PersonMasker(CAMERA)
    masker.mask(make_frame(PERSON), make_people(PERSON))
    picture = masker.mask(make_frame(PERSON, at=0.5, size=size), make_people())
    assert picture is None or leaks(picture.data) == 0
