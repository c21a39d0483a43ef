"""From a layout's file to a script's file."""

from dataclasses import dataclass
from pathlib import Path

from eval.sim.improvise.compose import Improvised, improvise
from eval.sim.improvise.script_text import script_text
from eval.sim.improvise.wishes import Behaviour, Wishes
from eval.sim.script import Script, UnplayableError
from eval.sim.script.load import read_script
from eval.sim.site import seat_views
from eval.sim.space import space_faults


@dataclass(frozen=True, slots=True)
class Made:
    """What was made of a layout: the script's text, the script, and how it went."""

    text: str
    script: Script
    improvised: Improvised


def improvise_file(layout: Path, wishes: Wishes, duration: float | None = None) -> Made:
    """Make up a crowd for a layout: a script with or without people.

    Raises `ScriptError` with a line for every fault of the layout.
    """
    file = read_script(layout)
    changes = {"seed": float(wishes.seed)}
    if duration is not None:
        changes["duration"] = duration
    script = file.script.model_copy(
        update={"seed": wishes.seed, "duration": duration or file.script.duration}
    )
    faults = list(space_faults(script))
    if faults:
        raise file.error(faults)
    try:
        seat_views(script)
        improvised = improvise(script, wishes)
    except UnplayableError as error:
        raise file.error(error.faults) from error
    said = f"Made by: {command(layout, wishes, duration)}"
    text = script_text(layout.read_text("utf-8"), said, changes, improvised.added)
    return Made(text, improvised.script(script), improvised)


def command(layout: Path, wishes: Wishes, duration: float | None) -> str:
    """The command that makes the same script again."""
    words = [f"floorwatch sim improvise {layout.name} --seed {wishes.seed}"]
    if duration is not None:
        words.append(f"--duration {duration:g}")
    words.append(f"--crowding {wishes.crowding:g} --liveliness {wishes.liveliness:g}")
    if wishes.behaviours != tuple(Behaviour):
        words.append("--only " + ",".join(wishes.behaviours))
    return " ".join(words)
