"""The seat network counts as far as it agrees with boxes and joints where those are sure."""

from hypothesis import given
from hypothesis import strategies as st
from support.looks import look

from floor.layout import SeatId
from floor.observation import Chair
from vision.evidence import Evidence, Sight
from vision.trust import LEAST, Trust, compared

EMPTY, SEATED = Sight.NOBODY, Sight.SEATED


def after(*seen: tuple[Sight, bool], trust: Trust | None = None) -> Trust:
    trust = trust or Trust()
    for sight, agree in seen:
        trust = trust.after(sight, agree)
    return trust


BOTH = ((EMPTY, True), (SEATED, True))


def test_a_network_is_not_trusted_before_it_has_shown_what_it_is_worth() -> None:
    assert Trust().weight == LEAST


def test_one_that_knows_sitters_and_empty_seats_is_soon_trusted() -> None:
    assert after(*BOTH * 40).weight == 1.0


def test_one_that_calls_every_seat_empty_is_not_however_many_are() -> None:
    assert after(*[(EMPTY, True)] * 1000, *[(SEATED, False)] * 10).weight == LEAST


def test_one_that_fails_loses_its_trust_and_can_win_it_back() -> None:
    good = after(*BOTH * 100)
    lost = after(*[(SEATED, False)] * 60, trust=good)
    assert lost.weight < 0.5
    assert after(*[(SEATED, True)] * 200, trust=lost).weight == 1.0


def test_a_look_that_hardly_sees_its_seat_is_no_test() -> None:
    seat = SeatId("A")
    said = {seat: Evidence(Sight.SEATED, 1.0, Chair.OCCUPIED)}
    blind = {seat: look(posture="none", in_sight=0.12)}
    assert compared(Trust(), said, blind) == Trust()
    wrong = {seat: look(posture="none")}
    assert compared(Trust(), said, wrong).on_seated.share < Trust().on_seated.share


def test_a_look_that_says_that_somebody_stands_is_no_test() -> None:
    seat = SeatId("A")
    said = {seat: Evidence(Sight.NOBODY, 1.0, Chair.UNKNOWN)}
    assert compared(Trust(), said, {seat: look(posture="standing")}) == Trust()
    assert compared(Trust(), said, {seat: look(posture="seated")}) != Trust()


@given(st.lists(st.tuples(st.sampled_from([EMPTY, SEATED]), st.booleans()), max_size=300))
def test_the_weight_is_a_share_and_agreement_never_lowers_it(
    seen: list[tuple[Sight, bool]],
) -> None:
    trust = after(*seen)
    assert LEAST <= trust.weight <= after(*BOTH, trust=trust).weight <= 1
