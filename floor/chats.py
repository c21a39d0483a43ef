"""Chats across seats, out of what each of two seats was seen to do. Pure.

A chat is seen at either seat: A looks at B and talks, or B at A, or both. The two may be on
different cameras, so their observations come in any order; hence each seat has its own runs, and
only the runs are put together.
"""

from collections.abc import Iterable
from dataclasses import replace

from floor.behaviour import Done
from floor.behaviour_rules import CHAT_BRIDGE_S, CHAT_LEAST_S, BehaviourRule
from floor.finding import Episode
from floor.runs import us
from floor.seen import episode_of, last_seen
from floor.time import Instant


def chats(talk: Iterable[Done], rule: BehaviourRule) -> tuple[Episode, ...]:
    """The chats of one pair of seats, by start; the order of ``talk`` changes nothing.

    Only the latest can go on: where there was talk after it, another is over.
    """
    groups = talk_together(talk)
    over = [tuple(replace(each, upto=None) for each in group) for group in groups[:-1]]
    return tuple(
        episode_of(group, rule)
        for group in (*over, *groups[-1:])
        if last_seen(group) - group[0].run.start >= us(CHAT_LEAST_S)
    )


def talk_together(talk: Iterable[Done]) -> tuple[tuple[Done, ...], ...]:
    """One pair's talk in groups with no more than ``CHAT_BRIDGE_S`` between one and the next."""
    groups: list[list[Done]] = []
    reached = Instant(0)
    for item in sorted(talk, key=lambda item: (item.run.start, item.run.last_seen, item.seat)):
        if groups and item.run.start - reached <= us(CHAT_BRIDGE_S):
            groups[-1].append(item)
            reached = max(reached, item.run.last_seen)
        else:
            groups.append([item])
            reached = item.run.last_seen
    return tuple(tuple(group) for group in groups)
