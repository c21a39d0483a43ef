"""P4: an error while masking drops the frame. Faults are injected into each step."""

from dataclasses import replace

import numpy as np
import pytest

import privacy.mask
from cameras.frame import Blind, CameraId
from privacy.mask import DropReason, PersonMasker
from vision.detections import Detections

CAMERA = CameraId("cam1")
PERSON = (0.4, 0.3, 0.5, 0.8)


@pytest.fixture
def masker(make_frame, make_people) -> PersonMasker:
    """A masker that has already shown a picture."""
    masker = PersonMasker(CAMERA)
    assert masker.mask(make_frame(PERSON), make_people(PERSON)) is not None
    return masker


def expect(masker: PersonMasker, reason: DropReason, frame, people) -> None:
    assert masker.mask(frame, people) is None
    assert masker.last_drop is reason
    assert masker.drops == {reason: 1}


def test_no_picture(masker, make_people):
    expect(masker, DropReason.BLIND, Blind(CAMERA, "stale"), make_people(PERSON))


def test_a_picture_of_another_camera(masker, make_frame, make_people):
    other = replace(make_frame(PERSON, at=0.5), camera=CameraId("cam2"))
    expect(masker, DropReason.WRONG_CAMERA, other, make_people(PERSON))


@pytest.mark.parametrize(
    "image",
    [
        np.zeros((360, 640), np.uint8),
        np.zeros((360, 640, 4), np.uint8),
        np.zeros((360, 640, 3), np.float32),
        np.zeros((0, 0, 3), np.uint8),
        np.zeros((8, 640, 3), np.uint8),
        None,
        [[[1, 2, 3]]],
    ],
    ids=["grey", "alpha", "float", "empty", "flat", "none", "list"],
)
def test_a_wrong_image(masker, make_frame, make_people, image):
    frame = replace(make_frame(PERSON, at=0.5), image=image)
    expect(masker, DropReason.BAD_IMAGE, frame, make_people(PERSON))


@pytest.mark.parametrize("people", [None, [], np.zeros((1, 4), np.float32)])
def test_no_detections(masker, make_frame, people):
    expect(masker, DropReason.NO_DETECTIONS, make_frame(PERSON, at=0.5), people)


def test_no_detections_drop_the_very_first_frame(make_frame):
    expect(PersonMasker(CAMERA), DropReason.NO_DETECTIONS, make_frame(PERSON), None)


@pytest.mark.parametrize(
    "box",
    [
        (np.nan, 0.3, 0.5, 0.8),
        (0.4, 0.3, np.inf, 0.8),
        (0.5, 0.3, 0.4, 0.8),
        (256.0, 108.0, 320.0, 288.0),
        (-3.0, 0.3, 0.5, 0.8),
    ],
    ids=["nan", "inf", "turned", "pixels", "far"],
)
def test_bad_boxes(masker, make_frame, make_people, box):
    expect(masker, DropReason.BAD_BOXES, make_frame(PERSON, at=0.5), make_people(PERSON, box))


def test_scores_that_are_no_numbers(masker, make_frame, make_people):
    people = replace(make_people(PERSON), scores=np.array([np.nan], np.float32))
    expect(masker, DropReason.BAD_BOXES, make_frame(PERSON, at=0.5), people)


def test_keypoints_that_are_no_numbers(masker, make_frame, make_people):
    people = make_people(PERSON, keypoints=np.full((1, 17, 3), np.nan, np.float32))
    expect(masker, DropReason.BAD_BOXES, make_frame(PERSON, at=0.5), people)


def test_boxes_of_a_wrong_shape_that_got_past_the_type(masker, make_frame):
    people = Detections.empty()
    object.__setattr__(people, "boxes", np.zeros((1, 3), np.float32))
    expect(masker, DropReason.BAD_BOXES, make_frame(PERSON, at=0.5), people)


@pytest.mark.parametrize("light", [-60, 60])
def test_a_change_of_light_drops_the_frame_and_no_more(masker, make_frame, make_people, light):
    expect(
        masker,
        DropReason.SCENE_CHANGED,
        make_frame(PERSON, at=0.5, light=light),
        make_people(PERSON),
    )
    after = masker.mask(make_frame(PERSON, at=1.0, light=light), make_people(PERSON))
    assert after is not None and masker.last_drop is None


STEPS = [
    "_checked_frame",
    "checked",
    "dilated",
    "held",
    "all_boxes",
    "wholly_covered",
    "cover",
    "_at_most",
    "_painted",
    "encode_jpeg",
    "MaskedPicture",
    "movement.small_copy",
    "movement.changed",
    "movement.scene_changed",
    "movement.spread",
    "movement.remembered",
    "movement.moving",
    "movement.enlarged",
]


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize(
    "fault", [RuntimeError("injected"), MemoryError()], ids=["error", "memory"]
)
def test_a_fault_in_a_step_drops_the_frame(
    masker, make_frame, make_people, monkeypatch, step, fault
):
    def broken(*args: object, **kwargs: object) -> None:
        raise fault

    monkeypatch.setattr(f"privacy.mask.{step}", broken)
    expect(masker, DropReason.ERROR, make_frame(PERSON, at=0.5), make_people(PERSON))


@pytest.mark.parametrize("step", [s for s in STEPS if s != "MaskedPicture"])
def test_a_step_that_returns_nothing_drops_the_frame_or_masks_it(
    masker, make_frame, make_people, leaks, monkeypatch, step
):
    monkeypatch.setattr(f"privacy.mask.{step}", lambda *args, **kwargs: None)
    picture = masker.mask(make_frame(PERSON, at=0.5), make_people(PERSON))
    assert picture is None or picture.data is None or leaks(picture.data) == 0


def test_painting_that_leaves_pixels_is_noticed(make_frame, monkeypatch):
    image = make_frame(PERSON).image
    monkeypatch.setattr("privacy.mask.cv2.copyTo", lambda colour, mask, picture: picture)
    with pytest.raises(ValueError, match="not painted"):
        privacy.mask._painted(image, np.ones(image.shape[:2], np.bool_), (1, 2, 3))


def test_a_mask_of_another_size_is_not_stretched(make_frame):
    with pytest.raises(ValueError, match="shape"):
        privacy.mask._painted(make_frame().image, np.ones((1, 640), np.bool_), (1, 2, 3))


def test_the_encoder_refuses_what_is_no_picture():
    from privacy.encode import encode_jpeg

    with pytest.raises(Exception):  # noqa: B017 - whichever OpenCV takes; the masker drops
        encode_jpeg(np.zeros((0, 0, 3), np.uint8), 80)


def test_a_masker_recovers_after_a_fault(masker, make_frame, make_people, leaks, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr("privacy.mask.cover", lambda *a: 1 / 0)
        assert masker.mask(make_frame(PERSON, at=0.5), make_people(PERSON)) is None
    picture = masker.mask(make_frame(PERSON, at=1.0), make_people())
    assert leaks(picture.data) == 0
