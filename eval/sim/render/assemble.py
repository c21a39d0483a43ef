"""Finished parts and the script's own files put together into a scenario's folder."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

from eval.sim.agents import agent_events, phone_states, roster_csv
from eval.sim.rehearse import Rehearsal
from eval.sim.render.parts import Parts, half_of, lines_text
from eval.sim.render.segments import camera_segments
from eval.sim.site import REFERENCE, SITE_FILE, site_file
from eval.sim.truth import Episode, all_episodes
from eval.sim.video import join_videos

MASKS = "masks"


def assemble(rehearsal: Rehearsal, parts: Parts, out: Path) -> None:
    """Write every file of the scenario beside the parts, then move each into its place.

    The site file comes last: with it the folder is a scenario. Masks of an earlier render go.
    """
    drafts = _videos(rehearsal, parts)
    for name, text in _texts(rehearsal, parts).items():
        drafts[name] = half_of(parts.place / name)
        drafts[name].write_text(text, encoding="utf-8")
    for old in (out / MASKS).glob("*.mkv"):
        if f"{MASKS}/{old.name}" not in drafts:
            old.unlink()
    for name in sorted(drafts, key=lambda name: name == SITE_FILE):
        (out / name).parent.mkdir(exist_ok=True)
        drafts[name].replace(out / name)
    if (out / MASKS).is_dir() and not any((out / MASKS).iterdir()):
        (out / MASKS).rmdir()


def _videos(rehearsal: Rehearsal, parts: Parts) -> dict[str, Path]:
    """Each camera's parts joined, and its reference, by the name that the file is to have."""
    script, drafts = rehearsal.script, {}
    for camera in script.cameras:
        segments = camera_segments(script, camera)
        settings = script.camera_video(camera)
        video = half_of(parts.place / f"{camera.id}.mp4")
        whole = [parts.video(each) for each in segments]
        join_videos(whole, [each.count for each in segments], settings.fps, video)
        drafts[f"{camera.id}.mp4"] = video
        drafts[REFERENCE.format(camera.id)] = parts.reference(camera.id)
        if settings.masks:
            every = settings.truth_every
            masked = [
                (parts.masks(each), count)
                for each in segments
                if (count := sum(frame % every == 0 for frame in each.frames))
            ]
            masks = half_of(parts.place / f"{camera.id}.mkv")
            rate = Fraction(settings.fps, every)
            join_videos([path for path, _ in masked], [count for _, count in masked], rate, masks)
            drafts[f"{MASKS}/{camera.id}.mkv"] = masks
    return drafts


def _texts(rehearsal: Rehearsal, parts: Parts) -> dict[str, str]:
    """The scenario's text files by name."""
    script = rehearsal.script
    seats = {view.seat.id for view in rehearsal.views}
    found = all_episodes(rehearsal.tracks, phone_states(script), script.duration)
    frames = (
        line
        for camera in script.cameras
        for segment in camera_segments(script, camera)
        for line in parts.read_lines(segment)
    )
    return {
        "roster.csv": _rows_of(roster_csv(script), seats),
        "agents.jsonl": lines_text(agent_events(script)),
        "truth.jsonl": lines_text(episode.line() for episode in _of(found, seats)),
        "frames.jsonl": lines_text(sorted(frames, key=_when)),
        SITE_FILE: site_file(script, rehearsal.views),
    }


def _of(found: Iterable[Episode], seats: set[str]) -> Iterator[Episode]:
    """The episodes of these seats, and those of none."""
    return (episode for episode in found if seats.issuperset(episode.seats))


def _rows_of(roster: str, seats: set[str]) -> str:
    """The roster's head and the rows of these seats: a site refuses the others."""
    head, *rows = roster.splitlines()
    kept = [row for row in rows if row.partition(",")[0] in seats]
    return "\n".join([head, *kept]) + "\n"


def _when(line: dict[str, Any]) -> tuple[float, str]:
    return line["time"], line["camera"]
