"""A seat's references: the right light is handed out, and nobody sits in a refreshed one."""

import numpy as np
import pytest
from support.desk_scene import SHAPE, desk_scene

from cameras.frame import Image
from floor.layout import SeatId
from floor.time import Instant, plus
from vision.references import (
    ALIGNED_FOR_S,
    CHOSEN_FOR_S,
    LONG_WATCH_S,
    MOST_LIGHTS,
    REFRESH_EVERY_S,
    SHORT_WATCH_S,
    Reference,
    SeatReferences,
    cut,
)

SEAT = SeatId("A-01")
START = Instant(1_000_000_000)
STEP_S = 1.0


def level(picture: Image | None) -> float:
    assert picture is not None
    return float(picture.mean())


def given(*lights: float) -> SeatReferences:
    references = SeatReferences()
    for light in lights:
        references.put(SEAT, Reference(desk_scene(light)))
    return references


def offered(references: SeatReferences, seconds: float, begin: float = 0.0, **scene) -> int:
    """Offer a scene at every decision; how often it became a reference."""
    taken = 0
    for step in range(round(seconds / STEP_S) + 1):
        now = plus(START, begin + step * STEP_S)
        taken += references.offer(SEAT, desk_scene(noise=step + 1, **scene), now)
    return taken


def test_without_a_reference_there_is_none() -> None:
    assert SeatReferences().best(SEAT, desk_scene(), START) is None


@pytest.mark.parametrize("light", [0.4, 0.7, 1.0, 1.3])
def test_the_reference_of_the_nearest_light_is_handed_out(light: float) -> None:
    for sitter in (None, (0.5, 0.6)):
        crop = desk_scene(light, noise=1, sitter=sitter)
        best = given(0.4, 0.7, 1.0, 1.3).best(SEAT, crop, START)
        assert level(best) == pytest.approx(level(desk_scene(light)))


def test_a_change_of_light_is_followed_within_seconds() -> None:
    references = given(0.5, 1.0)
    assert level(references.best(SEAT, desk_scene(1.0), START)) == level(desk_scene(1.0))
    dimmed = desk_scene(0.5)
    assert level(references.best(SEAT, dimmed, plus(START, CHOSEN_FOR_S))) == level(dimmed)


def test_a_reference_is_moved_under_the_crop_of_a_camera_that_was_touched() -> None:
    best = given(1.0).best(SEAT, desk_scene(moved=(2, 1)), START)
    assert best is not None
    assert (best[8:-8, 8:-8] == desk_scene(moved=(2, 1))[8:-8, 8:-8]).all()


def test_a_camera_that_is_touched_later_is_followed_after_a_minute() -> None:
    references, touched = given(1.0), desk_scene(moved=(2, 1))
    assert references.best(SEAT, desk_scene(), START) is not None
    before = references.best(SEAT, touched, plus(START, ALIGNED_FOR_S - 1))
    after = references.best(SEAT, touched, plus(START, ALIGNED_FOR_S + CHOSEN_FOR_S))
    assert before is not None and after is not None
    assert (before == desk_scene()).all()
    assert (after[8:-8, 8:-8] == touched[8:-8, 8:-8]).all()


@pytest.mark.parametrize("moved", [(0, 0), (2, 1)])
def test_the_same_picture_is_handed_out_while_neither_light_nor_view_change(
    moved: tuple[int, int],
) -> None:
    """Whoever works something out of it need not do so again."""
    references, crop = given(0.5, 1.0), desk_scene(moved=moved)[:180, :170]
    first = references.best(SEAT, crop, START)
    for seconds in (CHOSEN_FOR_S, ALIGNED_FOR_S, 3 * ALIGNED_FOR_S):
        assert references.best(SEAT, crop, plus(START, seconds)) is first


def test_a_reference_has_the_shape_of_the_crop() -> None:
    best = given(1.0).best(SEAT, desk_scene()[:100, :90], START)
    assert best is not None and best.shape == (100, 90, 3)


def test_a_whole_picture_gives_each_seat_its_part_at_any_resolution() -> None:
    picture = np.zeros((360, 640, 3), np.uint8)
    picture[100:200, 60:160] = 200
    references = SeatReferences()
    references.put_picture(picture, {SEAT: (120, 200, 320, 400)}, (1280, 720))
    assert level(references.best(SEAT, np.zeros((100, 100, 3), np.uint8), START)) == 200
    assert cut(picture, (120, 200, 320, 400), (1280, 720)).shape == (100, 100, 3)


