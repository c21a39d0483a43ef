"""P6: names of a day that cannot be traced or linked."""

import re
from datetime import date
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from floor.agent_state import AgentKey
from floor.time import Instant
from privacy.pseudonym import local_day, pseudonym

KEY = b"k" * 32
AGENT = AgentKey("2011")


def test_a_name_can_be_read_out():
    assert re.fullmatch(r"[A-Z2-7]{5}-[A-Z2-7]{5}", pseudonym(KEY, "demo", AGENT))


@given(st.binary(min_size=32, max_size=32), st.text(), st.text())
def test_the_same_in_every_run(key, site, agent):
    assert pseudonym(key, site, AgentKey(agent)) == pseudonym(key, site, AgentKey(agent))


def test_known_answer():
    """As openssl computes it; another recipe would give an agent a second name that day."""
    assert pseudonym(KEY, "demo", AGENT) == "AXARV-E4WZY"


def test_another_day_site_or_agent_has_another_name():
    names = {
        pseudonym(KEY, "demo", AGENT),
        pseudonym(b"l" * 32, "demo", AGENT),
        pseudonym(KEY, "other", AGENT),
        pseudonym(KEY, "demo", AgentKey("2012")),
    }
    assert len(names) == 4


def test_site_and_agent_cannot_be_shifted_into_each_other():
    assert pseudonym(KEY, "ab", AgentKey("c")) != pseudonym(KEY, "a", AgentKey("bc"))


def test_ten_thousand_agents_have_ten_thousand_names():
    assert len({pseudonym(KEY, "demo", AgentKey(str(n))) for n in range(10_000)}) == 10_000


def test_the_local_day():
    late = Instant(1_772_468_999_999_999)  # 2026-03-03 00:29:59.999999 in Shanghai
    assert local_day(late, ZoneInfo("Asia/Shanghai")) == date(2026, 3, 3)
    assert local_day(late, ZoneInfo("UTC")) == date(2026, 3, 2)
