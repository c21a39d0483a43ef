"""What cameras alone tell: on the board while it goes on, in the records, and never a case."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from support.made_scenarios import scenario
from support.seat_film import START, A, B, film

from api.pipeline import FloorPipeline, Step
from api.records import Recorder
from cameras.frame import Image, Tick
from eval.scores.replay_files import read_found
from eval.scores.score import score
from eval.scores.span import Span
from floor.agent_state import AgentEvent, AgentKey, AgentState
from floor.layout import SeatId
from floor.observation import SeatObservation
from floor.roster import Roster, RosterEntry
from privacy.keys import DerivedKeys
from vision.detections import Detections
from vision.observer import Seen

LASTS = 120


class NobodyLooks:
    """A detector for a pipeline that is told what is seen."""

    def detect(self, images: Sequence[Image]) -> list[Detections]:
        return [Detections.empty() for _ in images]


class Told:
    """An observer that gives each tick its decision of made-up films."""

    def __init__(self, *films: list[SeatObservation]) -> None:
        self._ticks: Iterator[tuple[SeatObservation, ...]] = zip(*films, strict=True)

    def observe(self, tick: Tick) -> Seen:
        return Seen(next(self._ticks), {})


def told(
    site_of, *pictures: str, rostered: Sequence[SeatId] = (A, B)
) -> tuple[FloorPipeline, list[Step]]:
    """The steps of a floor whose seats A-01 and A-02 show the pictures, two letters a second."""
    site = site_of((A, "cam1", 10, 10), (B, "cam1", 200, 10))
    key = AgentKey("agent-4711")
    roster = Roster(
        [RosterEntry(seat, key if seat == A else AgentKey("agent-4712")) for seat in rostered]
    )
    pipeline = FloorPipeline(site, NobodyLooks(), roster, DerivedKeys(b"test"), False)
    pipeline.hear([AgentEvent("t", "e", key, AgentState.AVAILABLE, "", START, START)])
    films = [
        film(picture.ljust(LASTS, "."), seat)
        for seat, picture in zip((A, B), pictures, strict=True)
    ]
    pipeline._observer = Told(*films)  # type: ignore[assignment]
    return pipeline, [pipeline.step(Tick(each.time, ()), {}) for each in films[0]]


def on_board(step: Step) -> list[str]:
    return [found.kind.value for found in step.snapshot.findings]


def test_a_raised_hand_is_on_the_board_while_it_is_up(site_of) -> None:
    _, steps = told(site_of, "." * 10 + "H" * 20, "")
    shown = [n for n, step in enumerate(steps) if on_board(step) == ["hand_raised"]]
    assert shown == list(range(13, 33))  # seen for 1.5 s; gone for 1.5 s
    (call,) = steps[20].snapshot.findings
    assert (call.reason, call.status.value) == ("asks_for_help", "candidate")


@pytest.mark.parametrize("letter", "HSPEFfcd^")
def test_nothing_that_is_only_seen_becomes_a_case(site_of, letter: str) -> None:
    _, steps = told(site_of, letter * LASTS, letter * LASTS)
    assert [found for step in steps for found in step.for_cases] == []


def test_a_seats_card_says_only_what_became_of_its_absence(site_of) -> None:
    _, steps = told(site_of, "f" * LASTS, "g" * LASTS)
    cards = {card.seat: card.finding for card in steps[-1].snapshot.seats}
    assert cards[A] is None
    assert cards[B] is not None


@pytest.mark.parametrize("letter", "d^")
def test_what_no_rule_is_on_for_is_not_on_the_board(site_of, letter: str) -> None:
    pipeline, steps = told(site_of, letter * LASTS, "")
    assert {kind for step in steps for kind in on_board(step)} == set()
    assert len(pipeline.findings(steps[-1].snapshot.time)) == 1


def test_at_a_desk_that_is_nobodys_only_a_raised_hand_counts(site_of) -> None:
    _, standing = told(site_of, "", "S" * LASTS, rostered=[A])
    assert on_board(standing[-1]) == []
    _, raised = told(site_of, "", "H" * LASTS, rostered=[A])
    assert on_board(raised[-1]) == ["hand_raised"]


KINDS = {
    "chair_left_out": "o",
    "standing": "S",
    "phone_use": "P",
    "food_on_desk": "f",
    "hand_raised": "H",
    "drinking": "d",
    "feet_on_desk": "^",
    "chatting": "b",
}


@pytest.mark.parametrize(("kind", "letter"), KINDS.items())
def test_what_is_recorded_of_each_kind_is_what_is_scored(
    site_of, tmp_path: Path, kind: str, letter: str
) -> None:
    """From 10 s to 30 s at seat A-01, seen as half a second less."""
    pipeline, steps = told(site_of, "." * 20 + letter * 40, "")
    with Recorder(tmp_path / "out", START) as recorder:
        for step in steps:
            recorder.observe(step.observations)
        recorder.finish(pipeline.findings(steps[-1].snapshot.time))
    found = read_found(tmp_path / "out" / "findings.jsonl")
    seats = (A, B) if kind == "chatting" else (A,)
    assert Span(kind, seats, 10.0, 29.5) in found
    made = replace(
        scenario(truth=[Span(kind, seats, 10.0, 30.0)], found=found), seats={A: "cam1", B: "cam1"}
    )
    figures = score([made], "1").kinds[kind]
    assert (figures.truth, figures.found, figures.matched) == (1, 1, 1)
    assert (figures.start_error_s, figures.end_error_s) == (0.0, 0.5)


def test_a_chat_is_recorded_with_both_seats(site_of, tmp_path: Path) -> None:
    pipeline, steps = told(site_of, "", "a" * 40)
    with Recorder(tmp_path / "out", START) as recorder:
        recorder.finish(pipeline.findings(steps[-1].snapshot.time))
    (line,) = (tmp_path / "out" / "episodes.jsonl").read_text().splitlines()
    assert line == (
        '{"kind": "chatting", "seats": ["A-01", "A-02"], "start": 0.0, "end": 19.5, '
        '"confidence": 0.9, "status": "candidate", "rule": null}'
    )