def test_more_lights_than_are_kept_are_refused() -> None:
    references = given(*np.linspace(0.3, 1.3, MOST_LIGHTS))
    with pytest.raises(ValueError, match=f"{MOST_LIGHTS} references"):
        references.put(SEAT, Reference(desk_scene(0.5)))


@pytest.mark.parametrize("wrong", [np.zeros((9, 9), np.uint8), np.zeros((9, 9, 3), np.float32)])
def test_what_is_no_picture_is_refused(wrong: Image) -> None:
    with pytest.raises(ValueError, match=r"\(H, W, 3\) uint8"):
        SeatReferences().put(SEAT, Reference(wrong))


def test_half_a_minute_of_stillness_makes_a_new_light_of_a_known_seat() -> None:
    references = given(1.0)
    assert offered(references, SHORT_WATCH_S - 1, light=0.7) == 0
    references.interrupt(SEAT)
    assert offered(references, SHORT_WATCH_S + 1, begin=100, light=0.7) == 1
    assert level(references.best(SEAT, desk_scene(0.7), START)) == pytest.approx(
        level(desk_scene(0.7)), abs=1
    )


def test_a_sitter_who_stirs_never_becomes_a_reference() -> None:
    references = given(1.0)
    for step in range(400):  # longer than any watch; the sitter sways by 4 px within ten seconds
        x = 0.5 + 4 / SHAPE[1] * np.sin(2 * np.pi * (step % 10) / 10)
        crop = desk_scene(noise=step + 1, sitter=(float(x), 0.6))
        assert not references.offer(SEAT, crop, plus(START, step * STEP_S))


def test_what_is_unlike_every_reference_must_be_still_for_far_longer() -> None:
    references = given(1.0)
    assert offered(references, SHORT_WATCH_S * 3, sitter=(0.5, 0.6)) == 0
    assert offered(given(), SHORT_WATCH_S * 3) == 0
    assert offered(given(), LONG_WATCH_S + 1) == 1


def test_one_passer_by_begins_the_watch_anew() -> None:
    references = given(1.0)
    offered(references, SHORT_WATCH_S - 2)
    assert not references.offer(SEAT, desk_scene(sitter=(0.1, 0.5)), plus(START, 29))
    assert offered(references, SHORT_WATCH_S - 2, begin=30) == 0


def test_an_interruption_or_a_gap_begins_the_watch_anew() -> None:
    references = given(1.0)
    offered(references, SHORT_WATCH_S - 2)
    references.interrupt(SEAT)
    assert offered(references, SHORT_WATCH_S - 2, begin=28.5) == 0
    assert offered(references, 4, begin=28.5 + SHORT_WATCH_S + 1) == 0


def test_a_dark_or_smeared_picture_is_no_reference() -> None:
    assert offered(given(1.0), SHORT_WATCH_S + 5, light=0.02) == 0
    references = given(1.0)
    blurred = desk_scene(things=2)
    blurred[:] = blurred.mean(axis=0, keepdims=True)
    for step in range(round(LONG_WATCH_S / STEP_S) + 10):
        assert not references.offer(SEAT, blurred, plus(START, step * STEP_S))


def test_a_light_is_refreshed_now_and_then_and_replaces_itself() -> None:
    references = given(1.0)
    assert offered(references, REFRESH_EVERY_S - 10) == 1
    assert offered(references, SHORT_WATCH_S * 2, begin=REFRESH_EVERY_S + SHORT_WATCH_S) == 1
    assert [each.taken is None for each in references.of(SEAT)] == [True, False]


def test_the_oldest_refreshed_light_goes_and_those_of_the_site_stay() -> None:
    references = given(1.0)
    for number, light in enumerate((0.5, 0.65, 0.8, 1.2)):
        assert offered(references, SHORT_WATCH_S + 1, begin=1000 * number, light=light) == 1
    kept = references.of(SEAT)
    assert len(kept) == MOST_LIGHTS
    assert kept[0].taken is None
    lights = [level(each.crop) / level(desk_scene()) for each in kept]
    assert lights == pytest.approx([1.0, 0.65, 0.8, 1.2], abs=0.03)
