"""A chat is between two agents and lasts."""

from support.tracks import DURATION, at_seat, make_track, walks_off

from eval.sim.motion.track import Doing, DoingKind, Track
from eval.sim.truth.chats import chats

FIRST, SECOND = at_seat("A-02"), at_seat("A-01", 3.4)


def talking(start: float, end: float, kind: DoingKind = DoingKind.CHAT) -> list[Track]:
    """Two neighbours; a glance or a chat is the doing of both."""
    return [
        make_track("p1", FIRST, doings=[Doing(kind, start, end, "p2")]),
        make_track("p2", SECOND, doings=[Doing(kind, start, end, "p1")]),
    ]


def test_a_chat_is_one_episode_with_both_seats() -> None:
    (chat,) = chats(talking(10, 30), DURATION)
    assert chat.line() == {
        "kind": "chatting",
        "seats": ["A-01", "A-02"],
        "start": 10.0,
        "end": 30.0,
    }


def test_a_word_and_a_glance_are_no_chat() -> None:
    assert not chats(talking(10, 19), DURATION)
    assert not chats(talking(10, 30, DoingKind.GLANCE), DURATION)


def test_one_side_is_enough() -> None:
    one, other = talking(10, 30)
    silent = make_track("p2", SECOND)
    assert len(chats([one, silent], DURATION)) == 1
    assert len(chats([silent, one], DURATION)) == 1
    assert len(chats([one, other], DURATION)) == 1


def test_a_visit_counts_while_the_visited_is_there() -> None:
    visitor = make_track("p1", FIRST, doings=[Doing(DoingKind.VISIT, 10, 40, "p2")])
    visited = make_track("p2", SECOND)
    walks_off(visited, 25, 60)
    (chat,) = chats([visitor, visited], DURATION)
    assert (chat.start, chat.end) == (10.0, 25.0)


def test_a_visit_to_an_empty_seat_is_none() -> None:
    visitor = make_track("p1", FIRST, doings=[Doing(DoingKind.VISIT, 10, 40, None)])
    assert not chats([visitor, make_track("p2", SECOND)], DURATION)


def test_leads_coaches_and_visitors_are_there_to_talk() -> None:
    for role in ("lead", "coach", "visitor"):
        guest = make_track("x", role=role, doings=[Doing(DoingKind.VISIT, 10, 40, "p2")])
        seated = make_track("y", FIRST, role, doings=[Doing(DoingKind.CHAT, 10, 40, "p2")])
        agent = make_track("p2", SECOND, doings=[Doing(DoingKind.CHAT, 10, 40, "x")])
        assert not chats([guest, seated, agent], DURATION)


def test_a_chat_that_pauses_for_a_second_goes_on() -> None:
    track = make_track(
        "p1",
        FIRST,
        doings=[Doing(DoingKind.CHAT, 10, 17, "p2"), Doing(DoingKind.CHAT, 18, 25, "p2")],
    )
    (chat,) = chats([track, make_track("p2", SECOND)], DURATION)
    assert (chat.start, chat.end) == (10.0, 25.0)
