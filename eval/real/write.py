"""A scenario of real pictures on the disk, in the folder that was asked for and nowhere else."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import yaml

from eval.real.faults import data_fault
from eval.real.scenario import Json, RealCamera, RealScenario, RealSeat

START = "2026-03-02T09:00:00+08:00"
NO_SEAT = "none"
"""A site needs a seat. Where the data has none, a corner of the first camera is given out as one;
nothing is true of it, so nothing of it is scored."""


def write_scenario(scenario: RealScenario, out: Path) -> Path:
    """Write ``out/NAME`` anew and return it. Raises ``InputFaults`` for a place in a checkout.

    Pictures are copied as they are, byte for byte; a video is only referred to.
    """
    out = out.absolute()
    refuse_checkout(out)
    folder = out / scenario.name
    if folder.exists():
        if not (folder / "frames.jsonl").is_file():
            raise data_fault(folder, "is there and is no scenario of ours; choose another place")
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    for camera in scenario.cameras:
        _copy_pictures(camera, folder / camera.id)
    with (folder / "frames.jsonl").open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in scenario.frames)
    (folder / "README.md").write_text(
        f"# {scenario.name}\n\n{scenario.note}\n\nReal pictures of people: never to be committed or"
        " handed on.\n",
        "utf-8",
    )
    (folder / "floor.yaml").write_text(
        yaml.safe_dump(site_file(scenario), allow_unicode=True, sort_keys=False), "utf-8"
    )
    return folder


def refuse_checkout(out: Path) -> None:
    """Raise ``InputFaults`` where ``out`` lies in a git checkout: what is there gets committed."""
    for place in (out, *out.parents):
        if (place / ".git").exists():
            wrong = f"lies in the checkout {place}; real pictures go to a folder outside of it"
            raise data_fault(out, wrong)


def site_file(scenario: RealScenario) -> Mapping[str, Json]:
    """What floor.yaml says."""
    first = scenario.cameras[0]
    corner = RealSeat(NO_SEAT, first.id, (0, 0, first.size[0] / 20, first.size[1] / 20))
    return {
        "version": 1,
        "site": {"name": scenario.name, "timezone": "Asia/Shanghai", "language": "en"},
        "replay": {"start": START},
        "cameras": [
            {
                "id": camera.id,
                "source": camera.id if camera.video is None else str(camera.video.absolute()),
                "size": list(camera.size),
                "fps": camera.fps,
            }
            for camera in scenario.cameras
        ],
        "seats": [_seat(seat) for seat in scenario.seats or (corner,)],
    }


def _seat(seat: RealSeat) -> Json:
    x0, y0, x1, y1 = (round(value, 2) for value in seat.box)
    return {
        "id": seat.id,
        "camera": seat.camera,
        "seat": [[x0, y0], [x1, y0], [x1, y1], [x0, y1]],
    }


def _copy_pictures(camera: RealCamera, folder: Path) -> None:
    for number, path in enumerate(camera.pictures):
        folder.mkdir(exist_ok=True)
        shutil.copyfile(path, folder / f"{number:04}{path.suffix.lower()}")
