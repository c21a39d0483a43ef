"""The whole render: check the script, draw what is missing, then put everything in its place."""

from collections.abc import Sequence
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from eval.sim.makehuman import data_folder
from eval.sim.rehearse import Rehearsal, rehearse
from eval.sim.render.assemble import assemble
from eval.sim.render.parts import Parts, digest_of
from eval.sim.render.segments import segments_of
from eval.sim.render.tell import Progress, Silent
from eval.sim.render.workers import draw_all
from eval.sim.site import views_in_sight


class RenderError(Exception):
    """A render that cannot begin or did not come to its end; the text says what to do."""


def render_script(
    path: Path,
    out: Path,
    processes: int = 1,
    cameras: Sequence[str] = (),
    progress: Progress | None = None,
) -> Rehearsal:
    """Write the scenario of the script at `path` into the folder `out`; returns what was played.

    The same script gives the same bytes on the same machine, whatever the number of processes and
    however often it was stopped: what was finished is in `out/.parts`, and the next call goes on
    from there. With `cameras` named, the scenario has those alone, and the seats that they see.
    Raises `ScriptError` for a script that cannot be played, before anything is written;
    `DrawingUnavailableError` without OpenGL; `RenderError` for a camera that the script has not,
    without the people's data, or if a process was killed.
    """
    rehearsal = rehearse(path)
    if cameras:
        rehearsal = seen_by(rehearsal, cameras)
    script, told = rehearsal.script, progress or Silent()
    need_people()
    parts = Parts(out, digest_of(script))
    parts.open()
    segments = segments_of(script)
    missing = [segment for segment in segments if not parts.is_finished(segment)]
    frames, left = (sum(segment.count for segment in each) for each in (segments, missing))
    told.start(frames, frames - left)
    try:
        draw_all(rehearsal, missing, parts, processes, told.drawn)
    except BrokenProcessPool as fault:
        raise RenderError(
            "a drawing process was ended, perhaps for want of memory; what was finished is kept: "
            "render again to go on, with fewer --processes if it happens again"
        ) from fault
    finally:
        if not any(parts.is_finished(segment) for segment in segments):
            parts.close()
    assemble(rehearsal, parts, out)
    parts.close()
    return rehearsal


def need_people() -> None:
    """Have the people's data in the cache before several processes ask for them."""
    try:
        data_folder()
    except RuntimeError as fault:
        raise RenderError(f"{fault}; see floorwatch sim setup --help") from fault


def seen_by(rehearsal: Rehearsal, cameras: Sequence[str]) -> Rehearsal:
    """The rehearsal with some of its cameras, in the script's order, and the seats they see.

    Raises `RenderError` if it has no camera of a name, or if the cameras see no seat.
    """
    specs = {spec.id: spec for spec in rehearsal.script.cameras}
    unknown = [name for name in cameras if name not in specs]
    if unknown:
        raise RenderError(f"no camera {unknown[0]!r} in the script; it has {', '.join(specs)}")
    chosen = [spec for name, spec in specs.items() if name in cameras]
    script = rehearsal.script.model_copy(update={"cameras": chosen})
    views = views_in_sight(script)
    if not views:
        raise RenderError(f"no seat is in sight of {', '.join(cameras)}; name another camera")
    return Rehearsal(script, rehearsal.tracks, views)
