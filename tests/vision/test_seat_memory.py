"""What is remembered of a seat, and what is said of it: nothing that was not seen well enough."""

from typing import Any

import numpy as np
import pytest
from support.looks import look

from floor.layout import SeatId
from floor.observation import Activity, Chair, Occupancy, Posture, SeatObservation
from floor.time import Instant, plus
from vision.evidence import Evidence, Sight
from vision.fusion import FusionSettings
from vision.seat_look import CHAIRS, COLUMNS, SeatLook
from vision.seat_memory import SeatMemory, blind, looked, observation, situation, unchanged

SETTINGS = FusionSettings()
SEAT, PARTNER = SeatId("A-01"), SeatId("A-02")
START = Instant(0)
STEP_S = 0.5
NOBODY = Evidence(Sight.NOBODY, 1.0, Chair.UNKNOWN)
SEATED = Evidence(Sight.SEATED, 1.0, Chair.UNKNOWN)


def after(
    *looks: SeatLook,
    memory: SeatMemory | None = None,
    evidence: Evidence | None = None,
    trust: float = 1.0,
) -> SeatMemory:
    """The memory after a decision with each look, half a second apart."""
    memory = memory or SeatMemory()
    for each in looks:
        now = plus(memory.fusion.last or START, STEP_S)
        memory = looked(memory, evidence, each, (0.0, 0.0), trust, now, SETTINGS)
    return memory


def boxes(sight: Sight, times: int = 3) -> SeatMemory:
    """The memory of a site without the seat network."""
    memory = SeatMemory()
    for number in range(times):
        now = plus(START, (number + 1) * STEP_S)
        evidence = Evidence(sight, 1.0, Chair.UNKNOWN)
        memory = looked(memory, evidence, None, (0.0, 0.0), 1.0, now, SETTINGS)
    return memory


def said(
    memory: SeatMemory, later_s: float = 0.0, chair_seen: Chair = Chair.UNKNOWN
) -> SeatObservation:
    now = plus(memory.fusion.last or START, later_s)
    return observation(SEAT, memory, chair_seen, (PARTNER,), now, SETTINGS)


def chair_look(**chances: float) -> SeatLook:
    """An empty seat, with these probabilities of its chair."""
    seen = look(posture="none")
    seen.row[COLUMNS["chair"]] = [chances.get(word, 0.0) for word in CHAIRS]
    return seen


def times(count: int, **words: Any) -> tuple[SeatLook, ...]:
    return (look(**words),) * count


def test_nothing_is_said_of_a_seat_before_anything_is_seen() -> None:
    state = said(SeatMemory())
    assert (state.occupancy, state.chair, state.posture) == (
        Occupancy.UNKNOWN,
        Chair.UNKNOWN,
        Posture.UNKNOWN,
    )
    assert (state.confidence, state.reason, state.doing) == (0.0, "not_seen_yet", None)


@pytest.mark.parametrize("sight", [Sight.PASSING, Sight.DOUBTFUL, Sight.HIDDEN])
def test_what_is_no_evidence_leaves_a_seat_unknown_and_says_why(sight: Sight) -> None:
    state = said(boxes(sight))
    assert (state.occupancy, state.reason) == (Occupancy.UNKNOWN, sight.value)


def test_a_belief_without_evidence_is_held_for_a_while_and_no_longer() -> None:
    memory = after(*times(4, posture="seated"))
    assert said(memory, SETTINGS.hold_s).occupancy is Occupancy.OCCUPIED
    assert said(memory, SETTINGS.hold_s + 0.1).occupancy is Occupancy.UNKNOWN


def test_an_unchanged_picture_shows_what_it_showed() -> None:
    memory = after(*times(4, posture="seated"))
    assert memory.fusion.last is not None
    still = unchanged(memory, plus(memory.fusion.last, SETTINGS.hold_s + 0.1))
    assert said(still).occupancy is Occupancy.OCCUPIED
    assert said(unchanged(SeatMemory(), START)).occupancy is Occupancy.UNKNOWN


COVERED = Evidence(Sight.HIDDEN, 0.8, Chair.UNKNOWN, covered=True)


