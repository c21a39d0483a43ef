"""What a tile shows of real people: nothing. Judged by networks of other families."""

from pathlib import Path

import cv2
import numpy as np
import pytest
from support.minh7 import VIDEOS, skip_without_minh7, write_site

from api.networks import open_detector
from api.pipeline import FloorPipeline
from api.site.build import camera_specs
from api.site.load import load_site
from cameras.frame import Frame
from cameras.replay import replay_ticks
from floor.roster import Roster
from privacy.keys import DerivedKeys

FACES = VIDEOS.parents[1] / "models" / "reference" / "yunet_n.onnx"
FACE_SCORE = 0.6


def test_no_face_is_left_in_any_tile_of_a_real_video(tmp_path: Path) -> None:
    video = skip_without_minh7()
    if not FACES.exists():
        pytest.skip(f"{FACES} is not here: the face detector is no part of the product")
    site = load_site(write_site(tmp_path, str(video), fps=4))
    pipeline = FloorPipeline(
        site, open_detector(site), Roster(), DerivedKeys(b"test"), show_pictures=True
    )
    faces = cv2.FaceDetectorYN.create(str(FACES), "", (320, 320), FACE_SCORE)
    shown = raw_faces = 0
    for tick in replay_ticks(camera_specs(site), 0):
        (view,) = tick.views
        assert isinstance(view, Frame)
        raw_faces += count(faces, view.image)
        picture = pipeline.step(tick, {}).snapshot.cameras[0].picture
        if picture is None:
            continue
        shown += 1
        tile = cv2.imdecode(np.frombuffer(picture.data, np.uint8), cv2.IMREAD_COLOR)
        assert tile is not None
        assert count(faces, np.asarray(tile, np.uint8)) == 0
    assert raw_faces > 10  # the detector does see the faces that are there
    assert shown > 10


def count(faces: cv2.FaceDetectorYN, image: np.ndarray) -> int:
    """Faces that the detector finds."""
    faces.setInputSize((image.shape[1], image.shape[0]))
    found = faces.detect(image)[1]
    return 0 if found is None else len(found)
