"""A COCO detector that has never seen the simulator finds its people and its chairs.

Skipped, and said so, where the reference network or the people's data are not there.
"""

from pathlib import Path

import pytest
import yaml

from eval.realism.detector import open_detector
from eval.realism.drawn import drawn_pictures
from eval.realism.judge import Judgement, judge
from eval.sim.drawing import DrawingUnavailableError
from eval.sim.makehuman import is_cached

ROOT = Path(__file__).parents[3]
MODEL = ROOT.parent / "shared" / "models" / "reference" / "yolo11n.onnx"
SCRIPT = ROOT / "eval" / "demo" / "script.yaml"
LONG_SIDE, MIN_SCORE = 960, 0.25
PICTURES = 6

pytestmark = [
    pytest.mark.skipif(not MODEL.is_file(), reason=f"{MODEL} is not there"),
    pytest.mark.skipif(not is_cached(), reason="run `floorwatch sim setup` first"),
]


@pytest.fixture(scope="module")
def judgement(tmp_path_factory: pytest.TempPathFactory) -> Judgement:
    content = yaml.safe_load(SCRIPT.read_text(encoding="utf-8"))
    content["video"]["size"] = [960, 540]
    path = tmp_path_factory.mktemp("realism") / "script.yaml"
    path.write_text(yaml.safe_dump(content), encoding="utf-8")
    detect = open_detector(MODEL, LONG_SIDE, MIN_SCORE)
    total = Judgement()
    try:
        for picture in drawn_pictures(path, PICTURES):
            size = (picture.image.shape[1], picture.image.shape[0])
            total += judge(picture.line, detect(picture.image), size)
    except DrawingUnavailableError as fault:
        pytest.skip(str(fault))
    return total


def test_there_is_enough_to_judge(judgement: Judgement) -> None:
    assert judgement.persons.there >= 20
    assert judgement.chairs.there >= 20


def test_most_people_are_found(judgement: Judgement) -> None:
    assert judgement.persons.share >= 0.85


def test_most_chairs_are_found(judgement: Judgement) -> None:
    assert judgement.chairs.share >= 0.60


def test_hardly_anybody_is_found_where_nobody_is(judgement: Judgement) -> None:
    assert judgement.false_persons / judgement.frames <= 0.5
