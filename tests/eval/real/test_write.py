import json
from dataclasses import replace
from pathlib import Path

import pytest

from api.replay import replay
from api.site.load import load_site
from cameras.still import read_still
from eval.real.labelled_stills import prepare
from eval.real.scenario import RealReference
from eval.real.write import NO_SEAT, person_free, write_scenario
from floor.errors import InputFaults


def files(folder: Path) -> dict[str, bytes]:
    return {str(f.relative_to(folder)): f.read_bytes() for f in folder.rglob("*") if f.is_file()}


def test_a_scenario_is_a_site_with_truth_and_copies_of_the_pictures(made_up, tmp_path) -> None:
    folder = write_scenario(prepare(*made_up), tmp_path / "out")
    site = load_site(folder)
    assert [(c.id, c.size, c.fps) for c in site.settings.cameras] == [("cam01", (128, 96), 0.25)]
    assert files(folder)["cam01/0000.png"] == files(made_up[0])["pictures/a.png"]
    lines = [json.loads(line) for line in (folder / "frames.jsonl").read_text().splitlines()]
    assert [(line["time"], line["picture"]) for line in lines] == [(0.0, "a.png"), (4.0, "b.png")]


def test_a_reference_is_brought_into_the_cameras_shape_and_whoever_is_in_it_is_grey(
    made_up, tmp_path
) -> None:
    other = made_up[0] / "pictures" / "b.png"
    reference = RealReference(other, ((0.4, 0.4, 0.6, 0.6),))
    picture = person_free("cam01", reference, (100, 100))
    assert picture.image.shape == (100, 100, 3)
    assert picture.blank[50, 50] and not picture.blank[5, 5]
    scenario = prepare(*made_up)
    camera = replace(scenario.cameras[0], reference=reference)
    folder = write_scenario(replace(scenario, cameras=(camera,)), tmp_path / "out")
    (section,) = load_site(folder).settings.cameras
    assert section.reference == ("cam01.reference.png",)
    assert read_still(folder / section.reference[0], section.size).shape == (96, 128, 3)


def test_every_picture_gets_a_decision(made_up, tmp_path) -> None:
    folder = write_scenario(prepare(*made_up), tmp_path / "out")
    replay(load_site(folder), tmp_path / "replayed")
    lines = (tmp_path / "replayed" / "observations.jsonl").read_text().splitlines()
    assert [(json.loads(x)["time"], json.loads(x)["seat"]) for x in lines] == [
        (0.0, NO_SEAT), (4.0, NO_SEAT),
    ]  # fmt: skip


def test_preparing_again_gives_the_same_files(made_up, tmp_path) -> None:
    first = files(write_scenario(prepare(*made_up), tmp_path / "out"))
    assert files(write_scenario(prepare(*made_up), tmp_path / "out")) == first


def test_real_pictures_are_not_written_into_a_checkout(made_up, tmp_path) -> None:
    (tmp_path / "repo" / ".git").mkdir(parents=True)
    with pytest.raises(InputFaults, match="outside of it"):
        write_scenario(prepare(*made_up), tmp_path / "repo" / "eval" / "out")
    assert list((tmp_path / "repo").iterdir()) == [tmp_path / "repo" / ".git"]


def test_a_folder_of_somebody_else_is_left_alone(made_up, tmp_path) -> None:
    other = tmp_path / "out" / "made-up"
    other.mkdir(parents=True)
    (other / "thesis.txt").write_text("x")
    with pytest.raises(InputFaults, match="choose another place"):
        write_scenario(prepare(*made_up), tmp_path / "out")
    assert files(other) == {"thesis.txt": b"x"}
