"""References for a folder that was rendered before there were any: seconds instead of an hour."""

from pathlib import Path

import yaml

from eval.sim.rehearse import Rehearsal, rehearse
from eval.sim.render.draw_segment import camera_at_work
from eval.sim.render.driver import RenderError, need_people, seen_by
from eval.sim.render.parts import half_of
from eval.sim.render.reference import write_reference
from eval.sim.site import REFERENCE, SITE_FILE, site_file, views_in_sight
from eval.sim.studio import set_up


def add_references(script: Path, out: Path) -> list[str]:
    """Add the references to the folder `out` that was rendered of a script before there were any,
    and name them in its site file; returns the cameras.

    Videos and truth are left as they are. Raises `RenderError` for a folder of another script, and
    what `render_script` raises.
    """
    rehearsal = _as_rendered(rehearse(script), out)
    need_people()
    studio = set_up(rehearsal)
    cameras = [spec.id for spec in rehearsal.script.cameras]
    for camera in cameras:
        with camera_at_work(studio, camera) as at_work:
            write_reference(out / REFERENCE.format(camera), at_work.reference())
    site = out / SITE_FILE
    draft = half_of(site)
    draft.write_text(site_file(rehearsal.script, rehearsal.views), encoding="utf-8")
    draft.replace(site)
    return cameras


def _as_rendered(rehearsal: Rehearsal, out: Path) -> Rehearsal:
    """The rehearsal with the cameras that the folder has, in the sizes that they have there."""
    site = out / SITE_FILE
    if not site.is_file():
        raise RenderError(f"{out} holds no {SITE_FILE}; render the script first")
    text = site.read_text(encoding="utf-8")
    try:
        sizes = {camera["id"]: camera["size"] for camera in yaml.safe_load(text)["cameras"]}
    except (yaml.YAMLError, TypeError, KeyError) as fault:
        raise RenderError(f"{site} is no site file of a render; render the script anew") from fault
    there = seen_by(rehearsal, list(sizes))
    cameras = [
        spec.model_copy(update={"size": tuple(sizes[spec.id])}) for spec in there.script.cameras
    ]
    drawn = there.script.model_copy(update={"cameras": cameras})
    found = Rehearsal(drawn, rehearsal.tracks, views_in_sight(drawn))
    if _without_references(text) != _without_references(site_file(drawn, found.views)):
        raise RenderError(
            f"{site} is not what {rehearsal.script.site.name!r} gives: it was edited, or rendered "
            "of another script; render the script anew"
        )
    return found


def _without_references(site: str) -> list[str]:
    return [line for line in site.splitlines() if not line.startswith("    reference:")]
