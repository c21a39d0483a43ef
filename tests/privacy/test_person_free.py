"""A picture of the room in which nobody is: what was never clear stays grey."""

import numpy as np
import pytest

from cameras.frame import Image
from privacy.person_free import (
    LEAST,
    ClearView,
    Place,
    blanked,
    of_photo,
    settled,
    without,
)
from vision.references import BLANK

SITTER = (0.4, 0.3, 0.6, 0.9)
PASSER = (0.1, 0.2, 0.2, 0.9)
SECONDS = 12


def shows_people(image: Image) -> int:
    """Pixels of the colour that people are painted with."""
    wide = image.astype(np.int16)
    return int(((wide[:, :, 0] > 200) & (wide[:, :, 1] < 60) & (wide[:, :, 2] > 200)).sum())


@pytest.fixture
def view() -> ClearView:
    return ClearView("cam1")


def part(mask: np.ndarray, box: tuple[float, float, float, float]) -> float:
    height, width = mask.shape
    x0, y0, x1, y1 = box
    return float(
        mask[round(y0 * height) : round(y1 * height), round(x0 * width) : round(x1 * width)].mean()
    )


def test_an_empty_room_is_what_it_is(view, make_frame, make_people) -> None:
    for second in range(SECONDS):
        view.look(make_frame(at=second), make_people(), ())
    picture = view.picture()
    assert not picture.blank.any()
    assert (picture.image == make_frame().image).all()


def test_who_was_found_is_not_in_it_and_what_they_hid_is_grey(
    view, make_frame, make_people
) -> None:
    for second in range(SECONDS):
        view.look(make_frame(SITTER, at=second), make_people(SITTER), ())
    picture = view.picture()
    assert shows_people(picture.image) == 0
    assert part(picture.blank, SITTER) == 1.0
    assert (picture.image[picture.blank] == BLANK).all()
    assert part(picture.blank, (0.8, 0.0, 1.0, 1.0)) == 0.0


def test_what_a_person_hid_is_seen_once_they_have_left(view, make_frame, make_people) -> None:
    for second in range(60):
        sitter = (SITTER,) if second < 20 else ()
        view.look(make_frame(*sitter, at=second), make_people(*sitter), ())
    picture = view.picture()
    assert not picture.blank.any()
    assert (picture.image == make_frame().image).all()


def test_whoever_moves_is_left_out_though_nobody_found_them(view, make_frame, make_people) -> None:
    for second in range(40):
        x = 0.02 * second
        walker = (x, 0.2, x + 0.1, 0.9)
        view.look(make_frame(walker, at=second), make_people(), ())
    assert shows_people(view.picture().image) == 0


def test_one_who_is_missed_now_and_then_is_outvoted(view, make_frame, make_people) -> None:
    """Found at every other look; boxes are held for seconds, so they are never clear."""
    for second in range(SECONDS):
        found = (PASSER,) if second % 2 == 0 else ()
        view.look(make_frame(PASSER, at=second), make_people(*found), ())
    assert shows_people(view.picture().image) == 0


def test_a_last_look_blanks_what_was_missed_all_the_time(view, make_frame, make_people) -> None:
    for second in range(SECONDS):
        view.look(make_frame(SITTER, at=second), make_people(), ())
    picture = view.picture()
    assert shows_people(picture.image) > 0  # still, and never found: nothing can know
    looked_at_again = without(picture, make_people(SITTER))
    assert shows_people(looked_at_again.image) == 0
    assert part(looked_at_again.blank, SITTER) == 1.0


def test_an_untidy_place_counts_only_where_there_is_nothing_better(
    view, make_frame, make_people
) -> None:
    chair = (0.5, 0.5, 0.7, 0.9)
    for second in range(100):
        out = second < 60
        frame = make_frame(at=second)
        if out:
            frame.image[180:324, 320:448] = 20
        view.look(frame, make_people(), (chair,) if out else ())
    picture = view.picture()
    assert not picture.blank.any()
    assert (picture.image == make_frame().image).all()


SEAT = Place(own=(0.4, 0.4, 0.6, 0.8), around=(0.35, 0.2, 0.65, 0.95))
NEXT = Place(own=(0.62, 0.4, 0.8, 0.8), around=(0.57, 0.2, 0.85, 0.95))


def test_where_a_part_of_a_sitter_is_found_the_rest_is_left_out_too(
    view, make_frame, make_people
) -> None:
    """Networks find the upper body above a desk, and legs stick out below."""
    for second in range(SECONDS):
        frame = make_frame((0.42, 0.3, 0.58, 0.9), at=second)
        view.look(frame, make_people((0.42, 0.3, 0.58, 0.6)), (), [SEAT])
    assert shows_people(view.picture().image) == 0


def test_a_seat_is_clear_wholly_or_not_at_all() -> None:
    clear = np.ones((360, 640), np.bool_)
    assert settled(clear, [SEAT, NEXT]).all()
    clear[:, :300] = False  # somebody at the left edge of the first
    left = settled(clear, [SEAT, NEXT])
    assert not left[144:288, 256:384].any()
    assert not left[144:288, 397:512].any()  # it lost a piece to what is around the first
    assert left[144:288, 550:].all()


def test_too_few_pictures_are_none(view, make_frame, make_people) -> None:
    assert view.picture() is None
    for second in range(LEAST):  # the first is not known to be still
        view.look(make_frame(at=second), make_people(), ())
    assert view.picture().blank.all()


def test_pictures_too_far_apart_tell_nothing_of_motion(view, make_frame, make_people) -> None:
    for look in range(SECONDS):
        clear = view.look(make_frame(at=5 * look), make_people(), ())
        assert not clear.any()


def test_a_photo_is_looked_at_too(make_frame, make_people) -> None:
    photo = make_frame(SITTER)
    assert not of_photo(make_frame(), make_people()).blank.any()
    picture = of_photo(photo, make_people(SITTER))
    assert shows_people(picture.image) == 0
    assert shows_people(photo.image) > 0  # the caller's own is not touched


def test_places_can_be_blanked(make_frame, make_people) -> None:
    picture = blanked(of_photo(make_frame(), make_people()), [(0.0, 0.0, 0.5, 0.5)])
    assert picture.blank.mean() == pytest.approx(0.25, abs=0.01)
    assert (picture.image[picture.blank] == BLANK).all()


def test_a_frame_of_another_camera_is_refused(make_frame, make_people) -> None:
    with pytest.raises(ValueError, match="'cam1' for 'cam2'"):
        ClearView("cam2").look(make_frame(), make_people(), ())
