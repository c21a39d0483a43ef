"""Drawing; skipped where there is no EGL, or where the people's data are not cached."""

import json
from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
import pytest
import yaml

from eval.sim.camera import Camera
from eval.sim.draw import DrawingUnavailableError, Moment, Person, Renderer
from eval.sim.labels import people_seen
from eval.sim.makehuman import is_cached
from eval.sim.mesh import box
from eval.sim.render import render_script
from eval.sim.surface import Layer

CAMERA = Camera("c", (0.0, 1.0, 4.0), (0.0, 1.0, 0.0), 60.0, (160, 90))
IN_PLACE = np.eye(4)[None, :3]


def cube_body() -> Layer:
    """A body of one bone: a cube of half a metre round (0, 1, 0)."""
    cube = box((0.5, 0.5, 0.5), (0, 1, 0), (1, 0, 0))
    return Layer(
        cube.vertices,
        cube.normals,
        cube.colours,
        np.tile([1.0, 0, 0, 0], (len(cube.vertices), 1)),
        cube.faces,
    )


def moved(x: float, z: float = 0.0) -> np.ndarray:
    transform = np.zeros((1, 3, 4))
    transform[:] = IN_PLACE
    transform[0, :, 3] = x, 0, z
    return transform


@pytest.fixture
def renderer() -> Iterator[Renderer]:
    floor = box((10, 0.1, 10), (0, -0.05, 0), (0.5, 0.5, 0.5))
    wall = box((1.0, 3.0, 0.1), (1.0, 1.5, 1.0), (0.2, 0.2, 0.8))
    try:
        renderer = Renderer(CAMERA, floor, wall, [], [cube_body()])
    except DrawingUnavailableError as fault:
        pytest.skip(str(fault))
    with renderer:
        yield renderer


def test_people_are_drawn_where_the_camera_maths_says(renderer: Renderer) -> None:
    owners = renderer.owners(Moment([Person(0, moved(-0.6))], []))
    (seen,) = people_seen(owners, ["p"], [1e9])
    corners = cube_body().vertices + np.array([-0.6, 0.0, 0.0])
    pixels, _ = CAMERA.project(corners)
    assert seen["box"] == pytest.approx([*pixels.min(axis=0), *pixels.max(axis=0)], abs=1.0)


def test_what_is_hidden_is_less_visible(renderer: Renderer) -> None:
    people = [Person(0, moved(-0.6)), Person(0, moved(0.65))]  # the second half behind the wall
    moment = Moment(people, [])
    free, hidden = people_seen(renderer.owners(moment), ["a", "b"], renderer.whole_areas(moment))
    assert free["visibility"] > 0.85
    assert 0.1 < hidden["visibility"] < 0.8


def test_beyond_the_frame_counts_as_unseen(renderer: Renderer) -> None:
    moment = Moment([Person(0, moved(-2.2))], [])
    (seen,) = people_seen(renderer.owners(moment), ["p"], renderer.whole_areas(moment))
    assert seen["box"][0] == 0
    assert seen["visibility"] < 0.8


def test_the_picture_shows_the_colours(renderer: Renderer) -> None:
    picture = renderer.picture(Moment([Person(0, moved(-0.6))], []))
    assert picture.shape == (90, 160, 3)
    x, y = CAMERA.project([(-0.6, 1.0, 0.25)])[0][0].astype(int)
    red, green, blue = picture[y, x].astype(int)
    assert red > 100 and green < 60 and blue < 60


@pytest.mark.skipif(not is_cached(), reason="the people's data are not cached")
def test_a_scenario_is_rendered_and_renders_the_same_again(
    small_file: Path, tmp_path: Path, renderer: Renderer
) -> None:
    content = yaml.safe_load(small_file.read_text(encoding="utf-8"))
    content["duration"] = 2
    for person in content["people"]:
        person["timeline"] = person["timeline"][:1] if person["id"] == "p1" else []
    small_file.write_text(yaml.safe_dump(content), encoding="utf-8")
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        render_script(small_file, folder)
    files = sorted(path.name for path in folders[0].iterdir())
    assert files == [
        "agents.jsonl",
        "cam1.mp4",
        "floor.yaml",
        "frames.jsonl",
        "roster.csv",
        "truth.jsonl",
    ]
    for name in files:
        assert (folders[0] / name).read_bytes() == (folders[1] / name).read_bytes()
    with av.open(str(folders[0] / "cam1.mp4")) as container:
        stream = container.streams.video[0]
        times = [float(frame.pts * stream.time_base) for frame in container.decode(stream)]
    lines = [json.loads(line) for line in (folders[0] / "frames.jsonl").read_text().splitlines()]
    assert times == pytest.approx([0.0, 0.5, 1.0, 1.5])
    assert [line["time"] for line in lines] == pytest.approx(times)
    assert lines[0]["seats"]["A-01"]["occupancy"] == "occupied"
    assert {person["id"] for person in lines[0]["people"]} == {"p1", "p2"}
