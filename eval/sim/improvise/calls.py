"""Calls: what the phone says, and the talking, typing and idling that goes with it."""

import numpy as np

from eval.sim.improvise.sheet import Block, Claim, Sheet
from eval.sim.script import Person
from eval.sim.script.actions import Work

CALL_S, AFTER_S, BETWEEN_S, IDLE_S = (18.0, 70.0), (4.0, 15.0), (8.0, 40.0), (8.0, 25.0)
SHARE_IDLE = 0.7
TRIES = 200
MOMENT_S = 0.8  # what a change of work takes


def lay_calls(sheet: Sheet, who: Person, rng: np.random.Generator) -> None:
    """Give someone calls wherever they have time for them."""
    at = round(float(rng.uniform(-30, 30)), 1)
    for _ in range(TRIES):
        if at >= sheet.duration - 5:
            return
        end = round(at + float(rng.uniform(*CALL_S)), 1)
        over = round(end + float(rng.uniform(*AFTER_S)), 1)
        if end > 5 and _call_fits(sheet, who.id, at, end, over):
            _lay(sheet, who.id, at, end, over, rng)
            at = round(over + float(rng.uniform(*BETWEEN_S)), 1)
        else:
            at = round(at + 5.3, 1)


def _call_fits(sheet: Sheet, who: str, at: float, end: float, over: float) -> bool:
    return (
        sheet.says_nothing(who, at, over)
        and all(sheet.free(who, max(moment, 0.0), moment + MOMENT_S) for moment in (at, end))
        and at >= -60
    )


def _lay(
    sheet: Sheet, who: str, at: float, end: float, over: float, rng: np.random.Generator
) -> None:
    if at > 0:
        sheet.add(_change(who, at, Work(at=at, do="talk")))
    sheet.claims[who] += [Claim(at, end, "ON_CONTACT"), Claim(end, over, "AFTER_CONTACT_WORK")]
    if end >= sheet.duration:
        return
    sheet.add(_change(who, end, Work(at=end, do="type")))
    if rng.random() > SHARE_IDLE:
        return
    rest = _change(who, over, Work(at=over, do="idle"))
    resumed = round(over + float(rng.uniform(*IDLE_S)), 1)
    work = _change(who, resumed, Work(at=resumed, do="type"))
    if resumed < sheet.duration and sheet.fits(rest) and sheet.fits(work):
        sheet.add(rest)
        sheet.add(work)


def _change(who: str, at: float, action: Work) -> Block:
    return Block(who, at - 0.2, at + MOMENT_S, (action,))
