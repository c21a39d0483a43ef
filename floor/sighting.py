"""Findings of what cameras alone tell: standing, phones, food, chats, a raised hand. Pure."""

from floor.agent_state import AgentKey, AgentState
from floor.finding import Episode, EpisodeKind, Excuse, Finding, FindingStatus
from floor.reasons import Reason
from floor.time import Instant
from floor.timeline import Timeline

_EXCUSED = {
    Excuse.HAND_RAISED: Reason.HAND_RAISED,
    Excuse.COMPANY_BESIDE: Reason.COMPANY_BESIDE,
}


def sighting(
    episode: Episode, agent_key: AgentKey | None, timeline: Timeline, now: Instant
) -> Finding:
    """The finding of an episode that no word of the phone system confirms or explains.

    It is a CANDIDATE however long it lasts: nothing confirms itself by time passing, and only
    the rules of a pack and a person make more of it. The reason says that it was seen or names
    what excuses it. The agent's state is the one that held for longest, up to ``now`` where it
    goes on; of equals the earlier.
    """
    seconds: dict[AgentState, int] = {}
    for part in timeline.intervals(episode.start, now if episode.end is None else episode.end):
        seconds[part.state] = seconds.get(part.state, 0) + part.end - part.start
    return Finding(
        episode=episode,
        status=FindingStatus.CANDIDATE,
        rule=None,
        agent_key=agent_key,
        agent_state=max(seconds, key=lambda state: seconds[state], default=AgentState.UNKNOWN),
        confirmed_s=0.0,
        reason=_reason(episode),
    )


def _reason(episode: Episode) -> Reason:
    if episode.kind is EpisodeKind.HAND_RAISED:
        return Reason.ASKS_FOR_HELP
    return _EXCUSED[episode.excuses[0]] if episode.excuses else Reason.SEEN
