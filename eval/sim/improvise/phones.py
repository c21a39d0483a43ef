"""From claimed states to the events of a phone."""

import numpy as np

from eval.sim.improvise.sheet import Claim
from eval.sim.script import StateEvent

BEFORE_S = (-60.0, -6.0)  # when the first state was set


def events(
    claims: list[Claim], duration: float, rng: np.random.Generator
) -> tuple[StateEvent, ...]:
    """The events that say what is claimed, and AVAILABLE between; from before second 0 on."""
    spans: list[Claim] = []
    now = float(rng.uniform(*BEFORE_S))
    for claim in sorted(claims, key=lambda claim: claim.start):
        start = max(claim.start, now)
        if start > now + 0.05:
            spans.append(Claim(now, start, "AVAILABLE"))
        if claim.end > start:
            spans.append(Claim(start, claim.end, claim.state, claim.reason))
            now = claim.end
    spans.append(Claim(now, duration + 1, "AVAILABLE"))
    told: list[StateEvent] = []
    for span in spans:
        if span.start < duration and not (told and told[-1].state == span.state):
            told.append(StateEvent(at=round(span.start, 1), state=span.state, reason=span.reason))
    return tuple(told)
