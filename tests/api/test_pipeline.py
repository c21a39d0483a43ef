"""The rooms wired: nobody's desk troubles nobody, and no agent's key gets out."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import cv2
import numpy as np
import pytest

from api.board import Snapshot
from api.pipeline import FloorPipeline, Step
from api.records import Recorder
from cameras.frame import Blind, CameraId, Frame, Image, Tick
from floor.agent_state import AgentEvent, AgentKey, AgentState
from floor.finding import FindingStatus
from floor.layout import SeatId
from floor.roster import Roster, RosterEntry
from floor.time import SECOND, Instant
from privacy.keys import DerivedKeys
from vision.detections import Detections

KEY = AgentKey("agent-4711")
START = 1_772_413_200 * SECOND


class NobodyThere:
    """A detector that looks and finds an empty room."""

    def detect(self, images: Sequence[Image]) -> list[Detections]:
        return [Detections.empty() for _ in images]


def pipeline_of(site, pictures: bool = False) -> FloorPipeline:
    roster = Roster([RosterEntry(SeatId("A"), KEY, None, None, "agent", "red")])
    built = FloorPipeline(site, NobodyThere(), roster, DerivedKeys(b"test"), pictures)
    event = AgentEvent(
        source="test",
        event_id="e1",
        agent_key=KEY,
        state=AgentState.AVAILABLE,
        reason="",
        effective_at=Instant(START),
        received_at=Instant(START),
    )
    built.hear([event])
    return built


def ticks(seconds: float) -> Iterator[Tick]:
    image = np.full((200, 400, 3), 90, np.uint8)
    for step in range(int(seconds * 2) + 1):
        now = START + step * SECOND // 2
        yield Tick(now, (Frame(CameraId("cam1"), image, now, step / 2, step / 2),))


@pytest.fixture
def pipeline(site_of) -> FloorPipeline:
    return pipeline_of(site_of(("A", "cam1", 10, 10), ("nobodys", "cam1", 200, 10)))


@pytest.fixture
def steps(pipeline) -> list[Step]:
    """Seventy seconds of two empty seats; only seat A has an agent, who should be there."""
    return [pipeline.step(tick, {}) for tick in ticks(70)]


def test_an_empty_seat_of_an_available_agent_is_confirmed_and_told_once(steps) -> None:
    told = [finding for step in steps for finding in step.for_cases]
    assert {finding.seats for finding in told} == {("A",)}
    assert told[0].status is FindingStatus.CONFIRMED
    assert told[0].confirmed_s >= 60
    assert len({finding.id for finding in told}) == 1


def test_a_desk_that_the_roster_gives_to_nobody_cannot_be_left(pipeline, steps) -> None:
    for step in steps:
        assert all(finding.seats == ("A",) for finding in step.for_cases)
        assert all(finding.seats == ("A",) for finding in step.snapshot.findings)
    found = pipeline.findings(steps[-1].snapshot.time)
    assert {seat for each in found for seat in each.seats} == {"A"}


def test_its_card_is_on_the_board_without_an_agent(steps) -> None:
    cards = {card.seat: card for card in steps[-1].snapshot.seats}
    assert cards[SeatId("nobodys")].agent is None
    assert cards[SeatId("nobodys")].agent_state is AgentState.UNKNOWN
    assert cards[SeatId("A")].agent is not None
    assert cards[SeatId("A")].finding is FindingStatus.CONFIRMED


def test_the_agents_key_is_in_no_snapshot(steps) -> None:
    for step in steps:
        assert isinstance(step.snapshot, Snapshot)
        assert "4711" not in repr(step)


def test_the_agents_key_is_in_no_file(pipeline, steps, tmp_path: Path) -> None:
    with Recorder(tmp_path / "out", Instant(START)) as recorder:
        recorder.note_start()
        for step in steps:
            recorder.observe(step.observations)
        recorder.finish(pipeline.findings(steps[-1].snapshot.time))
    files = list((tmp_path / "out").iterdir())
    assert len(files) == 4
    for file in files:
        assert b"4711" not in file.read_bytes()


def test_a_blind_camera_makes_seats_unknown_and_findings_disappear_from_cards(site_of) -> None:
    pipeline = pipeline_of(site_of(("A", "cam1", 10, 10)))
    for tick in ticks(70):
        pipeline.step(tick, {})
    now = START + 71 * SECOND
    step = pipeline.step(Tick(now, (Blind(CameraId("cam1"), "stale"),)), {})
    (card,) = step.snapshot.seats
    assert card.observation.occupancy.value == "unknown"
    assert card.observation.reason == "stale"
    assert card.finding is None


def test_a_recorded_camera_is_shown_as_it_is_and_never_as_live_while_it_is_blind(site_of) -> None:
    camera = CameraId("cam1")
    pipeline = pipeline_of(site_of(("A", "cam1", 10, 10)))
    old = START - 3 * SECOND // 10
    image = np.full((200, 400, 3), 90, np.uint8)
    first = Tick(START, (Frame(camera, image, old, 0, 0),))
    seen = pipeline.step(first, {}).snapshot.cameras[0]
    assert (seen.state, seen.frame_age_s) == ("live", 0.3)
    later = Tick(START + SECOND, (Blind(camera, "truncated"),))
    blind = pipeline.step(later, {}).snapshot.cameras[0]
    assert (blind.state, blind.reason, blind.frame_age_s) == ("stalled", "truncated", None)


def test_a_replay_makes_no_pictures(steps) -> None:
    assert all(camera.picture is None for camera in steps[-1].snapshot.cameras)


def test_a_seat_is_covered_in_pictures_until_it_was_empty_for_half_a_minute(site_of) -> None:
    """The networks see nobody here; whom they miss in the first pictures is not shown."""
    pipeline = pipeline_of(site_of(("A", "cam1", 100, 60)), pictures=True)
    grey: list[bool] = []
    elsewhere: list[bool] = []
    for tick in ticks(40):
        frame = tick.views[0]
        assert isinstance(frame, Frame)
        frame.image[:] = 220
        picture = pipeline.step(tick, {}).snapshot.cameras[0].picture
        assert picture is not None
        tile = cv2.imdecode(np.frombuffer(picture.data, np.uint8), cv2.IMREAD_COLOR)
        assert tile is not None
        grey.append(bool((tile[50:95, 102:138] < 150).all()))  # the head above it too
        elsewhere.append(bool((tile[:, 250:] < 150).any()))
    assert all(grey[:60])
    assert not any(grey[-8:])
    assert not any(elsewhere)
