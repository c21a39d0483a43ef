"""The network for details: its first layers are the detector's, and it is told where things are."""

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason="needs the extra [train]")
pytest.importorskip("onnx", reason="needs onnx beside the extra [train]")

import torch

from eval.seat_training.__main__ import new_net
from eval.seat_training.augment import mirrored_boxes
from eval.seat_training.backbone import Backbone
from eval.seat_training.detail_net import DetailNet
from eval.seat_training.spot_loss import spot_loss, wanted_maps
from eval.seat_training.spots import MOST, SPOTS, THINGS, boxes_of
from models.manifest import PACKAGE
from vision.seat_look import CHOICES, COLUMNS, WIDTH

DETECTOR: Path = PACKAGE / "weights" / "floor-n.onnx"
SIDE, CELLS = 224, 56
HAND = SPOTS.index(("phone", "hand"))


def told(word: str, box: tuple[float, float, float, float] | None) -> tuple[torch.Tensor, ...]:
    """Boxes and answers of one seat whose phone is somewhere."""
    boxes = torch.full((1, len(THINGS), MOST, 4), torch.nan)
    if box is not None:
        boxes[0, THINGS.index("phone"), 0] = torch.tensor(box)
    answers = torch.full((1, WIDTH), torch.nan)
    answers[0, COLUMNS["phone"]] = 0.0
    answers[0, COLUMNS["phone"].start + CHOICES["phone"].index(word)] = 1.0
    return boxes, answers


def test_before_it_learns_its_first_layers_say_what_the_detectors_say() -> None:
    net = new_net("detail", DETECTOR)
    assert isinstance(net, DetailNet)
    pictures = torch.randint(0, 256, (2, 3, 64, 64)).float()
    fine, coarse = Backbone(DETECTOR, threads=1)(pictures.numpy())
    with torch.no_grad():
        _, own_fine, own_coarse = net.trunk(pictures.flip(1) / 255)
    assert np.abs(own_fine.numpy() - fine).max() < 1e-3
    assert np.abs(own_coarse.numpy() - coarse).max() < 1e-3


def test_its_first_layers_learn_too() -> None:
    net = new_net("detail", DETECTOR)
    assert isinstance(net, DetailNet)
    raw, _ = net(torch.rand(2, 3, SIDE, SIDE) * 255, torch.zeros(2, 2, 28, 28))
    raw.sum().backward()
    grown = [each.grad for each in net.trunk.parameters()]
    assert all(each is not None and bool(each.abs().sum() > 0) for each in grown)


def test_a_things_map_is_highest_at_its_middle() -> None:
    maps, known = wanted_maps(*told("hand", (100, 40, 112, 48)), SIDE, CELLS)
    assert bool(known[0, HAND])
    assert divmod(int(maps[0, HAND].argmax()), CELLS) == (44 // 4, 106 // 4)
    assert float(maps[0, HAND].max()) == 1.0
    lying = SPOTS.index(("phone", "lying"))
    assert bool(known[0, lying]) and float(maps[0, lying].max()) == 0.0


def test_what_is_there_and_was_not_seen_is_not_asked_for() -> None:
    _, known = wanted_maps(*told("hand", None), SIDE, CELLS)
    assert not known[0, HAND]
    assert not known[0, SPOTS.index(("food", "desk"))], "nothing was said of food"


def test_a_thing_that_was_moved_out_of_the_picture_is_not_asked_for() -> None:
    _, known = wanted_maps(*told("hand", (-30, 40, -20, 48)), SIDE, CELLS)
    assert not known[0, HAND]


def test_the_loss_is_least_where_the_map_is_right() -> None:
    wanted, known = wanted_maps(*told("hand", (100, 40, 112, 48)), SIDE, CELLS)
    right = torch.where(wanted > 0.999, 8.0, -8.0)
    nothing = torch.full_like(right, -8.0)
    elsewhere = right.roll(20, dims=-1)
    losses = [float(spot_loss(each, wanted, known)) for each in (right, nothing, elsewhere)]
    assert losses[0] < 0.01 < losses[1] < losses[2]


def test_boxes_go_into_the_square_that_the_network_sees() -> None:
    boxes = boxes_of({"phone": [(30, 20, 40, 30)]}, (10, 10, 110, 60), 200)
    assert boxes[THINGS.index("phone"), 0].tolist() == [40, 40, 60, 80]
    assert np.isnan(boxes[THINGS.index("food")]).all()


def test_a_mirrored_box_is_mirrored() -> None:
    box = torch.tensor([[10.0, 5.0, 30.0, 9.0]])
    once = mirrored_boxes(box, 100)
    assert once.tolist() == [[70.0, 5.0, 90.0, 9.0]]
    assert torch.equal(mirrored_boxes(once, 100), box)
