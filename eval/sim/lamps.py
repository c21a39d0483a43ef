"""How bright the lamps are at a moment."""

from eval.sim.script import Lights


def lamp_factor(lights: Lights, time: float) -> float:
    """The lamps' light at `time` seconds as a factor of what they give at the script's level.

    Each change goes from where the one before had come to, at an even pace.
    """
    level = lights.level
    for change in sorted(lights.changes, key=lambda change: change.at):
        if time <= change.at:
            break
        share = 1.0 if change.over == 0 else min(1.0, (time - change.at) / change.over)
        level += share * (change.level - level)
    return level / lights.level
