"""What a network is must be told by its file and by its answer; the rest is refused with reason."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from support.tiny_onnx import tiny_network

from models.classes import COCO
from models.examine import Told, examine
from models.manifest import PACKAGE, ManifestEntry, ModelError, Output, Purpose

TODAY = date(2026, 3, 2)
ANCHORS = 8 * 8 + 4 * 4 + 2 * 2  # of 64x64
REFERENCE = Path(__file__).parents[2] / ".." / "shared" / "models" / "reference"

DETECT = {
    "task": "detect",
    "names": "{0: 'person', 1: 'chair'}",
    "description": "Ultralytics YOLO26n model trained on office.yaml",
    "version": "8.4.190",
    "license": "AGPL-3.0 License (https://ultralytics.com/license)",
    "stride": "32",
    "imgsz": "[64, 64]",
    "end2end": "False",
    "args": "{'nms': None}",
}
POSE = DETECT | {"task": "pose", "kpt_shape": "[17, 3]"}


def zeros(*shape: int) -> np.ndarray:
    return np.zeros((1, *shape), np.float32)


def look(answer: np.ndarray, metadata: dict[str, str] | None = None, **told) -> ManifestEntry:
    told = Told(**({"name": "site-n"} | told))
    return examine(Path("site-n.onnx"), tiny_network([answer], metadata), told, TODAY)


@pytest.mark.parametrize(
    ("answer", "metadata", "output"),
    [
        (zeros(6, ANCHORS), DETECT, Output.RAW),
        (zeros(57, ANCHORS), POSE, Output.RAW_POSE),
        (zeros(300, 6), DETECT | {"end2end": "True"}, Output.END_TO_END),
        (zeros(300, 57), POSE | {"end2end": "True"}, Output.END_TO_END_POSE),
        (zeros(300, 6), DETECT | {"args": "{'nms': True}"}, Output.END_TO_END),
        (zeros(300, 57), POSE | {"args": "{'nms': True}"}, Output.END_TO_END_POSE),
        (zeros(6, ANCHORS + 1), DETECT | {"stride": "64"}, Output.RAW),
    ],
)
def test_every_kind_of_export_is_told(answer, metadata, output) -> None:
    entry = look(answer, metadata)
    assert entry.output is output
    assert entry.purpose is (Purpose.POSE if output.has_keypoints else Purpose.DETECTION)
    assert entry.classes == ("person", "chair")
    assert (entry.input.size, entry.input.fixed, entry.input.batch) == ((64, 64), True, 1)


def test_where_it_comes_from_is_recorded() -> None:
    entry = look(zeros(6, ANCHORS), DETECT)
    assert entry.made_from == "YOLO26n, ultralytics 8.4.190 export"
    assert (entry.licence, entry.added) == ("AGPL-3.0", TODAY)
    assert look(zeros(6, ANCHORS), DETECT, licence="ours").licence == "ours"


def test_the_embedded_networks_take_any_size_and_number() -> None:
    file = PACKAGE / "weights/floor-n.onnx"
    entry = examine(file, file.read_bytes(), Told("x"), TODAY)
    assert (entry.classes, entry.output) == ("coco-80", Output.RAW)
    assert (entry.input.fixed, entry.input.batch) == (False, None)


@pytest.mark.parametrize(
    ("rows", "classes", "output"),
    [(84, "coco-80", Output.RAW), (135, "coco-80", Output.RAW_POSE), (56, "person", None)],
)
def test_without_metadata_the_shape_tells_what_is_coco_s(rows, classes, output) -> None:
    entry = look(zeros(rows, ANCHORS))
    assert entry.classes == classes
    assert entry.output is (output or Output.RAW_POSE)


@pytest.mark.parametrize("answer", [zeros(5, ANCHORS), zeros(7, ANCHORS), zeros(300, 6)])
def test_without_metadata_other_classes_must_be_named(answer) -> None:
    with pytest.raises(ModelError, match=r"^site-n.onnx: it does not name its classes.*--names"):
        look(answer)


def test_names_may_be_told_where_the_file_has_none() -> None:
    assert look(zeros(300, 6), names=("person", "cup")).classes == ("person", "cup")
    numbered = DETECT | {"names": "{0: '0', 1: '1'}"}
    assert look(zeros(6, ANCHORS), numbered, names=("person", "cup")).classes == ("person", "cup")


def test_names_of_the_file_are_not_overruled() -> None:
    with pytest.raises(ModelError, match="names its classes itself"):
        look(zeros(6, ANCHORS), DETECT, names=("person", "cup"))


def test_the_names_must_be_as_many_as_the_classes() -> None:
    with pytest.raises(ModelError, match="answers for 3 classes, but 2 are named"):
        look(zeros(7, ANCHORS), DETECT)


@pytest.mark.parametrize("task", ["classify", "segment", "obb", "depth"])
def test_other_tasks_are_refused(task: str) -> None:
    with pytest.raises(ModelError, match=f"its task is '{task}'; only 'detect' and 'pose'"):
        look(zeros(6, ANCHORS), DETECT | {"task": task})


@pytest.mark.parametrize("name", ["face", "happy", "Man", "Human face", "人脸", "gender-f"])
def test_what_sorts_people_is_refused_whatever_is_asked(name: str) -> None:
    names = DETECT | {"names": repr({0: "person", 1: name})}
    with pytest.raises(ModelError, match=f"class '{name}' sorts people: never accepted"):
        look(zeros(6, ANCHORS), names, drop_unknown=True)


def test_a_face_network_is_refused_by_its_keypoints_and_by_its_name() -> None:
    with pytest.raises(ModelError, match=r"its keypoints are \(5, 3\)"):
        look(zeros(20, ANCHORS), POSE | {"kpt_shape": "[5, 3]"})
    with pytest.raises(ModelError, match="calls itself YOLOv8n-face"):
        look(zeros(6, ANCHORS), DETECT | {"description": "Ultralytics YOLOv8n-face model "})


def test_unknown_things_are_taken_only_on_demand_and_never_come_out() -> None:
    names = DETECT | {"names": "{0: 'person', 1: 'stapler'}"}
    with pytest.raises(ModelError, match="on no list of things here: stapler; with --drop-unknown"):
        look(zeros(6, ANCHORS), names)
    assert look(zeros(6, ANCHORS), names, drop_unknown=True).classes == ("person", "stapler")


def test_one_that_finds_nothing_of_ours_is_refused() -> None:
    with pytest.raises(ModelError, match="finds nothing that is looked for here"):
        look(zeros(6, ANCHORS), DETECT | {"names": "{0: 'stapler', 1: 'desk'}"}, drop_unknown=True)


@pytest.mark.parametrize(
    ("answer", "metadata"),
    [
        (zeros(6, ANCHORS), DETECT | {"end2end": "True"}),
        (zeros(300, 6), DETECT),
    ],
)
def test_a_file_that_says_other_than_it_does_is_refused(answer, metadata) -> None:
    with pytest.raises(ModelError, match="it says end to end"):
        look(answer, metadata)


@pytest.mark.parametrize("answer", [zeros(ANCHORS, 90), zeros(84, 100), zeros(300, 7)])
def test_answers_of_no_ultralytics_network_are_refused(answer) -> None:
    with pytest.raises(ModelError, match="as no ultralytics detection or pose network does"):
        look(answer)


def test_an_embedding_is_refused() -> None:
    with pytest.raises(ModelError, match="one row of 512 numbers a picture: an embedding"):
        look(np.zeros((1, 512), np.float32))


def test_a_transformer_s_head_is_refused() -> None:
    with pytest.raises(ModelError, match="its head is RTDETRDecoder"):
        look(zeros(300, 6), DETECT | {"head": "RTDETRDecoder", "end2end": "True"})


def test_an_answer_that_is_no_number_is_refused() -> None:
    with pytest.raises(ModelError, match="no finite numbers"):
        look(np.full((1, 6, ANCHORS), np.nan, np.float32), DETECT)


def test_a_file_that_is_no_network_is_refused() -> None:
    with pytest.raises(ModelError, match=r"^a\.onnx: onnxruntime cannot open it"):
        examine(Path("a.onnx"), b"not a network", Told("a"), TODAY)


def test_the_product_s_numbers_are_those_of_the_networks() -> None:
    """The embedded detector names COCO's classes itself."""
    file = PACKAGE / "weights/floor-n.onnx"
    with pytest.raises(ModelError, match=f"names its classes itself \\({COCO[0]}, {COCO[1]}"):
        examine(file, file.read_bytes(), Told("x", names=("person",)), TODAY)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("osnet_x0_25_msmt17", "an embedding, which recognises a face or a person again"),
        ("yunet_n", "it has 12 outputs .* face detectors"),
        ("yolox_nano", "3549 x 85 .* YOLOX"),
    ],
)
def test_real_networks_of_others_are_refused(name: str, reason: str) -> None:
    file = REFERENCE / f"{name}.onnx"
    if not file.is_file():
        pytest.skip(f"{file} is not here")
    with pytest.raises(ModelError, match=reason):
        examine(file, file.read_bytes(), Told(name), TODAY)
