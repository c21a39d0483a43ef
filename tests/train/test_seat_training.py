"""The seat network learns, keeps what it is told to keep, and says in ONNX what it says here."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnxruntime
import pytest

pytest.importorskip("torch", reason="needs the extra [train]")
pytest.importorskip("onnx", reason="needs onnx beside the extra [train]")

import torch
from support.tiny_onnx import tiny_network
from train.seat_crops import write_crops

from eval.seat_training.__main__ import averaged, new_net
from eval.seat_training.augment import (
    NO_REFERENCE,
    augmented,
    centred,
    grain_of,
    mirror,
)
from eval.seat_training.backbone import Backbone, BackboneError
from eval.seat_training.calibrate import Calibration
from eval.seat_training.detail_net import DetailNet
from eval.seat_training.export import export
from eval.seat_training.net import DESIGNS, SeatHead
from eval.seat_training.samples import MASKS, REFERENCE, Samples, read_samples
from eval.seat_training.spots import MOST, THINGS
from eval.seat_training.train import Plan, hold_out, outputs, train
from models.manifest import PACKAGE
from vision.seat_input import STATE
from vision.seat_look import CHOICES, COLUMNS, FLAGS, VALUES, WIDTH

SIDE, CELLS = STATE.side, STATE.cells

DETECTOR = PACKAGE / "weights" / "floor-n.onnx"


@pytest.fixture(scope="module", autouse=True)
def one_thread() -> Iterator[None]:
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def backbone() -> Backbone:
    return Backbone(DETECTOR, threads=1)


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Samples:
    folder = tmp_path_factory.mktemp("seats") / "crops"
    return read_samples([write_crops(folder, ["a", "b", "c", "d"])], STATE)


@pytest.fixture(scope="module")
def learnt(samples: Samples, backbone: Backbone) -> SeatHead:
    learn, _ = hold_out(samples, ["crops/d"])
    return train(SeatHead(DESIGNS["state"]), learn, backbone, Plan(steps=40, batch=8))


def right(head: SeatHead | DetailNet, backbone: Backbone, samples: Samples, question: str) -> float:
    raw, wanted = outputs(head, backbone, samples), samples.answers
    place = COLUMNS[question]
    if question in FLAGS:
        return float(((raw[:, place] > 0) == (wanted[:, place] > 0.5)).mean())
    return float((raw[:, place].argmax(axis=1) == wanted[:, place].argmax(axis=1)).mean())


@pytest.mark.parametrize("question", ["posture", "chair", "hand_raised"])
def test_a_few_dozen_steps_tell_a_pale_seat_from_a_dark_one(
    learnt: SeatHead, backbone: Backbone, samples: Samples, question: str
) -> None:
    _, held = hold_out(samples, ["crops/d"])
    assert right(learnt, backbone, held, question) > 0.9


def test_what_is_held_out_is_never_learnt(samples: Samples) -> None:
    learn, held = hold_out(samples, ["crops/b", "crops/d"])
    assert set(learn.rooms) == {"crops/a", "crops/c"}
    assert set(held.rooms) == {"crops/b", "crops/d"}
    assert len(learn) + len(held) == len(samples)
    for part in (learn, held):
        assert len(part.pictures) == len(part.answers) == len(part.rooms)


def test_no_time_is_no_step(samples: Samples, backbone: Backbone) -> None:
    steps: list[int] = []
    plan = Plan(steps=5, batch=4, most_minutes=1e-9)
    train(
        SeatHead(DESIGNS["state"]),
        samples,
        backbone,
        plan,
        tell=lambda step, loss: steps.append(step),
    )
    assert steps == []


def test_mirroring_swaps_left_and_right_and_twice_is_nothing() -> None:
    answers = torch.rand(7, WIDTH)
    once = mirror(answers)
    left, right_ = (COLUMNS["facing"].start + CHOICES["facing"].index(w) for w in ("left", "right"))
    assert torch.equal(once[:, left], answers[:, right_])
    assert torch.equal(once[:, right_], answers[:, left])
    gaze = COLUMNS["gaze_x"].start
    assert torch.equal(once[:, gaze], -answers[:, gaze])
    others = [each for each in range(WIDTH) if each not in (left, right_, gaze)]
    assert torch.equal(once[:, others], answers[:, others])
    assert torch.equal(mirror(once), answers)


def test_augmenting_keeps_shapes_and_says_which_references_are_none(samples: Samples) -> None:
    rng = torch.Generator().manual_seed(0)
    given = torch.from_numpy(np.repeat(samples.pictures[:8], 8, axis=0))
    given[:16, REFERENCE] = 0  # these have none
    wanted = torch.from_numpy(np.repeat(samples.answers[:8], 8, axis=0))
    boxes = torch.full((64, len(THINGS), MOST, 4), torch.nan)
    pictures, masks, answers, _ = augmented(given, wanted, boxes, grain_of(rng), rng)
    assert pictures.shape == (64, 6, SIDE, SIDE) and masks.shape == (
        64,
        2,
        CELLS,
        CELLS,
    )
    assert answers.shape == wanted.shape
    none = (pictures[:, 3:] == NO_REFERENCE).flatten(1).all(dim=1)
    assert none[:16].all()
    assert 0 < int(none[16:].sum()) < 30
    assert pictures[:, :3].min() >= 0 and pictures[~none, 3:].min() >= 0
    assert pictures.max() <= 255


def test_the_product_sees_the_middle_of_what_is_stored(samples: Samples) -> None:
    middle = centred(torch.from_numpy(samples.pictures[:1]))
    assert middle.shape == (1, 8, SIDE, SIDE)
    room = (samples.pictures.shape[-1] - SIDE) // 2
    assert middle[0, 0, 0, 0] == samples.pictures[0, 0, room, room]


def test_a_missing_reference_is_no_traits_at_all(
    learnt: SeatHead, backbone: Backbone, samples: Samples
) -> None:
    """As in the product: not those of a black picture."""
    blind = replace(samples, pictures=samples.pictures.copy())
    blind.pictures[:, REFERENCE] = 0
    without = outputs(learnt, backbone, samples, reference=False)
    assert np.allclose(outputs(learnt, backbone, blind), without, atol=1e-5)
    assert not np.allclose(outputs(learnt, backbone, samples), without, atol=1e-2)


@pytest.mark.parametrize("share", [0.0, 0.25, 1.0])
def test_averaging_is_exact(share: float) -> None:
    torch.manual_seed(1)
    start, tuned = SeatHead(DESIGNS["state"]), SeatHead(DESIGNS["state"])
    before = {name: value.clone() for name, value in tuned.state_dict().items()}
    mixed = averaged(tuned, start.state_dict(), share).state_dict()
    for name, value in mixed.items():
        if value.is_floating_point():
            expected = (1 - share) * before[name] + share * start.state_dict()[name]
            assert torch.equal(value, expected), name
        else:
            assert torch.equal(value, before[name]), name


def test_an_export_says_what_the_network_says_and_what_its_answers_mean(
    learnt: SeatHead, backbone: Backbone, samples: Samples, tmp_path: Path
) -> None:
    path = tmp_path / "seat.onnx"
    export(learnt, Calibration.none(), backbone, path)
    assert [each.name for each in tmp_path.iterdir()] == ["seat.onnx"]
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    said = session.get_modelmeta().custom_metadata_map
    assert said["task"] == "seat_state"
    assert json.loads(said["choices"]) == {name: list(words) for name, words in CHOICES.items()}
    assert (json.loads(said["flags"]), json.loads(said["values"])) == (list(FLAGS), list(VALUES))

    whole = centred(torch.from_numpy(samples.pictures[:5])).numpy()
    masks = (
        whole[:, MASKS].reshape(5, 2, CELLS, SIDE // CELLS, CELLS, SIDE // CELLS).mean(axis=(3, 5))
    )
    nothing = np.zeros((5, DESIGNS["state"].traits), np.float32)
    (tidy,) = session.run(
        ["traits"],
        {
            "seats": np.ascontiguousarray(whole[:, REFERENCE]),
            "masks": np.zeros((5, 2, CELLS, CELLS), np.uint8),
            "reference": nothing,
        },
    )
    (answers,) = session.run(
        ["answers"],
        {
            "seats": np.ascontiguousarray(whole[:, :3]),
            "masks": masks.round().astype(np.uint8),
            "reference": tidy,
        },
    )
    raw = outputs(learnt, backbone, samples)[:5]
    for name in CHOICES:
        expected = Calibration.none().probabilities(raw, name)
        assert np.abs(answers[:, COLUMNS[name]] - expected).max() < 1e-2
    for name in VALUES:
        assert np.abs(answers[:, COLUMNS[name]] - raw[:, COLUMNS[name]]).max() < 1e-2


def test_a_network_for_details_learns_and_is_exported_alike(
    backbone: Backbone, tmp_path: Path
) -> None:
    """At its own scale, and without references; what is small it is told where to find."""
    design = DESIGNS["detail"]
    folder = write_crops(tmp_path / "crops", ["a", "b"])
    samples = read_samples([folder], design.scale, design.compares)
    assert samples.pictures.shape[1] == 5
    learnt = train(new_net("detail", DETECTOR), samples, backbone, Plan(steps=60, batch=8))
    assert right(learnt, backbone, samples, "hand_raised") > 0.9
    assert right(learnt, backbone, samples, "phone") > 0.9
    export(learnt, Calibration.none(), backbone, tmp_path / "detail.onnx")
    session = onnxruntime.InferenceSession(
        str(tmp_path / "detail.onnx"), providers=["CPUExecutionProvider"]
    )
    shapes = {each.name: each.shape[1:] for each in session.get_inputs()}
    side, cells = design.scale.side, design.scale.cells
    assert shapes == {"seats": [3, side, side], "masks": [2, cells, cells]}
    assert [each.name for each in session.get_outputs()] == ["answers"]
    assert session.get_modelmeta().custom_metadata_map["task"] == "seat_detail"


def test_a_detector_of_another_kind_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "other.onnx"
    file.write_bytes(tiny_network([np.zeros((1, 84, 10), np.float32)]))
    with pytest.raises(BackboneError, match=r"other\.onnx: no YOLO11"):
        Backbone(file)
