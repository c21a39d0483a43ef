"""A state follows a change within a second, no single picture makes one, blindness is unknown."""

from hypothesis import given
from hypothesis import strategies as st

from floor.observation import Chair, Occupancy
from floor.time import Instant, plus
from vision.evidence import Evidence, Sight
from vision.seat_filter import FilterTimes, SeatMemory, blind, follow

START = Instant(1_772_413_200_000_000)
TIMES = FilterTimes()


def saw(memory: SeatMemory, *sights: Sight, at: float = 0.0, every: float = 0.25) -> SeatMemory:
    for index, sight in enumerate(sights):
        evidence = Evidence(sight, 0.9, Chair.UNKNOWN)
        memory = follow(memory, evidence, plus(START, at + index * every), TIMES)
    return memory


def test_the_first_clear_picture_is_believed() -> None:
    assert saw(SeatMemory(), Sight.NOBODY).occupancy is Occupancy.EMPTY
    assert saw(SeatMemory(), Sight.SEATED).occupancy is Occupancy.OCCUPIED


def test_one_picture_changes_nothing_and_two_a_quarter_second_apart_do() -> None:
    seated = saw(SeatMemory(), Sight.SEATED)
    assert saw(seated, Sight.NOBODY, at=0.25).occupancy is Occupancy.OCCUPIED
    gone = saw(seated, Sight.NOBODY, Sight.NOBODY, at=0.25)
    assert gone.occupancy is Occupancy.EMPTY


def test_standing_at_the_seat_is_not_sitting_on_it() -> None:
    memory = saw(SeatMemory(), Sight.STANDING)
    assert (memory.occupancy, memory.posture) == (Occupancy.EMPTY, "standing")


def test_somebody_who_passes_changes_nothing_for_two_seconds_then_it_is_unknown() -> None:
    seated = saw(SeatMemory(), Sight.SEATED)
    assert saw(seated, *[Sight.HIDDEN] * 8, at=0.25).occupancy is Occupancy.OCCUPIED
    assert saw(seated, *[Sight.HIDDEN] * 9, at=0.25).occupancy is Occupancy.UNKNOWN


def test_a_blind_camera_is_unknown_at_once() -> None:
    memory = blind(saw(SeatMemory(), Sight.NOBODY), "stale", plus(START, 0.5))
    assert (memory.occupancy, memory.reason) == (Occupancy.UNKNOWN, "stale")


def test_after_a_silence_nothing_of_before_is_known() -> None:
    seated = saw(SeatMemory(), Sight.SEATED)
    assert saw(seated, Sight.DOUBTFUL, at=10.0).occupancy is Occupancy.UNKNOWN


@given(sights=st.lists(st.sampled_from([Sight.HIDDEN, Sight.DOUBTFUL, Sight.PASSING, None])))
def test_without_positive_evidence_a_seat_is_never_empty(sights: list[Sight | None]) -> None:
    memory = SeatMemory()
    for index, sight in enumerate(sights):
        now = plus(START, 0.5 * index)
        if sight is None:
            memory = blind(memory, "no_frame", now)
        else:
            memory = follow(memory, Evidence(sight, 0.9, Chair.UNKNOWN), now, TIMES)
        assert memory.occupancy is Occupancy.UNKNOWN


@given(sights=st.lists(st.sampled_from(Sight), max_size=40))
def test_confidence_stays_between_0_and_1(sights: list[Sight]) -> None:
    assert 0.0 <= saw(SeatMemory(), *sights).confidence <= 1.0