def test_what_the_network_sees_of_a_seat_that_somebody_stands_before_does_not_count() -> None:
    sitter = after(*times(4, posture="seated", chair="occupied"))
    looks = times(2, posture="none", chair="out", in_sight=0.6)
    assert said(after(*looks, memory=sitter)).occupancy is Occupancy.EMPTY
    hidden = after(*looks, memory=sitter, evidence=COVERED)
    assert said(hidden).occupancy is Occupancy.OCCUPIED
    assert hidden.chair is sitter.chair


def test_a_covered_seat_is_unknown_after_a_while_and_stays_covered_until_the_next_sweep() -> None:
    sitter = after(*times(4, posture="seated"))
    memory = after(*times(5, posture="none", in_sight=0.6), memory=sitter, evidence=COVERED)
    memory = after(*times(1, posture="none", in_sight=0.6), memory=memory)
    assert memory.fusion.last is not None
    memory = unchanged(memory, plus(memory.fusion.last, STEP_S))
    assert (said(memory).occupancy, said(memory).reason) == (Occupancy.UNKNOWN, "occluded")
    seen = after(*times(1, posture="none"), memory=memory, evidence=NOBODY)
    assert said(seen).occupancy is Occupancy.EMPTY


def test_what_the_network_sees_freely_is_not_hidden_whatever_boxes_say() -> None:
    memory = after(*times(3, posture="none", in_sight=0.9), evidence=COVERED)
    assert said(memory).occupancy is Occupancy.EMPTY


def test_blindness_forgets_all_at_once() -> None:
    assert said(after(*times(9, posture="seated", phone="hand"))).doing
    state = said(blind("stale", plus(START, 9 * STEP_S)))
    assert (state.occupancy, state.chair, state.posture) == (
        Occupancy.UNKNOWN,
        Chair.UNKNOWN,
        Posture.UNKNOWN,
    )
    assert (state.reason, state.confidence, state.doing) == ("stale", 0.0, None)


def test_a_sitter_occupies_seat_and_chair() -> None:
    state = said(after(*times(4, posture="seated", chair="occupied")))
    assert (state.occupancy, state.posture) == (Occupancy.OCCUPIED, Posture.SEATED)
    assert (state.chair, state.chair_cm) == (Chair.OCCUPIED, None)
    assert state.confidence > 0.9


def test_who_stands_beside_the_chair_is_not_on_it_and_not_gone() -> None:
    memory = after(*times(4, posture="standing", chair="out"))
    assert situation(memory).name == "STANDING"
    state = said(memory)
    assert (state.occupancy, state.posture) == (Occupancy.EMPTY, Posture.STANDING)
    assert (state.chair, state.reason) == (Chair.OUT, "standing_beside")


def test_an_empty_seat_says_where_its_chair_is() -> None:
    inside = said(after(*times(4, posture="none", chair="in", chair_m=0.02)))
    assert (inside.occupancy, inside.chair, inside.chair_cm) == (Occupancy.EMPTY, Chair.IN, 2.0)
    outside = said(after(*times(4, posture="none", chair="out", chair_m=0.624)))
    assert (outside.chair, outside.chair_turned, outside.chair_cm) == (Chair.OUT, False, 62.0)
    turned = said(after(*times(4, posture="none", chair="turned", chair_m=-0.3)))
    assert (turned.chair, turned.chair_turned, turned.chair_cm) == (Chair.OUT, True, 0.0)


@pytest.mark.parametrize(
    ("chances", "chair"),
    [
        ({"in": 0.48, "out": 0.52}, Chair.UNKNOWN),
        ({"in": 0.52, "out": 0.48}, Chair.UNKNOWN),
        ({"in": 0.4, "out": 0.6}, Chair.OUT),
        ({"in": 0.6, "out": 0.4}, Chair.IN),
        ({"in": 0.3, "out": 0.3, "turned": 0.4}, Chair.OUT),
        ({"in": 0.1, "out": 0.3, "hidden": 0.6}, Chair.UNKNOWN),
    ],
)
def test_a_chair_is_only_called_in_or_out_where_that_is_likely(
    chances: dict[str, float], chair: Chair
) -> None:
    assert said(after(*[chair_look(**chances)] * 6)).chair is chair


