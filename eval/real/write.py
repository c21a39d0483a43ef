"""A scenario of real pictures on the disk, in the folder that was asked for and nowhere else."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import cv2
import numpy as np
import yaml

from cameras.frame import CameraId, Frame
from eval.real.faults import data_fault
from eval.real.scenario import Json, RealCamera, RealReference, RealScenario, RealSeat, Size
from privacy.person_free import PersonFree, of_photo
from privacy.reference_store import write_picture
from vision.detections import Detections
from vision.detector import PERSON

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
        if camera.reference is not None:
            write_picture(folder, person_free(camera.id, camera.reference, camera.size))
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


def person_free(camera: str, reference: RealReference, size: Size) -> PersonFree:
    """The reference as the site would have it of this camera, whose pictures may be of another
    shape: the published ones were saved by two recorders."""
    image = cv2.imread(str(reference.picture), cv2.IMREAD_COLOR)
    if image is None:
        raise data_fault(reference.picture, "not a picture that can be read; copy it again")
    shaped = cv2.resize(image, size, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)
    n = len(reference.people)
    people = Detections(
        np.array(reference.people, np.float32).reshape(-1, 4),
        np.ones(n, np.float32),
        np.full(n, PERSON, np.int64),
    )
    return of_photo(Frame(CameraId(camera), shaped, 0, 0.0, 0.0), people)


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
                "reference": [] if camera.reference is None else [f"{camera.id}.reference.png"],
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
