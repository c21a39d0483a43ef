"""The phone systems that a site file names are spoken to, and say how they do."""

from pathlib import Path

import pytest
from support.phone_server import Caller, phone_server
from support.waiting import wait_until

from api.feeds import DEAD_LETTERS, open_feeds
from api.inputs import read_inputs
from api.site.faults import SiteFaults
from api.site.load import load_site
from floor.agent_state import AgentEvent
from floor.errors import InputFaults
from floor.feeds.feed import FeedClock, FeedState
from floor.time import SECOND, Instant, plus

NOW = Instant(1_772_413_290 * SECOND)
CLOCK = FeedClock(lambda: NOW)
LOGIN = {"AMI_SECRET": "hush"}
SITE = """\
version: 1
site: {{name: Test}}
cameras: [{{id: cam1, source: cam1.mp4, size: [400, 200]}}]
seats: [{{id: A, camera: cam1, seat: [[0, 0], [40, 0], [40, 40]]}}]
feeds:
  - {{kind: jsonl, path: agents.jsonl}}
  - {feed}
"""
AMI = (
    "{{kind: asterisk-ami, name: pbx, host: 127.0.0.1, port: {port}, user: floor,"
    " secret: '{secret}', plain_login: true, states: {{prayer: MEETING}}, ahead_s: 10}}"
)


def site_with(folder: Path, feed: str) -> Path:
    (folder / "floor.yaml").write_text(SITE.format(feed=feed))
    return folder


def with_ami(folder: Path, port: int = 5038, secret: str = "${AMI_SECRET}") -> Path:
    return site_with(folder, AMI.format(port=port, secret=secret))


def asterisk(caller: Caller) -> None:
    """A queue of one member who prays; then a block that is none."""
    caller.say("Asterisk Call Manager/9.0.0\r\n")
    assert "Secret: hush\r\n" in caller.hear("\r\n\r\n")
    caller.say("Response: Success\r\n\r\n")
    assert caller.hear("\r\n\r\n").startswith("Action: QueueStatus")
    member = "Event: QueueMember\r\nQueue: sales\r\nName: Li Lei\r\nInterface: PJSIP/2011\r\n"
    member += "InCall: 0\r\nStatus: 1\r\nPaused: 1\r\nPausedReason: Prayer\r\n\r\n"
    caller.say(f"Response: Success\r\n\r\n{member}Event: QueueStatusComplete\r\n\r\n")
    caller.say("Li Lei was here\r\n\r\n")
    caller.hear("never said")


def test_a_phone_system_of_the_site_file_is_heard_by_the_cameras_clock(tmp_path: Path) -> None:
    events: list[AgentEvent] = []
    with phone_server(asterisk) as port:
        site = load_site(with_ami(tmp_path, port))
        file, pbx = open_feeds(site, LOGIN, CLOCK)
        assert not (tmp_path / DEAD_LETTERS).exists(), "nothing is opened before it is entered"
        with file, pbx:

            def told() -> bool:
                events.extend(pbx.poll().events)
                return bool(events) and pbx.status().dead_letters == 1

            wait_until(told)
            assert file.poll().missing
            assert [each.status().state for each in (file, pbx)] == [
                FeedState.MISSING,
                FeedState.LIVE,
            ]
    [said] = events
    assert (said.agent_key, said.state, said.ttl_s) == ("2011", "MEETING", 240.0)
    assert said.effective_at == plus(NOW, -10)
    assert "Li Lei" not in (tmp_path / DEAD_LETTERS / "pbx.dead").read_text()


def test_a_replay_reads_files_and_speaks_to_nobody(tmp_path: Path) -> None:
    (tmp_path / "agents.jsonl").write_text("")
    assert read_inputs(load_site(with_ami(tmp_path)), NOW).events == ()


def test_a_secret_in_the_site_file_is_refused_and_not_repeated(tmp_path: Path) -> None:
    with pytest.raises(SiteFaults) as refused:
        load_site(with_ami(tmp_path, secret="hunter2"))
    told = str(refused.value)
    assert "feeds[1].secret" in told
    assert "${NAME}" in told
    assert "hunter2" not in told


def test_a_secret_that_is_not_there_is_named_by_its_place(tmp_path: Path) -> None:
    with pytest.raises(InputFaults, match="AMI_SECRET; set it"):
        open_feeds(load_site(with_ami(tmp_path)), {}, CLOCK)
    site = load_site(with_ami(tmp_path, secret="${file:ami}"))
    with pytest.raises(InputFaults, match="ami cannot be read"):
        open_feeds(site, LOGIN, CLOCK)
    (tmp_path / "ami").write_text("\n")
    with pytest.raises(InputFaults, match="ami is empty"):
        open_feeds(site, LOGIN, CLOCK)
    (tmp_path / "ami").write_text("hush\n")
    assert len(open_feeds(site, {}, CLOCK)) == 2


OTHERS = {
    "freeswitch": "{kind: freeswitch, name: fs, host: pbx.local, secret: '${AMI_SECRET}'}",
    "vicidial": "{kind: vicidial, name: v, secret: '${AMI_SECRET}'}",
    "connect": "{kind: connect, name: c, stream: agents, region: eu-central-1}",
    "genesys": "{kind: genesys, name: g, login_url: 'https://login.mypurecloud.ie', client_id: x,"
    " api_url: 'https://api.mypurecloud.ie', secret: '${AMI_SECRET}'}",
}


@pytest.mark.parametrize("kind", OTHERS)
def test_every_kind_can_be_named_and_is_opened_only_when_it_is_entered(
    kind: str, tmp_path: Path
) -> None:
    _, feed = open_feeds(load_site(site_with(tmp_path, OTHERS[kind])), LOGIN, CLOCK)
    assert (feed.status().kind, feed.status().state) == (kind, FeedState.CONNECTING)


FAULTS = {
    "no such kind": ("{kind: avaya, name: a}", "feeds[1].kind", "asterisk-ami"),
    "no kind": ("{name: a}", "feeds[1].kind", "asterisk-ami"),
    "no name": ("{kind: connect, stream: a, region: b}", "feeds[1].name", "missing"),
    "a login in the open": (
        OTHERS["genesys"].replace("https://login", "http://login"),
        "feeds[1].login_url",
        "https",
    ),
    "no such state": (
        "{kind: vicidial, name: v, secret: '${X}', states: {tea: PAUSE}}",
        "feeds[1].states.tea",
        "BREAK",
    ),
    "two of one name": (OTHERS["connect"] + "\n  - " + OTHERS["connect"], "feeds[2].name", "twice"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_says_where_it_is_and_what_would_be_right(name: str, tmp_path: Path) -> None:
    feed, where, right = FAULTS[name]
    with pytest.raises(SiteFaults) as refused:
        load_site(site_with(tmp_path, feed))
    assert f"{where}: " in str(refused.value) or f"{where} " in str(refused.value)
    assert right in str(refused.value)
