"""Every person whom the simulator put into the bundled floor is covered in every tile."""

import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from api.demo import DEMO
from api.networks import open_detector
from api.pipeline import FloorPipeline
from api.site.build import camera_specs
from api.site.load import load_site
from cameras.replay import replay_ticks
from floor.roster import Roster
from privacy.keys import DerivedKeys
from privacy.mask import MaskSettings

SECONDS = 15.0
VISIBLE = 0.2
"""People of whom less is seen show a shoulder or a hand."""

COVERED = 0.95
WHOLLY = 0.99


def people(camera: str, time: float) -> list[tuple[int, int, int, int]]:
    """Boxes of the people who are to be seen, from the simulator's own scene."""
    found = []
    for line in (DEMO / "frames.jsonl").open():
        frame = json.loads(line)
        if frame["camera"] == camera and abs(frame["time"] - time) < 1e-3:
            found += [p["box"] for p in frame["people"] if p["visibility"] >= VISIBLE]
    return [(round(x0), round(y0), round(x1), round(y1)) for x0, y0, x1, y1 in found]


def test_people_are_covered(tmp_path: Path) -> None:
    site = load_site(DEMO)
    pipeline = FloorPipeline(
        site, open_detector(site), Roster(), DerivedKeys(b"test"), show_pictures=True
    )
    grey = np.array(MaskSettings().colour)
    shares: list[float] = []
    for tick in replay_ticks(camera_specs(site), 0):
        if tick.time_us > SECONDS * 1e6:
            break
        for card in pipeline.step(tick, {}).snapshot.cameras:
            assert card.picture is not None
            tile = cv2.imdecode(np.frombuffer(card.picture.data, np.uint8), cv2.IMREAD_COLOR)
            assert tile is not None
            covered = np.abs(np.asarray(tile, int) - grey).max(axis=2) <= 14  # JPEG's ringing
            for x0, y0, x1, y1 in people(card.camera, tick.time_us / 1e6):
                shares.append(float(covered[y0:y1, x0:x1].mean()))
    assert len(shares) > 250
    assert min(shares) >= COVERED
    assert np.mean(np.array(shares) > 0.999) >= WHOLLY


def test_the_measure_sees_a_person_who_is_not_covered() -> None:
    import av

    with av.open(str(DEMO / "cam1.mp4")) as container:
        raw = next(container.decode(video=0)).to_ndarray(format="bgr24")
    covered = np.abs(raw.astype(int) - np.array(MaskSettings().colour)).max(axis=2) <= 14
    boxes = people("cam1", 0.0)
    if not boxes:
        pytest.fail("the truth names nobody in the first frame")
    assert max(covered[y0:y1, x0:x1].mean() for x0, y0, x1, y1 in boxes) < 0.5
