"""A seat's situation follows what is seen within a second; one picture alone changes nothing."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from floor.time import Instant, plus
from vision.fusion import FusionSettings, Memory, Situation, fused, is_faded, moved
from vision.seat_memory import OF_SIGHT, Sight

SETTINGS = FusionSettings()
START = Instant(0)
SEATED, NOBODY = OF_SIGHT[Sight.SEATED], OF_SIGHT[Sight.NOBODY]

LOOKS = st.lists(
    st.tuples(
        st.lists(st.floats(0, 1), min_size=3, max_size=3),
        st.floats(0, 1),
        st.floats(0.1, 2.0),
    ),
    max_size=20,
)


def after(*seen: np.ndarray, step_s: float = 0.5, memory: Memory | None = None) -> Memory:
    memory = memory or Memory()
    now = memory.last or START
    for likelihood in seen:
        now = plus(now, step_s)
        memory = fused(memory, ((likelihood, 1.0),), now, SETTINGS)
    return memory


def test_a_seat_is_believed_occupied_from_the_first_clear_picture() -> None:
    assert after(SEATED).belief[Situation.SEATED] > 0.8


def test_one_contrary_picture_changes_nothing_and_two_in_a_second_do() -> None:
    settled = after(*[SEATED] * 10)
    assert after(NOBODY, memory=settled).belief.argmax() == Situation.SEATED
    assert after(NOBODY, NOBODY, memory=settled).belief.argmax() == Situation.ABSENT


def test_however_long_somebody_sat_they_leave_as_quickly() -> None:
    long, short = after(*[SEATED] * 2000), after(*[SEATED] * 5)
    left = [after(NOBODY, NOBODY, memory=each).belief for each in (long, short)]
    assert np.abs(left[0] - left[1]).max() < 0.1


def test_without_evidence_the_belief_fades_and_never_grows() -> None:
    sure = after(*[SEATED] * 6)
    assert sure.last is not None
    later = fused(sure, (), plus(sure.last, 2.0), SETTINGS)
    assert later.belief.max() < sure.belief.max()


def test_after_a_gap_nothing_of_before_counts() -> None:
    sure = after(*[SEATED] * 6)
    assert sure.last is not None
    later = fused(sure, (), plus(sure.last, SETTINGS.stale_s + 0.5), SETTINGS)
    assert later.belief.max() < 0.4


def test_a_belief_outlives_its_evidence_for_a_while_only() -> None:
    sure = after(SEATED)
    assert sure.last is not None
    assert not is_faded(sure, plus(sure.last, SETTINGS.hold_s), SETTINGS)
    assert is_faded(sure, plus(sure.last, SETTINGS.hold_s + 0.1), SETTINGS)


def test_a_look_without_weight_says_nothing() -> None:
    before = after(SEATED, SEATED)
    assert before.last is not None
    now = plus(before.last, 0.5)
    silent, nothing = (
        fused(before, looks, now, SETTINGS).belief for looks in (((NOBODY, 0.0),), ())
    )
    assert np.allclose(silent, nothing)


@given(LOOKS)
def test_beliefs_are_always_probabilities(looks: list[tuple[list[float], float, float]]) -> None:
    memory, now = Memory(), START
    for likelihood, weight, elapsed in looks:
        now = plus(now, elapsed)
        memory = fused(memory, ((np.array(likelihood), weight),), now, SETTINGS)
        assert np.isclose(memory.belief.sum(), 1.0) and (memory.belief > 0).all()


@given(st.floats(0, 1000))
def test_situations_change_into_situations(elapsed_s: float) -> None:
    change = moved(SETTINGS, elapsed_s)
    assert np.allclose(change.sum(axis=1), 1.0) and (change >= 0).all()
