"""Live: the end of a GOP is left out where the next key frame comes soon enough."""

import itertools
from collections.abc import Iterator

import pytest

from cameras.coded import Coded
from cameras.thrift import SLACK_S, Thrift


def stream(*gops: int, fps: int = 25, lag_s: float = 0.0) -> Iterator[Coded[int]]:
    """GOPs of so many pictures each, which come ``lag_s`` late."""
    number = 0
    for length in gops:
        for place in range(length):
            time_s = number / fps
            yield Coded(number, time_s, time_s + lag_s, begins=place == 0)
            number += 1


def decoded(thrift: Thrift[int], coded: Iterator[Coded[int]]) -> list[tuple[int, float]]:
    """The pictures that were decoded, each with the stream's time at which it was."""
    out = []
    for one in coded:
        for each in thrift.take(one):
            thrift.gave(each, [each.time_s])
            assert one.time_s is not None
            out.append((each.payload, one.time_s))
    return out


def numbers(thrift: Thrift[int], coded: Iterator[Coded[int]]) -> list[int]:
    return [number for number, _ in decoded(thrift, coded)]


def test_gops_no_longer_than_the_cadence_give_their_key_frames_only() -> None:
    assert numbers(Thrift(1.0), stream(*[25] * 6))[26:] == [50, 75, 100, 125]


def test_of_a_longer_gop_the_end_is_left_out() -> None:
    per_gop = [n for n in numbers(Thrift(2.0), stream(*[25] * 6)) if 75 <= n < 100]
    assert per_gop == list(range(75, 88)), "half a second is 12.5 pictures"


def test_of_a_very_long_gop_nearly_all_is_decoded() -> None:
    per_gop = [n for n in numbers(Thrift(2.0), stream(*[250] * 4)) if n >= 750]
    assert per_gop == list(range(750, 1000 - 12))


@pytest.mark.parametrize("gops", [[25] * 9, [10] * 20, [25, 25, 25, 250, 25, 25, 25]])
@pytest.mark.parametrize("fps", [0.5, 1.0, 2.0, 5.0])
def test_pictures_are_never_farther_apart_than_the_cadence(gops: list[int], fps: float) -> None:
    """Also where a GOP grows from 1 s to 10 s, and back."""
    times = [at for _, at in decoded(Thrift(fps), stream(*gops))]
    allowed = min(1.0 / fps, 1.0) + SLACK_S + 1 / 25
    assert max(b - a for a, b in itertools.pairwise(times)) <= allowed + 1e-6


def test_what_was_put_aside_is_decoded_when_the_key_frame_is_late() -> None:
    seen = numbers(Thrift(1.0), stream(25, 25, 25, 250, 25))
    assert [n for n in seen if n >= 75] == list(range(75, 350)), "the long GOP lacks no picture"


def test_many_key_frames_are_left_out_too() -> None:
    """MJPEG has nothing else."""
    assert len(numbers(Thrift(2.0), stream(*[1] * 250))) <= 10 * 2 + 2


def test_a_decoder_that_holds_pictures_back_gets_all() -> None:
    thrift: Thrift[int] = Thrift(1.0)
    seen = 0
    for one in stream(*[25] * 6):
        for each in thrift.take(one):
            thrift.gave(each, [])
            seen += 1
    assert seen == 150


def test_a_stream_whose_time_runs_too_fast_is_held_to_ours() -> None:
    """Its PTS say 25 pictures a second, and 5 come."""
    thrift: Thrift[int] = Thrift(2.0)
    arrived = []
    for one in stream(*[25] * 6):
        slow = Coded(one.payload, one.time_s, one.payload / 5, one.begins)
        for each in thrift.take(slow):
            thrift.gave(each, [each.time_s])
            arrived.append(slow.arrived_s)
    assert max(b - a for a, b in itertools.pairwise(arrived)) <= 0.5 + 0.25 + 0.2 + SLACK_S


def test_times_that_jump_begin_anew() -> None:
    thrift: Thrift[int] = Thrift(1.0)
    list(decoded(thrift, stream(*[25] * 4)))
    assert numbers(thrift, stream(25))[-25:] == list(range(25))
    assert thrift.gop_s is None


def test_pictures_that_nothing_refers_to_are_asked_for_again_where_they_are_needed() -> None:
    thrift: Thrift[int] = Thrift(2.0)
    assert thrift.skips_unreferenced
    for time_s in (0.0, 0.4, 0.8, 1.6):
        thrift.gave(Coded(0, time_s, time_s, False), [time_s])
    assert not thrift.skips_unreferenced
