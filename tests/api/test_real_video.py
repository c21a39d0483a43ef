"""Occupancy on a real video, from the file and through a real RTSP server."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from support.minh7 import SEATS, score, skip_without_minh7, write_site
from support.rtsp import serve_rtsp
from support.waiting import wait_until

from api.board import Board
from api.networks import open_detector
from api.replay import replay
from api.run import LiveFloor
from api.site.load import load_site
from api.station import Worker
from cameras.clock import SystemClock
from floor.observation import Occupancy
from workflow.cases import SqlCases
from workflow.database import open_database, upgrade

ENOUGH = 0.97
LENGTH_S = 392 / 30


def read(folder: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / "observations.jsonl").open()]


@pytest.mark.parametrize("fps", [2, 4])
def test_from_the_file(tmp_path: Path, fps: float) -> None:
    video = skip_without_minh7()
    site = load_site(write_site(tmp_path, str(video), fps))
    replay(site, tmp_path / "out")
    right, total = score(read(tmp_path / "out"))
    assert total > 20 * fps
    assert right / total >= ENOUGH, f"{right} of {total}"


@pytest.fixture
def cases(tmp_path: Path) -> SqlCases:
    url = f"sqlite:///{tmp_path / 'floorwatch.db'}"
    upgrade(url)
    return SqlCases(open_database(url))


@contextmanager
def watching(site: Path, cases: SqlCases, out: Path) -> Iterator[Board]:
    """The site watched live, as ``floorwatch run`` does it; recorded once it ends."""
    loaded = load_site(site)
    floor = LiveFloor(loaded, open_detector(loaded), Board(), cases, SystemClock(), out)
    worker = Worker(floor.loop)
    worker.start(lambda: None)
    try:
        yield floor.board
    finally:
        worker.stop(30)


def test_through_rtsp(tmp_path: Path, cases: SqlCases) -> None:
    video = skip_without_minh7()
    with serve_rtsp(video) as server:
        site = write_site(tmp_path, server.url(), fps=2)
        with watching(site, cases, tmp_path / "out") as board:
            wait_until(lambda: known(board) == len(SEATS), 30)
            began = time.monotonic()
            wait_until(lambda: time.monotonic() - began > LENGTH_S + 1, 30)
    observations = read(tmp_path / "out")
    # The server starts the file for each client; what came before the first picture is lost.
    end = min(blind_times(observations), default=LENGTH_S)
    lost = LENGTH_S - end
    seen = [o for o in observations if float(str(o["time"])) < end]
    # The server says up to a second late that the file is over: no better is known what was lost.
    found = [score(seen, -lost + late) for late in (0.0, 0.25, 0.5, 0.75, 1.0)]
    right, total = max(found, key=lambda each: each[0] / each[1])
    assert total > 40
    assert right / total >= ENOUGH, f"{right} of {total}"


def test_a_server_that_goes_away_leaves_unknown_seats_and_no_off_seat_time(
    tmp_path: Path, cases: SqlCases
) -> None:
    video = skip_without_minh7()
    with serve_rtsp(video) as server:
        site = write_site(tmp_path, server.url(), fps=2)
        with site.open("a") as file:
            file.write("rules: {off_seat: {enter_s: 1, blind_bridge_s: 3}}\n")
        with watching(site, cases, tmp_path / "out") as board:
            wait_until(lambda: known(board) == len(SEATS), 30)
            wait_until(lambda: open_findings(board) == len(SEATS), 30)
            server.process.kill()
            wait_until(lambda: known(board) == 0, 10)
            gone = time.monotonic()
            wait_until(lambda: time.monotonic() - gone > 4, 10)
            assert known(board) == 0
            with serve_rtsp(video, port=server.port):
                wait_until(lambda: known(board) == len(SEATS), 15)
                wait_until(lambda: open_findings(board) >= 1, 15)
    observations = read(tmp_path / "out")
    blind = blind_times(observations)
    seen = [float(str(o["time"])) for o in observations if o["occupancy"] != "unknown"]
    outage = [t for t in blind if min(seen) < t < max(seen)]
    assert max(outage) - min(outage) >= 4
    episodes = [json.loads(line) for line in (tmp_path / "out" / "episodes.jsonl").open()]
    assert any(each["end"] is not None and each["end"] <= min(outage) for each in episodes)
    assert any(each["start"] > max(outage) for each in episodes)
    for each in episodes:
        before = each["end"] is not None and each["end"] <= min(outage)
        assert before or each["start"] > max(outage), "an episode reaches into blind time"


def blind_times(observations: list[dict[str, object]]) -> list[float]:
    """When no seat was known: that is the camera. One alone may be behind somebody."""
    known_at: dict[float, bool] = {}
    for each in observations:
        time_s = float(str(each["time"]))
        known_at[time_s] = known_at.get(time_s, False) or each["occupancy"] != "unknown"
    return [time_s for time_s, known in known_at.items() if not known]


def known(board: Board) -> int:
    """Seats whose occupancy is known now."""
    _, snapshot = board.latest()
    seats = () if snapshot is None else snapshot.seats
    return sum(card.observation.occupancy is not Occupancy.UNKNOWN for card in seats)


def open_findings(board: Board) -> int:
    """Seats that an open off-seat finding is shown for."""
    _, snapshot = board.latest()
    return 0 if snapshot is None else sum(card.finding is not None for card in snapshot.seats)
