"""The gate: what was found leaves the privacy room through here, without the agent's key."""

import hashlib
import json
import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from floor.agent_state import AgentKey
from floor.finding import Episode, Finding
from floor.time import Instant
from privacy.anonymised import GATE_SEAL, AnonymisedFinding, Pseudonym
from privacy.keys import DayKeys, KeyDestroyed
from privacy.pseudonym import local_day, pseudonym

_ID_LETTERS = 24
"""96 bits of the hash: no two episodes share an id."""


@dataclass(frozen=True, slots=True)
class Gate:
    """The gate of one site. It keeps nothing; ``zone`` says when the site's day begins."""

    site: str
    zone: ZoneInfo
    keys: DayKeys

    def anonymise(self, finding: Finding) -> AnonymisedFinding:
        """The finding without its agent. Raises ``TypeError`` for anything but a ``Finding``.

        The pseudonym is that of the day on which the episode began; it is None where there is
        no agent, or where the key of that day was destroyed.
        """
        if not isinstance(finding, Finding):
            raise TypeError(f"expected a Finding, got {type(finding).__name__}")
        episode = finding.episode
        return AnonymisedFinding(
            id=episode_id(self.site, episode),
            kind=episode.kind,
            seats=episode.seats,
            start=episode.start,
            end=episode.end,
            confidence=episode.confidence,
            status=finding.status,
            rule=finding.rule,
            pseudonym=self.name_of(finding.agent_key, episode.start),
            agent_state=finding.agent_state,
            confirmed_s=finding.confirmed_s,
            blind_s=episode.blind_s,
            reason=_without(finding.agent_key, finding.reason),
            seal=GATE_SEAL,
        )

    def name_of(self, agent: AgentKey | None, moment: Instant) -> Pseudonym | None:
        """The agent's name on the day of ``moment``; None of nobody, or of a destroyed day."""
        if agent is None:
            return None
        try:
            key = self.keys.key(local_day(moment, self.zone))
        except KeyDestroyed:
            return None
        return pseudonym(key, self.site, agent)


def episode_id(site: str, episode: Episode) -> str:
    """24 hex letters from site, seats, kind and start: not from the agent, end or status."""
    told = json.dumps([site, sorted(episode.seats), episode.kind.value, int(episode.start)])
    return hashlib.sha256(told.encode()).hexdigest()[:_ID_LETTERS]


def _without(agent: AgentKey | None, reason: str) -> str:
    """``reason`` is a code; should one ever quote the agent's key, it does not get through."""
    if not agent:
        return reason
    return re.sub(rf"(?<![^\W_]){re.escape(agent)}(?![^\W_])", "agent", reason)
