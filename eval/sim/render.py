"""Render a script into a scenario: `python -m eval.sim.render eval/demo/script.yaml --out DIR`."""

import json
import multiprocessing
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path
from queue import Empty
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from eval.sim.agents import agent_events, phone_states, roster_csv
from eval.sim.draw import DrawingUnavailableError, Moment, Person, Renderer
from eval.sim.labels import people_seen
from eval.sim.room import shell
from eval.sim.scene import cast, chair_places, chairs, furniture, perform_all
from eval.sim.script import Script, ScriptError, load_script
from eval.sim.site import SeatView, cameras_of, seat_views, site_file
from eval.sim.truth import all_episodes, seat_truth
from eval.sim.video import VideoWriter

Line = dict[str, Any]
Report = Callable[[str], None]
UNROSTERED = {"occupancy": "empty", "chair": "in", "posture": "unknown"}


def render_script(
    script: Path, out: Path, processes: int = 1, progress: Report | None = None
) -> None:
    """Write the scenario of `script` into the folder `out`, cameras side by side in `processes`.

    `progress` is told the camera's id after each frame. The same script gives the same files on
    the same machine. Raises `ScriptError` for a script that cannot be played,
    `DrawingUnavailableError` without OpenGL, `RuntimeError` if the people's data cannot be fetched.
    """
    content = load_script(script)
    try:
        tracks, views = perform_all(content), seat_views(content)
    except ValueError as fault:
        raise ScriptError(f"{script}: {fault}") from fault
    out.mkdir(parents=True, exist_ok=True)
    tell = progress or (lambda _: None)
    names = [camera.id for camera in content.cameras]
    if processes <= 1:
        parts = [_render_camera(content, views, name, out, tell) for name in names]
    else:
        parts = _render_apart(content, views, names, out, processes, tell)
    frames = sorted(
        (line for part in parts for line in part), key=lambda line: (line["time"], line["camera"])
    )
    found = all_episodes(tracks, phone_states(content), content.duration)
    (out / "floor.yaml").write_text(site_file(content, views), encoding="utf-8")
    (out / "roster.csv").write_text(roster_csv(content), encoding="utf-8")
    _write_lines(out / "agents.jsonl", agent_events(content))
    _write_lines(out / "truth.jsonl", (episode.line() for episode in found))
    _write_lines(out / "frames.jsonl", frames)


def _render_camera(
    script: Script, views: list[SeatView], name: str, out: Path, tell: Report
) -> list[Line]:
    """One camera's video; returns its lines of truth."""
    camera = next(camera for camera in cameras_of(script) if camera.id == name)
    tracks = perform_all(script)
    actors, meshes = cast(script, tracks), chairs(script)
    truths = {track.seat.id: seat_truth(track) for track in tracks if track.seat}
    mine = [view.seat.id for view in views if view.camera == name]
    people = [track.person.id for track in tracks]
    video, lines = script.video, []
    with (
        Renderer(
            camera,
            shell(script.room),
            furniture(script),
            list(meshes.values()),
            [actor.body.surface for actor in actors],
        ) as renderer,
        VideoWriter(out / f"{name}.mp4", video.size, video.fps, video.crf) as writer,
    ):
        for number in range(round(script.duration * video.fps)):
            time = number / video.fps
            places = chair_places(script, tracks, time)
            moment = Moment(
                [Person(body, actor.transforms(time)[0]) for body, actor in enumerate(actors)],
                [places[seat] for seat in meshes],
            )
            writer.write(renderer.picture(moment))
            if number % video.truth_every == 0:
                seen = people_seen(renderer.owners(moment), people, renderer.whole_areas(moment))
                seats = {
                    seat: truths[seat].frame(time) if seat in truths else UNROSTERED
                    for seat in mine
                }
                lines.append(
                    {"time": round(time, 3), "camera": name, "seats": seats, "people": seen}
                )
            tell(name)
    return lines


def _render_apart(
    script: Script, views: list[SeatView], names: list[str], out: Path, processes: int, tell: Report
) -> list[list[Line]]:
    """Cameras in processes of their own: an OpenGL context does not survive a fork."""
    context = multiprocessing.get_context("spawn")
    with (
        context.Manager() as manager,
        ProcessPoolExecutor(min(processes, len(names)), mp_context=context) as pool,
    ):
        told = manager.Queue()
        jobs: list[Future[list[Line]]] = [
            pool.submit(_render_camera, script, views, name, out, told.put) for name in names
        ]
        while not all(job.done() for job in jobs) or not told.empty():
            try:
                tell(told.get(timeout=0.5))
            except Empty:
                continue
        return [job.result() for job in jobs]


def _write_lines(path: Path, lines: Iterable[Line]) -> None:
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    path.write_text(text, encoding="utf-8")


def main(
    script: Annotated[Path, typer.Argument(help="The scenario's script, a YAML file.")],
    out: Annotated[Path, typer.Option(help="The folder to write the scenario to.")],
    processes: Annotated[int, typer.Option(help="Cameras rendered side by side.", min=1)] = 2,
) -> None:
    """Render a scenario with truth from a script.

    Example: python -m eval.sim.render eval/demo/script.yaml --out eval/demo
    """
    console = Console(stderr=True)
    try:
        content = load_script(script)
        frames = round(content.duration * content.video.fps)
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
        )
        with Progress(*columns, console=console) as bars:
            tasks = {
                camera.id: bars.add_task(camera.id, total=frames) for camera in content.cameras
            }
            render_script(script, out, processes, lambda name: bars.advance(tasks[name]))
    except (ScriptError, DrawingUnavailableError, RuntimeError) as fault:
        console.print(str(fault), style="red", markup=False)
        raise typer.Exit(1) from fault
    console.print(f"{out}: {len(content.cameras)} cameras, {content.duration:g} s")


if __name__ == "__main__":
    typer.run(main)
