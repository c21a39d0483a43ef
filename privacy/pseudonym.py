"""An agent's name for one day, which nobody can trace without that day's key."""

import base64
import hashlib
import hmac
from datetime import date
from zoneinfo import ZoneInfo

from floor.agent_state import AgentKey
from floor.time import Instant, to_datetime
from privacy.anonymised import Pseudonym

_LETTERS = 10
"""50 bits: among 10,000 agents of a day the odds of two sharing a name are one in 20 million."""


def local_day(moment: Instant, zone: ZoneInfo) -> date:
    """The date at the site. A night shift has two names, one before and one after midnight."""
    return to_datetime(moment).astimezone(zone).date()


def pseudonym(key: bytes, site: str, agent: AgentKey) -> Pseudonym:
    """``ABCDE-FGHIJ``: the first letters of the HMAC-SHA256 of site and agent, in base32."""
    name = site.encode()
    # The length keeps ("ab", "c") and ("a", "bc") apart.
    message = len(name).to_bytes(4, "big") + name + agent.encode()
    letters = base64.b32encode(hmac.digest(key, message, hashlib.sha256)).decode()[:_LETTERS]
    return Pseudonym(f"{letters[:5]}-{letters[5:]}")
