"""Absences that the phone system confirms: the seat is empty though the agent should be there."""

from collections.abc import Sequence

from eval.sim.agents import PhoneState
from eval.sim.truth.spans import Span

CONFIRM_S = 60.0  # rule R27 of the default pack
EXPECTED = ("AVAILABLE", "AFTER_CONTACT_WORK")  # states in which an agent should be at the seat


def confirmed_parts(absence: Span, states: Sequence[PhoneState], duration: float) -> list[Span]:
    """The stretches of an absence that rule R27 confirms: a minute or more in states that ask
    for presence. None if the agent was on calls for longer than that: then the seat map is wrong,
    not the agent. The same rule as the product's, written here once more so that neither can hide
    the other's fault.
    """
    stretches: list[tuple[float, float]] = []
    on_calls = 0.0
    last = float("inf") if absence[1] is None else absence[1]
    for state in sorted(states, key=lambda state: state.start):
        start, end = max(absence[0], state.start), min(last, state.end)
        if start >= min(end, duration):
            continue
        if state.state == "ON_CONTACT":
            on_calls += min(end, duration) - start
        if state.state not in EXPECTED:
            continue
        if stretches and stretches[-1][1] == start:
            stretches[-1] = (stretches[-1][0], end)
        else:
            stretches.append((start, end))
    long = [(start, end) for start, end in stretches if min(end, duration) - start >= CONFIRM_S]
    if on_calls >= sum(min(end, duration) - start for start, end in long):
        return []
    return [(start, None if end >= duration and absence[1] is None else end) for start, end in long]
