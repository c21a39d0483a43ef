"""Whatever people are told to do, they do one thing at a time, without a jump, and end it."""

from typing import Any

import numpy as np
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.sim.motion import RATE_HZ, Channel, DoingKind, ThingKind, Track, Where
from eval.sim.motion.perform import perform_all
from eval.sim.script import Script

FLOOR = """
version: 1
seed: 3
start: "2026-03-02T09:00:00+08:00"
duration: 90
site: {name: Small}
video: {size: [160, 90], fps: 2}
room: {width: 6, depth: 7, door_y: 6}
rows: [{seats: [A-01, A-02], first: [1.3, 2.5], step: [0, 1.5], facing: 180}]
cameras: [{id: cam1, eye: [3, 0.2, 2.6], target: [1.8, 3.5, 0.6]}]
waypoints: {south: [2.8, 1], north: [2.8, 6]}
aisles: [[south, north]]
people: [{id: p1, seat: A-01}, {id: p2, seat: A-02}]
"""
LONG_S = 90.0  # more than any of these takes, so that the next can start
DEEDS: list[dict[str, Any]] = [
    {"do": "raise_hand", "seconds": 5},
    {"do": "scratch_head", "seconds": 3},
    {"do": "phone", "how": "hand", "seconds": 12},
    {"do": "phone", "how": "ear", "seconds": 8},
    {"do": "phone", "how": "photo", "seconds": 4},
    {"do": "eat", "what": "burger", "seconds": 15},
    {"do": "eat", "what": "noodles", "seconds": 20},
    {"do": "eat", "what": "snacks", "seconds": 15},
    {"do": "drink", "what": "bottle", "seconds": 6},
    {"do": "put", "what": "papers"},
    {"do": "feet_up", "seconds": 10},
    {"do": "lie_down", "seconds": 10},
    {"do": "chat", "with": "p2", "seconds": 12, "how": "leaning"},
    {"do": "glance", "with": "p2", "seconds": 4},
    {"do": "talk"},
    {"do": "idle"},
]


def played(*actions: dict[str, Any]) -> list[Track]:
    """The small floor with p1 doing these things, one after the other."""
    content = yaml.safe_load(FLOOR)
    content["duration"] = LONG_S * (len(actions) + 1)
    content["people"][0]["timeline"] = [
        action | {"at": 2 + LONG_S * number} for number, action in enumerate(actions)
    ]
    return perform_all(Script.model_validate(content))


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: "-".join(str(v) for v in deed.values()))
def test_what_is_begun_is_ended(deed: dict[str, Any]) -> None:
    track = played(deed)[0]
    first, last = track.samples[0], track.samples[-1]
    base = [Channel.WORK, Channel.TALK] if deed["do"] in ("talk", "idle") else []
    same = [
        c for c in Channel if c not in (*base, Channel.REACH_X, Channel.REACH_Y, Channel.REACH_H)
    ]
    assert last[same] == pytest.approx(first[same], abs=0.01)
    for thing in track.things:
        assert thing.stays[-1].where is not Where.HAND


@pytest.mark.parametrize(
    "deed",
    [deed for deed in DEEDS if "seconds" in deed],
    ids=lambda deed: "-".join(str(v) for v in deed.values()),
)
def test_it_is_done_as_long_as_the_script_says(deed: dict[str, Any]) -> None:
    kind = DoingKind(f"phone_{deed['how']}" if deed["do"] == "phone" else deed["do"])
    done = [each for each in played(deed)[0].doings if each.kind is kind]
    assert len(done) == 1
    assert 0.55 * deed["seconds"] < done[0].end - done[0].start
    assert done[0].end - done[0].start < deed["seconds"] + 10  # a bowl comes and goes


@settings(max_examples=12, deadline=None)
@given(st.lists(st.sampled_from(DEEDS), min_size=1, max_size=4))
def test_nothing_jumps(deeds: list[dict[str, Any]]) -> None:
    for track in played(*deeds):
        steps = np.abs(np.diff(track.samples, axis=0)) * RATE_HZ
        weights = [c for c in Channel if c >= Channel.TALK and not c.name.startswith("REACH_")]
        assert steps[:, weights].max() < 4.5  # no weight goes from 0 to 1 in under a fifth
        assert steps[:, [Channel.X, Channel.Y, Channel.CHAIR_X, Channel.CHAIR_Y]].max() < 1.6


def test_the_hand_is_at_a_thing_when_it_takes_it_and_when_it_leaves_it() -> None:
    track = played({"do": "phone", "seconds": 8})[0]
    phone = next(thing for thing in track.things if thing.kind is ThingKind.PHONE)
    for stay in phone.stays[1:]:
        assert track.at(stay.start)[Channel.REACH] > 0.8


def test_both_sides_of_a_chat_agree() -> None:
    first, second = played({"do": "chat", "with": "p2", "seconds": 20})
    mine = next(each for each in first.doings if each.kind is DoingKind.CHAT)
    theirs = next(each for each in second.doings if each.kind is DoingKind.CHAT)
    assert (mine.start, mine.end, mine.who) == (theirs.start, theirs.end, "p2")
    assert theirs.who == "p1"
    middle = (mine.start + mine.end) / 2
    turned = [
        abs(track.at(middle)[Channel.HEADING] - track.at(0)[Channel.HEADING])
        for track in (first, second)
    ]
    assert min(turned) > 0.5


def test_only_one_of_two_who_chat_speaks() -> None:
    first, second = played({"do": "chat", "with": "p2", "seconds": 20})
    both = (first.samples[:, Channel.TALK] > 0.9) & (second.samples[:, Channel.TALK] > 0.9)
    assert not both[200:400].any()


def test_who_is_visited_turns_to_the_visitor() -> None:
    guest, host = played({"do": "visit", "seat": "A-02", "seconds": 20})
    visit = next(each for each in guest.doings if each.kind is DoingKind.VISIT)
    assert 20 <= visit.end - visit.start < 24
    assert any(each.kind is DoingKind.CHAT and each.who == "p1" for each in host.doings)


def test_nobody_turns_who_is_on_the_phone() -> None:
    content = yaml.safe_load(FLOOR)
    content["people"][0]["timeline"] = [{"do": "visit", "seat": "A-02", "at": 2, "seconds": 10}]
    content["people"][1]["timeline"] = [{"do": "phone", "at": 5, "seconds": 40}]
    guest, host = perform_all(Script.model_validate(content))
    assert not any(each.kind is DoingKind.CHAT for each in (*guest.doings, *host.doings))


def test_a_bag_left_on_the_chair_is_taken_back() -> None:
    content = yaml.safe_load(FLOOR)
    content["people"][0] |= {
        "desk": ["bag"],
        "timeline": [
            {"do": "leave", "at": 2, "to": "north", "leaves": "bag", "chair": "turned"},
            {"do": "return", "at": 40},
        ],
    }
    (bag,) = perform_all(Script.model_validate(content))[0].things
    assert [stay.where for stay in bag.stays] == ["desk", "hand", "chair", "hand", "desk"]


def test_two_who_wait_at_one_place_do_not_stand_in_each_other() -> None:
    content = yaml.safe_load(FLOOR)
    for person, at in zip(content["people"], (2, 20), strict=True):
        person["timeline"] = [{"do": "leave", "at": at, "to": "north"}]
    first, second = perform_all(Script.model_validate(content))
    apart = np.hypot(*(first.samples[-1, :2] - second.samples[-1, :2]))
    assert apart > 0.4
