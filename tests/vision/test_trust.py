"""The seat network counts as far as it agrees with boxes and joints where those are sure."""

from hypothesis import given
from hypothesis import strategies as st

from vision.trust import LEAST, Trust


def after(*agreed: bool) -> Trust:
    trust = Trust()
    for agree in agreed:
        trust = trust.after(agree)
    return trust


def test_a_network_is_trusted_at_first() -> None:
    assert Trust().weight > 0.99


def test_one_that_mostly_disagrees_soon_counts_for_next_to_nothing() -> None:
    assert after(*[False, True] * 60).weight == LEAST


def test_a_few_disagreements_cost_little() -> None:
    assert after(*[*[True] * 19, False] * 20).weight == 1.0


def test_it_can_win_its_trust_back() -> None:
    assert after(*[False] * 50, *[True] * 600).weight == 1.0


@given(st.lists(st.booleans(), max_size=300))
def test_the_weight_is_a_share_and_agreement_never_lowers_it(agreed: list[bool]) -> None:
    trust = after(*agreed)
    assert LEAST <= trust.weight <= trust.after(True).weight <= 1
