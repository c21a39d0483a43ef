"""An improvised crowd does what was wished for, and can be played as it is written."""

from collections import Counter
from pathlib import Path

import pytest

from eval.sim.agents import phone_states
from eval.sim.improvise import Behaviour, Wishes, improvise, improvise_file
from eval.sim.motion.perform import perform_all
from eval.sim.rehearse import rehearse
from eval.sim.script import Script, ScriptError, load_script
from eval.sim.truth.episodes import all_episodes

DEMO = Path(__file__).parents[4] / "eval" / "demo" / "script.yaml"
PLACE = """
version: 1
start: "2026-03-02T09:00:00+08:00"
duration: 150
site: {name: Small}   # a customer's own words
video: {size: [160, 90], fps: 2, truth_every: 1}
room: {width: 7, depth: 8, door_y: 7}
rows:
  - {seats: [A-01, A-02, A-03], first: [1.3, 2.5], step: [0, 1.5], facing: 180}
  - {seats: [B-01, B-02, B-03], first: [5.7, 2.5], step: [0, 1.5], facing: 0}
cameras: [{id: cam1, eye: [3.5, 0.2, 2.6], target: [3.5, 4.5, 0.6], fov: 90}]
waypoints:
  south: [3.5, 1]
  north: [3.5, 7]
  door: [0.4, 7]
  hall: [-0.8, 7]
  lift: [-0.8, 4]
aisles: [[south, north], [north, door], [door, hall], [hall, lift]]
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    path = tmp_path / "place.yaml"
    path.write_text(PLACE, encoding="utf-8")
    return path


@pytest.fixture
def room(place: Path) -> Script:
    return load_script(place)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_it_plays_as_planned_without_anything_dropped(room: Script, seed: int) -> None:
    made = improvise(room, Wishes(seed, crowding=1.0, liveliness=2.5))
    assert made.dropped == 0
    perform_all(made.script(room))


def test_the_same_seed_makes_the_same_floor_and_another_another(room: Script) -> None:
    assert improvise(room, Wishes(4)) == improvise(room, Wishes(4))
    assert improvise(room, Wishes(4)).added != improvise(room, Wishes(5)).added


def test_the_share_of_seats_is_taken(room: Script) -> None:
    made = improvise(room, Wishes(1, crowding=0.5, liveliness=0))
    assert len({person.seat for person in made.added if person.seat}) == 3


def test_leads_and_visitors_come_too(room: Script) -> None:
    roles = Counter(person.role for person in improvise(room, Wishes(1)).added)
    assert roles["lead"] == 1
    assert roles["visitor"] == 1


@pytest.mark.parametrize(
    ("behaviour", "does"),
    [
        (Behaviour.CHAT, "chat"),
        (Behaviour.GLANCE, "glance"),
        (Behaviour.CALL_ON, "visit"),
        (Behaviour.RAISE_HAND, "raise_hand"),
        (Behaviour.SCRATCH_HEAD, "scratch_head"),
        (Behaviour.PHONE_PHOTO, "phone"),
        (Behaviour.PHONE_DOWN, "put"),
        (Behaviour.NOODLES, "eat"),
        (Behaviour.DRINK, "drink"),
        (Behaviour.FEET_UP, "feet_up"),
        (Behaviour.LIE_DOWN, "lie_down"),
        (Behaviour.STAND, "stand"),
    ],
)
def test_what_is_wished_for_alone_is_done(room: Script, behaviour: Behaviour, does: str) -> None:
    made = improvise(room, Wishes(1, behaviours=(behaviour,)))
    done = Counter(action.do for each in made.added for action in each.timeline if each.seat)
    assert done[does] + made.left_out[behaviour] >= made.wished
    assert done[does] > 0


def confirmed(script: Script) -> int:
    found = all_episodes(perform_all(script), phone_states(script), script.duration)
    return sum(episode.kind == "off_seat_confirmed" for episode in found)


def test_who_is_away_although_available_is_confirmed(room: Script) -> None:
    wishes = Wishes(1, behaviours=(Behaviour.CONFIRMED,))
    made = improvise(room, wishes)
    assert made.wished > made.left_out.total()
    assert confirmed(made.script(room)) == made.wished - made.left_out.total()


@pytest.mark.parametrize("behaviour", [Behaviour.CONFLICT, Behaviour.PAUSE, Behaviour.ERRAND])
def test_who_is_away_for_a_reason_is_not(room: Script, behaviour: Behaviour) -> None:
    assert confirmed(improvise(room, Wishes(1, behaviours=(behaviour,))).script(room)) == 0


def test_a_raised_hand_brings_the_lead(room: Script) -> None:
    made = improvise(room, Wishes(2, behaviours=(Behaviour.RAISE_HAND,)))
    hands = {person.seat for person in made.added for a in person.timeline if a.do == "raise_hand"}
    visited = {
        action.seat
        for person in made.added
        if person.role == "lead"
        for action in person.timeline
        if action.do == "visit"
    }
    assert hands & visited


def test_people_whom_the_layout_has_are_left_alone() -> None:
    demo = load_script(DEMO)
    made = improvise(demo, Wishes(1, crowding=1.0))
    script = made.script(demo)
    assert script.people[: len(demo.people)] == demo.people
    ids = {person.id for person in demo.people}
    own_seats = {person.seat for person in demo.people}
    for person in made.added:
        assert person.seat not in own_seats
        for action in person.timeline:
            assert getattr(action, "with_", None) not in ids
            assert action.do != "visit" or action.seat not in own_seats


def test_the_text_is_the_layouts_with_the_people_and_says_who_made_it(
    place: Path, tmp_path: Path
) -> None:
    made = improvise_file(place, Wishes(7), duration=120)
    out = tmp_path / "script.yaml"
    out.write_text(made.text, encoding="utf-8")
    assert made.text.startswith("# Made by: floorwatch sim improvise place.yaml --seed 7 ")
    assert "# a customer's own words" in made.text
    assert load_script(out) == made.script
    assert rehearse(out).script.duration == 120


def test_people_are_added_after_those_who_are_there(tmp_path: Path) -> None:
    layout = tmp_path / "layout.yaml"
    text = PLACE + "people:\n  - id: boss   # of them all\n    seat: A-02\n\nlights: {level: 0.8}\n"
    layout.write_text(text, encoding="utf-8")
    made = improvise_file(layout, Wishes(3))
    out = tmp_path / "script.yaml"
    out.write_text(made.text, encoding="utf-8")
    assert load_script(out) == made.script
    assert load_script(out).people[0].id == "boss"
    assert "# of them all" in made.text


def test_a_layout_with_a_fault_is_refused_with_its_line(place: Path) -> None:
    place.write_text(PLACE.replace("eye: [3.5, 0.2, 2.6]", "eye: [3.5, -2, 2.6]"), encoding="utf-8")
    with pytest.raises(ScriptError, match=r"place\.yaml:11:\d+: cameras\.0\.eye"):
        improvise_file(place, Wishes(1))
