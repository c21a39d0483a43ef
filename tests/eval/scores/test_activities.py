"""What people do, decision by decision."""

import pytest

from eval.scores.activities import ACTIVITIES, activity_scores, tally_activities
from eval.scores.scenario import Observed, SeatState, TrueFrame
from eval.scores.span import Span
from eval.scores.tally import ActivityTally
from floor.observation import Activity

MEAL = Span("food_on_desk", ("A",), 2.0, None)


def frames(*doing: tuple[str, ...] | None) -> list[TrueFrame]:
    """One seat, A, and what its person does second by second."""
    return [
        TrueFrame(
            second, "cam1", {"A": SeatState("occupied", "occupied", "seated", None, each)}, ()
        )
        for second, each in enumerate(doing)
    ]


def seen(*doing: tuple[str, ...] | None) -> list[Observed]:
    return [
        Observed(second, "A", "occupied", "occupied", "seated", 0.9, each)
        for second, each in enumerate(doing)
    ]


def tally(true: list[TrueFrame], said: list[Observed], *spans: Span) -> dict[str, ActivityTally]:
    return tally_activities(true, spans, said)["A"]


def test_precision_and_recall_are_of_decisions() -> None:
    true = frames(("type", "raise_hand"), ("raise_hand",), ("type",), ("type",))
    said = seen(("hand_raised",), (), ("hand_raised",), ())
    hand = activity_scores(tally(true, said))["hand_raised"]
    assert (hand.decisions, hand.true, hand.seen, hand.right) == (4, 2, 2, 1)
    assert (hand.precision, hand.recall, hand.f1) == (0.5, 0.5, 0.5)


def test_a_phone_seen_elsewhere_than_it_is_is_still_a_phone_in_use() -> None:
    scores = activity_scores(tally(frames(("phone_ear",)), seen(("phone_in_hand",))))
    assert scores["phone_use"].recall == 1.0
    assert scores["phone_at_ear"].recall == 0.0
    assert scores["phone_in_hand"].precision == 0.0


def test_a_phone_that_lies_there_is_not_in_use() -> None:
    assert tally(frames(("type",)), seen(("phone_lying",)))["phone_use"].seen == 0


def test_who_could_not_judge_has_missed_it_and_is_counted() -> None:
    drink = activity_scores(tally(frames(("drink",), ("drink",)), seen(None, ("drink",))))["drink"]
    assert (drink.recall, drink.precision, drink.unknown) == (0.5, 1.0, 0.5)


def test_food_is_there_while_an_episode_says_so() -> None:
    true, said = frames(*[("type",)] * 4), seen((), ("food",), ("food",), ())
    assert tally(true, said, MEAL)["food"] == ActivityTally(4, 2, 2, 1, 0)


def test_without_true_episodes_nothing_is_said_of_food() -> None:
    own = tally_activities(frames(("eat",)), None, seen(("food",)))["A"]
    assert "food" not in own and "drink" in own


def test_where_frames_do_not_tell_what_people_do_nothing_is_scored() -> None:
    assert tally_activities(frames(None), (), seen(("drink",))) == {}


def test_what_is_never_true_nor_seen_has_no_figure() -> None:
    feet = activity_scores(tally(frames(("type",)), seen(())))["feet_on_desk"]
    assert (feet.precision, feet.recall, feet.f1) == (None, None, None)


@pytest.mark.parametrize("activity", set(Activity) - {Activity.PHONE_LYING})
def test_every_activity_but_a_lying_phone_is_scored(activity: Activity) -> None:
    assert any(activity.value in sought.seen for sought in ACTIVITIES.values())
