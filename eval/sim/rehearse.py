"""A script played once through, without a picture: everything that can be wrong shows here."""

from dataclasses import dataclass
from pathlib import Path

from eval.sim.motion.perform import perform_all
from eval.sim.motion.track import Track
from eval.sim.script.faults import UnplayableError
from eval.sim.script.load import read_script
from eval.sim.script.model import Script
from eval.sim.site import SeatView, seat_views
from eval.sim.space import space_faults


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A script that can be played: everyone's track, and how the cameras see the seats."""

    script: Script
    tracks: list[Track]
    views: list[SeatView]


def rehearse(path: Path) -> Rehearsal:
    """Read a script and play it.

    Raises `ScriptError` with a line for every fault: the file, line and column, the field, what is
    wrong and what would be right.
    """
    file = read_script(path)
    script = file.script
    faults = list(space_faults(script))
    if faults:
        raise file.error(faults)
    try:
        return Rehearsal(script, perform_all(script), seat_views(script))
    except UnplayableError as error:
        raise file.error(error.faults) from error
