"""Which state a phone system's word for a pause means: the site's table, then everyday words."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from floor.agent_state import AgentState

_EVERYDAY: Final = {
    AgentState.BREAK: "break, short break, tea, coffee, rest, tea break, coffee break, restroom,"
    " 小休, 休息, 短休, 茶歇, 喝水, 小憩, 离席",
    AgentState.MEAL: "meal, lunch, dinner, breakfast, supper, lunch break,"
    " 用餐, 就餐, 午餐, 晚餐, 午休, 吃饭, 早餐, 夜宵",
    AgentState.MEETING: "meeting, training, coaching, briefing, team meeting, 1:1,"
    " 会议, 开会, 培训, 辅导, 班会, 早会, 晚会, 例会",
    AgentState.BUSY: "busy, not ready, notready, away, do not disturb, dnd, admin, project,"
    " 示忙, 置忙, 忙碌, 离开, 后台, 后处理工作",
    AgentState.AFTER_CONTACT_WORK: "acw, wrap, wrapup, wrap-up, wrap up, after call work,"
    " after contact work, aftercontactwork, aftercallwork, 话后, 话后处理, 整理, 事后处理",
    AgentState.AVAILABLE: "available, ready, idle, on queue, 空闲, 示闲, 置闲, 就绪",
    AgentState.ON_CONTACT: "on call, on contact, talking, incall, in call,"
    " busy on call, 通话, 通话中",
    AgentState.LOGGED_OFF: "offline, logged out, logged off, logout, 离线, 签出, 登出, 下线",
}

EVERYDAY: Final[Mapping[str, AgentState]] = MappingProxyType(
    {word.strip(): state for state, words in _EVERYDAY.items() for word in words.split(",")}
    | {state.value.replace("_", " ").casefold(): state for state in AgentState}
)
"""Everyday words, in lower case; every state's own name is one."""


class StateWords:
    """A site's words for states, ahead of the everyday ones. Case and blanks at the ends do not
    count."""

    def __init__(
        self, site: Mapping[str, AgentState], everyday: Mapping[str, AgentState] = EVERYDAY
    ) -> None:
        self._words: Final = dict(everyday) | {_plain(word): site[word] for word in site}

    def known(self, word: str) -> AgentState | None:
        """The state that the word means, or None."""
        return self._words.get(_plain(word))

    def of(self, word: str, otherwise: AgentState = AgentState.BUSY) -> AgentState:
        """The state that the word means. An unknown reason is BUSY: it explains an absence, and
        no limit of a break is counted against a person on a guess."""
        return self._words.get(_plain(word), otherwise)


def _plain(word: str) -> str:
    return " ".join(word.replace("_", " ").split()).casefold()


EVERYDAY_WORDS: Final = StateWords({})

NO_WORDS: Final = StateWords({}, {})
"""For files of ours, whose states are written by their names: a misspelt one is told."""
