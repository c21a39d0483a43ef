"""The truth says what the timeline made happen."""

from pathlib import Path

import numpy as np
import pytest

from eval.sim.motion import RATE_HZ, Channel
from eval.sim.scene import perform_all
from eval.sim.script import Script, StateEvent, load_script
from eval.sim.truth import AWAY_M, Episode, episodes, seat_truth


def all_episodes(script: Script) -> list[Episode]:
    return [
        episode for track in perform_all(script) for episode in episodes(track, script.duration)
    ]


def of(found: list[Episode], kind: str, seat: str) -> list[Episode]:
    return [episode for episode in found if (episode.kind, episode.seat) == (kind, seat)]


def test_an_absence_lies_between_leaving_and_return(small: Script) -> None:
    found = all_episodes(small)
    (first,), (second,) = (of(found, "off_seat", seat) for seat in ("A-01", "A-02"))
    assert 8 < first.start < 14  # rising and walking off take some seconds
    assert first.end is not None and 30 < first.end < 42
    assert 22 < second.start < 26
    assert second.end is not None and 36 < second.end < 44


def test_standing_is_no_absence(small: Script) -> None:
    found = all_episodes(small)
    (stood,) = of(found, "standing", "A-02")
    assert stood.start == pytest.approx(4.4, abs=0.6)
    assert stood.end == pytest.approx(13.2, abs=0.6)
    assert not [e for e in of(found, "off_seat", "A-02") if e.start < 20]


def test_a_chair_pushed_in_is_not_left_out(small: Script) -> None:
    found = all_episodes(small)
    assert not of(found, "chair_left_out", "A-01")
    (left_out,) = of(found, "chair_left_out", "A-02")
    (away,) = of(found, "off_seat", "A-02")
    assert (left_out.start, left_out.end) == (away.start, away.end)


def test_a_raised_hand_lasts_as_long_as_scripted(small: Script) -> None:
    (raised,) = of(all_episodes(small), "hand_raised", "A-01")
    assert raised.start == pytest.approx(1.0, abs=0.3)
    assert raised.end == pytest.approx(4.0, abs=0.3)


def test_nobody_is_in_two_states(small: Script) -> None:
    for track in perform_all(small):
        truth = seat_truth(track)
        assert (truth.seated.astype(int) + truth.away + truth.standing == 1).all()
        gap = np.hypot(*(track.samples[:, :2] - (track.seat.x, track.seat.y)).T)
        assert ((gap > AWAY_M) == truth.away).all()
        assert (track.samples[truth.seated, Channel.RISE] < 0.5).all()


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        (0.0, ("occupied", "occupied", "seated")),
        (8.0, ("empty", "out", "standing")),
        (28.0, ("empty", "out", "unknown")),
        (55.0, ("occupied", "occupied", "seated")),
    ],
)
def test_frames_say_the_state(small: Script, time: float, expected: tuple[str, ...]) -> None:
    frame = seat_truth(perform_all(small)[1]).frame(time)
    assert tuple(frame[key] for key in ("occupancy", "chair", "posture")) == expected


def test_the_video_may_end_first(small: Script) -> None:
    track = perform_all(small)[1]
    (away,) = [e for e in episodes(track, 30.0) if e.kind == "off_seat"]
    assert away.end is None
    assert len(seat_truth(track).away) > 30 * RATE_HZ


def test_a_minute_away_while_available_is_confirmed(small: Script) -> None:
    person = small.people[0]
    longer = small.model_copy(
        update={
            "duration": 120.0,
            "people": [
                person.model_copy(
                    update={
                        "timeline": [
                            person.timeline[1],
                            person.timeline[2].model_copy(update={"at": 80.0}),
                        ]
                    }
                )
            ],
        }
    )
    (confirmed,) = of(all_episodes(longer), "off_seat_confirmed", "A-01")
    (away,) = of(all_episodes(longer), "off_seat", "A-01")
    assert (confirmed.start, confirmed.end, confirmed.rule) == (away.start, away.end, "R27")
    on_a_break = longer.people[0].model_copy(
        update={"states": [StateEvent(at=-5, state="AVAILABLE"), StateEvent(at=40, state="BREAK")]}
    )
    assert not of(
        all_episodes(longer.model_copy(update={"people": [on_a_break]})),
        "off_seat_confirmed",
        "A-01",
    )


def test_the_demo_shows_what_it_is_for(demo: Path) -> None:
    script = load_script(demo)
    found = all_episodes(script)
    state = {person.seat: person.states[0].state for person in script.people}
    confirmed = [e for e in found if e.kind == "off_seat_confirmed"]
    assert len(confirmed) == 1
    assert {e.kind for e in found} == {
        "off_seat",
        "standing",
        "chair_left_out",
        "hand_raised",
        "off_seat_confirmed",
    }
    conflicts = [
        e
        for e in found
        if e.kind == "off_seat"
        and state[e.seat] == "ON_CONTACT"
        and (e.end or script.duration) - e.start >= 65
    ]
    assert conflicts
    assert [e for e in found if e.kind == "standing" and (e.end or 90) - e.start > 60]
