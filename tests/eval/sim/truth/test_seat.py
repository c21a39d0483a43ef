"""A seat's state is what the hips and the chair say."""

import numpy as np
import pytest
from support.tracks import at_seat, between, make_track, walks_off

from eval.sim.layout import CHAIR_HOME_Z_M
from eval.sim.truth.seat import AWAY_M, seat_truth

SEAT = at_seat("A-01")


def test_who_sits_occupies_seat_and_chair() -> None:
    frame = seat_truth(make_track(seat=SEAT)).frame(5.0)
    assert (frame["occupancy"], frame["chair"], frame["posture"]) == (
        *("occupied", "occupied", "seated"),
    )


def test_who_stands_there_leaves_the_chair_empty() -> None:
    track = make_track(seat=SEAT)
    between(track, 10, 20, RISE=1.0, CHAIR_Y=SEAT.y - 0.4)
    frame = seat_truth(track).frame(15.0)
    assert (frame["occupancy"], frame["chair"], frame["posture"]) == ("empty", "out", "standing")


def test_who_is_away_has_no_posture() -> None:
    track = make_track(seat=SEAT)
    walks_off(track, 10, 20, chair_in=True)
    frame = seat_truth(track).frame(15.0)
    assert (frame["occupancy"], frame["chair"], frame["posture"]) == ("empty", "in", "unknown")
    assert frame["chair_cm"] == 0


@pytest.mark.parametrize(
    ("metres", "turned", "chair"),
    [(0.0, 0.0, "in"), (0.15, 0.5, "in"), (0.3, 0.0, "out"), (0.0, 1.2, "out"), (0.0, 6.2, "in")],
)
def test_a_chair_is_in_where_it_is_pushed_to(metres: float, turned: float, chair: str) -> None:
    track = make_track(seat=SEAT)
    walks_off(track, 0, 60)
    x, y = SEAT.to_plan((0.0, CHAIR_HOME_Z_M - metres))
    between(track, 0, 60, CHAIR_X=float(x), CHAIR_Y=float(y), CHAIR_HEADING=turned)
    frame = seat_truth(track).frame(5.0)
    assert frame["chair"] == chair
    assert frame["chair_cm"] == round(100 * metres)
    around = abs((turned + np.pi) % (2 * np.pi) - np.pi)
    assert frame["chair_turned_deg"] == round(float(np.rad2deg(around)))


def test_nobody_is_in_two_states() -> None:
    track = make_track(seat=SEAT)
    track.samples[:, 0] += np.linspace(0, 3 * AWAY_M, len(track.samples))
    track.samples[:, 3] = np.linspace(0, 1, len(track.samples))
    truth = seat_truth(track)
    assert (truth.seated.astype(int) + truth.away + truth.standing == 1).all()
    assert truth.seated.any() and truth.away.any() and truth.standing.any()


def test_without_a_seat_there_is_no_state_of_it() -> None:
    with pytest.raises(ValueError, match="p1 has no seat"):
        seat_truth(make_track(role="lead"))