def test_one_look_does_not_move_a_chair() -> None:
    memory = after(*[chair_look(**{"in": 1.0})] * 6)
    assert said(after(chair_look(out=1.0), memory=memory)).chair is Chair.IN
    assert said(after(*[chair_look(out=1.0)] * 4, memory=memory)).chair is Chair.OUT


def test_without_the_network_boxes_say_where_the_chair_is_and_nobody_says_what_is_done() -> None:
    state = said(boxes(Sight.NOBODY), chair_seen=Chair.OUT)
    assert (state.occupancy, state.chair, state.doing) == (Occupancy.EMPTY, Chair.OUT, None)
    assert said(after(look())).doing == ()


def test_what_lies_on_the_desk_stays_when_its_owner_goes() -> None:
    there = said(after(*times(9, posture="seated", food="desk", hand_raised=1.0)))
    assert there.doing == (Activity.FOOD, Activity.HAND_RAISED)
    gone = said(after(*times(9, posture="none", food="desk", hand_raised=1.0)))
    assert gone.doing == (Activity.FOOD,)


def test_only_who_is_there_has_somebody_to_talk_to() -> None:
    assert said(after(*times(4, posture="seated"))).partners == (PARTNER,)
    assert said(after(*times(4, posture="standing"))).partners == (PARTNER,)
    assert said(after(*times(4, posture="none"))).partners == ()


def test_company_is_who_stays_beside_the_seat() -> None:
    passing = after(*times(3, posture="seated"), look(posture="seated", beside=1.0))
    assert not said(passing).company
    assert said(after(*times(6, posture="seated", beside=1.0))).company


@pytest.mark.parametrize(("in_sight", "trust"), [(0.05, 1.0), (1.0, 0.0)])
def test_a_look_that_counts_for_nothing_decides_nothing(in_sight: float, trust: float) -> None:
    memory = after(*times(6, posture="seated", in_sight=in_sight), trust=trust)
    assert said(memory).occupancy is Occupancy.UNKNOWN


def test_boxes_outvote_a_network_that_is_hardly_trusted() -> None:
    nobody = Evidence(Sight.NOBODY, 1.0, Chair.UNKNOWN)
    seen = times(4, posture="seated")
    assert said(after(*seen, evidence=nobody, trust=0.1)).occupancy is Occupancy.EMPTY


def test_confidence_is_rounded_alike_everywhere() -> None:
    confidence = said(after(*times(3, posture="seated"))).confidence
    assert confidence == round(confidence, 3)
    assert np.isfinite(confidence)


def test_a_network_that_is_not_trusted_does_not_say_where_the_chair_is() -> None:
    looks = [look(posture="none", chair="out", chair_m=0.6)] * 4
    state = said(after(*looks, evidence=NOBODY, trust=0.05), chair_seen=Chair.IN)
    assert (state.chair, state.chair_cm) == (Chair.IN, None)
    assert said(after(*looks, evidence=NOBODY), chair_seen=Chair.IN).chair is Chair.OUT


def test_a_network_that_is_not_trusted_says_nothing_of_what_somebody_does() -> None:
    looks = times(6, posture="seated", hand_raised=1.0, beside=1.0)
    trusted, not_trusted = (said(after(*looks, evidence=SEATED, trust=t)) for t in (1.0, 0.3))
    assert trusted.doing and trusted.company
    assert (not_trusted.occupancy, not_trusted.doing) == (Occupancy.OCCUPIED, None)
    assert not not_trusted.company


def test_what_is_said_once_it_is_trusted_begins_anew() -> None:
    looks = times(6, posture="seated", hand_raised=1.0)
    memory = after(*looks, evidence=SEATED, trust=0.3)
    memory = looked(memory, SEATED, looks[0], (0.0, 0.0), 1.0, plus(START, 3), SETTINGS)
    assert said(memory).doing == ()
