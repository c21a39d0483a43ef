"""The line about a seat says who is there, what they do, where the chair is, and whether to
believe the camera."""

from dataclasses import replace

import pytest
from fake_floor import CAMERAS, card

from api.board import CameraCard
from api.web.seat_parts import seat_parts
from api.web.strings import page_strings
from floor.layout import SeatId
from floor.observation import Activity, Chair, Occupancy, Posture, SeatObservation

GOOD = CameraCard(CAMERAS[0], "live", "", 0.2, None)
WORDS = page_strings(lambda text: text)
CARD = card(0)
SEATED = CARD.observation
AWAY = card(0, Occupancy.EMPTY, posture=Posture.UNKNOWN, reason="nobody").observation
UNKNOWN = card(0, Occupancy.UNKNOWN, posture=Posture.UNKNOWN, reason="occluded").observation


def said(seen: SeatObservation, camera: CameraCard = GOOD) -> str:
    """The line as the English page has it after 74 seconds."""
    parts = seat_parts(replace(CARD, observation=seen), camera)
    return " · ".join(
        WORDS[part.key].format_map({"time": "1 min 14 s", **part.values}) for part in parts
    )


def test_an_empty_seat_with_its_chair_away_from_home() -> None:
    line = said(replace(AWAY, chair=Chair.OUT, chair_cm=62.4))
    assert line == "nobody for 1 min 14 s · chair 62 cm from home · camera good"


@pytest.mark.parametrize(
    ("chair", "turned", "cm", "words"),
    [
        (Chair.IN, False, 4.0, "chair pushed in"),
        (Chair.OUT, True, 12.0, "chair turned away"),
        (Chair.OUT, False, None, "chair left out"),
    ],
)
def test_where_a_free_chair_is(chair: Chair, turned: bool, cm: float | None, words: str) -> None:
    line = said(replace(AWAY, chair=chair, chair_turned=turned, chair_cm=cm))
    assert line == f"nobody for 1 min 14 s · {words} · camera good"


@pytest.mark.parametrize("chair", [Chair.OCCUPIED, Chair.UNKNOWN])
def test_nothing_is_said_of_a_chair_that_is_in_use_or_not_seen(chair: Chair) -> None:
    assert said(replace(SEATED, chair=chair)) == "seated for 1 min 14 s · camera good"


def test_what_somebody_does_and_with_whom() -> None:
    seen = replace(
        SEATED,
        doing=(Activity.FOOD, Activity.HAND_RAISED, Activity.PHONE_IN_HAND),
        partners=(SeatId("A-02"), SeatId("A-03")),
        company=True,
    )
    assert said(seen) == (
        "seated for 1 min 14 s · food at the desk · hand raised · phone in hand · "
        "talking with A-02, A-03 · somebody on their feet beside the seat · camera good"
    )


def test_who_stands_at_a_seat_is_not_nobody() -> None:
    assert said(replace(AWAY, posture=Posture.STANDING)).startswith("standing for 1 min 14 s")


def test_a_hidden_seat_is_not_the_cameras_fault() -> None:
    assert said(UNKNOWN) == "not known for 1 min 14 s · hidden by somebody · camera good"


def test_a_look_that_is_not_sure_yet_says_what_it_seems() -> None:
    line = said(replace(UNKNOWN, reason="nobody"))
    assert line == "not known for 1 min 14 s · nobody seems to be here · camera good"


@pytest.mark.parametrize(
    ("camera", "reason", "words"),
    [
        (replace(GOOD, state="stalled"), "stalled", "The stream is open but no frames arrive."),
        (
            replace(GOOD, state="backing_off", reason="lost"),
            "backing_off",
            "The connection to the camera was lost.",
        ),
        (GOOD, "smeared", "The picture is smeared."),
        (GOOD, "stale", "The picture is too old to judge."),
    ],
)
def test_a_camera_that_shows_nothing_usable_is_named(
    camera: CameraCard, reason: str, words: str
) -> None:
    assert said(replace(UNKNOWN, reason=reason), camera) == f"not known for 1 min 14 s · {words}"


def test_a_camera_that_fails_is_named_before_the_seat_is_unknown() -> None:
    line = said(SEATED, replace(GOOD, state="stalled"))
    assert line == "seated for 1 min 14 s · The stream is open but no frames arrive."
