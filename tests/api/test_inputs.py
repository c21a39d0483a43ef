"""The words of the phone system as a site has them read."""

import json
from pathlib import Path

import pytest

from api.feeds import open_feeds
from api.inputs import read_inputs
from api.site.load import load_site
from floor.agent_state import AgentState
from floor.feeds.feed import FeedClock
from floor.time import Instant, plus

SITE = """\
version: 1
site: {name: Test}
cameras: [{id: cam1, source: cam1.mp4, size: [400, 200]}]
seats: [{id: A, camera: cam1, seat: [[0, 0], [40, 0], [40, 40]]}]
feeds:
  - {kind: jsonl, path: right.jsonl}
  - {kind: jsonl, path: fast.jsonl, ahead_s: 90.5}
"""
SAID = Instant(1_772_413_290_500_000)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "floor.yaml").write_text(SITE)
    word = {
        "agent_key": "1",
        "state": AgentState.BREAK.value,
        "effective_at": "2026-03-02T01:01:30.5Z",
    }
    for name in ("right.jsonl", "fast.jsonl"):
        (tmp_path / name).write_text(json.dumps(word) + "\n")
    return tmp_path


def test_each_feed_is_read_by_the_clock_of_the_cameras_in_a_replay(folder: Path) -> None:
    events = read_inputs(load_site(folder), SAID).events
    assert [event.effective_at for event in events] == [SAID, plus(SAID, -90.5)]


def test_and_live(folder: Path) -> None:
    told = []
    for feed in open_feeds(load_site(folder), {}, FeedClock()):
        with feed:
            told += [event.effective_at for event in feed.poll().events]
    assert told == [SAID, plus(SAID, -90.5)]
