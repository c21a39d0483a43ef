"""What passes the gate, and what does not."""

from dataclasses import fields, replace
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from floor.agent_state import AgentKey
from floor.finding import EpisodeKind, Finding, FindingStatus
from floor.layout import SeatId
from floor.time import Instant, plus
from privacy.gate import Gate
from privacy.keys import FolderKeys


def test_what_was_found_passes(gate, finding):
    out = gate.anonymise(finding)
    episode = finding.episode
    assert (out.kind, out.seats, out.start, out.end) == (
        episode.kind,
        episode.seats,
        episode.start,
        episode.end,
    )
    assert (out.confidence, out.blind_s) == (episode.confidence, episode.blind_s)
    assert (out.status, out.rule, out.agent_state, out.confirmed_s, out.reason) == (
        finding.status,
        finding.rule,
        finding.agent_state,
        finding.confirmed_s,
        finding.reason,
    )


def test_the_agent_does_not(gate, finding):
    secret = replace(finding, agent_key=AgentKey("wang.xiaoming"))
    assert "wang.xiaoming" not in repr(gate.anonymise(secret))
    assert "agent_key" not in {f.name for f in fields(gate.anonymise(secret))}


def test_nor_does_an_agent_whom_the_reason_quotes(gate, finding):
    out = gate.anonymise(replace(finding, reason="agent_2011_idle: 2011 for 20110 ms"))
    assert out.reason == "agent_agent_idle: agent for 20110 ms"


def test_no_agent_no_pseudonym(gate, finding):
    assert gate.anonymise(replace(finding, agent_key=None)).pseudonym is None


def test_the_id_is_stable_whatever_becomes_of_the_episode(gate, finding):
    first = gate.anonymise(finding).id
    later = replace(
        finding,
        status=FindingStatus.CONFLICT,
        agent_key=None,
        rule=None,
        episode=replace(finding.episode, end=None, confidence=0.1),
    )
    assert gate.anonymise(later).id == first
    assert len(first) == 24


@pytest.mark.parametrize(
    "change",
    [
        {"kind": EpisodeKind.STANDING},
        {"seats": (SeatId("A-02"),)},
        {"start": Instant(1_772_413_200_000_001)},
    ],
    ids=["kind", "seat", "start"],
)
def test_another_episode_has_another_id(gate, finding, change):
    other = replace(finding, episode=replace(finding.episode, **change))
    assert gate.anonymise(other).id != gate.anonymise(finding).id


def test_another_site_has_another_id(gate, finding):
    assert replace(gate, site="other").anonymise(finding).id != gate.anonymise(finding).id


def test_a_chat_is_the_same_whichever_seat_is_named_first(gate, finding):
    seats = (SeatId("A-01"), SeatId("A-02"))
    ids = {
        gate.anonymise(replace(finding, episode=replace(finding.episode, seats=s))).id
        for s in (seats, seats[::-1])
    }
    assert len(ids) == 1


def test_the_day_is_the_sites(gate, finding):
    """23:30 and 00:30 in Shanghai are one day in UTC and two at the site."""
    evening = Instant(1_772_465_400_000_000)

    def name(start: Instant) -> str | None:
        episode = replace(finding.episode, start=start, end=None)
        return gate.anonymise(replace(finding, episode=episode)).pseudonym

    assert name(evening) == name(plus(evening, -3600))
    assert name(evening) != name(plus(evening, 3600))


def test_a_destroyed_day_gives_no_name(finding, tmp_path):
    keys = FolderKeys(tmp_path / "keys")
    gate = Gate("demo", ZoneInfo("Asia/Shanghai"), keys)
    assert gate.anonymise(finding).pseudonym is not None
    keys.destroy(date(2026, 3, 2))
    out = gate.anonymise(finding)
    assert out.pseudonym is None and out.status is FindingStatus.CONFIRMED


@pytest.mark.parametrize("wrong", [None, "finding", {"episode": 1}])
def test_only_findings_are_taken(gate, wrong):
    with pytest.raises(TypeError, match="expected a Finding"):
        gate.anonymise(wrong)


def test_the_same_finding_gives_the_same_bytes(gate, finding):
    copy = Finding(**{f.name: getattr(finding, f.name) for f in fields(finding)})
    assert repr(gate.anonymise(finding)) == repr(gate.anonymise(copy))
    assert gate.anonymise(finding).pseudonym == "OBGNF-RUJWU"
