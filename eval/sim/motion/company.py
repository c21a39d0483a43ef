"""Turning to one another: chats, glances, and attending to a visitor."""

from dataclasses import dataclass

import numpy as np

from eval.sim.layout import CHAIR_OCCUPIED_Z_M
from eval.sim.motion.channels import Channel, State
from eval.sim.motion.moves import seat_pose
from eval.sim.motion.stage import Stage
from eval.sim.motion.track import DoingKind
from eval.sim.script.parts import Point

TURN_IN_S = 1.4
TURN_BACK_S = 1.2
ROLL_BACK_M = 0.28  # knees come out from under the desk before a chair can swivel
SWIVEL_SHARE = 0.7  # of the way is done by the chair, the rest by trunk and neck
MOST_TURN_RAD = 1.0
MOST_SWIVEL_RAD = 2.5
WORD_S = (2.0, 6.0)


@dataclass(frozen=True, slots=True)
class Company:
    """Being with someone from `at` seconds on, for `seconds`: whom, where they are on the plan,
    what it is, whether to lean over, and who speaks first. Both sides get one that agrees."""

    at: float
    seconds: float
    who: str
    where: Point
    kind: DoingKind
    leaning: bool
    first: bool
    seed: tuple[int, ...]


def keep_company(stage: Stage, company: Company) -> None:
    """Turn to someone, talk or just look, and turn back."""
    start = stage.time
    seated = bool(stage.now[Channel.RISE] < 0.5)
    resting = {channel: float(stage.now[channel]) for channel in _BACK}
    stage.ease(TURN_IN_S, _turned(stage, company, seated))
    until = start + company.seconds
    if company.kind is DoingKind.GLANCE:
        stage.hold(until)
    else:
        _talk(stage, company, until)
    stage.did(company.kind, start + TURN_IN_S / 2, company.who)
    stage.ease(TURN_BACK_S, resting | {Channel.TALK: 0.0})


_BACK = (
    Channel.X,
    Channel.Y,
    Channel.HEADING,
    Channel.CHAIR_X,
    Channel.CHAIR_Y,
    Channel.CHAIR_HEADING,
    Channel.TURN,
    Channel.LEAN,
)


def _turned(stage: Stage, company: Company, seated: bool) -> State:
    """The channels of someone who faces their company."""
    heading = stage.heading_to(company.where)
    angle = heading - float(stage.now[Channel.HEADING])
    if company.kind is DoingKind.GLANCE:
        return {Channel.TURN: float(np.clip(angle, -MOST_TURN_RAD, MOST_TURN_RAD))}
    goals: State = {Channel.WORK: 0.0, Channel.TALK: 0.0, Channel.LEAN: float(company.leaning)}
    if not seated:
        return goals | {Channel.HEADING: heading}
    swivel = float(np.clip(SWIVEL_SHARE * angle, -MOST_SWIVEL_RAD, MOST_SWIVEL_RAD))
    rest = float(np.clip(angle - swivel, -MOST_TURN_RAD, MOST_TURN_RAD))
    back = ROLL_BACK_M if abs(swivel) > 0.2 else 0.0
    # TURN is to the left, headings grow from +y towards +x: to the left as seen from above.
    return (
        goals
        | seat_pose(stage, -back, CHAIR_OCCUPIED_Z_M - back)
        | {
            Channel.HEADING: stage.now[Channel.HEADING] + swivel,
            Channel.CHAIR_HEADING: stage.now[Channel.CHAIR_HEADING] + swivel,
            Channel.TURN: rest,
        }
    )


def _talk(stage: Stage, company: Company, until: float) -> None:
    """Now the one speaks, now the other; both draw the same turns from the same seed."""
    rng = np.random.default_rng(company.seed)
    speaking = company.first
    while stage.time < until - 0.5:
        stage.ease(0.4, {Channel.TALK: float(speaking)})
        stage.hold(min(stage.time + float(rng.uniform(*WORD_S)), until))
        speaking = not speaking
    stage.hold(until)
