"""Training: samples to a head, on what the detector's first layers notice of them."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from eval.seat_training.augment import (
    NO_REFERENCE,
    augmented,
    cells_of,
    centred,
    grain_of,
    has_none,
)
from eval.seat_training.backbone import Backbone
from eval.seat_training.detail_net import DetailNet
from eval.seat_training.net import Design, SeatHead
from eval.seat_training.samples import MASKS, NOW, REFERENCE, Samples
from eval.seat_training.spot_loss import spot_loss, wanted_maps
from vision.seat_look import CHOICES, COLUMNS, FLAGS

Net = TypeVar("Net", bound=SeatHead | DetailNet)

WEIGHTS = {
    "posture": 1.5,
    "chair": 1.0,
    "phone": 1.0,
    "food": 0.8,
    "drink": 0.4,
    "facing": 0.6,
    "hand_raised": 1.0,
    "feet_on_desk": 0.4,
    "lying_down": 0.3,
    "beside": 0.5,
    "gaze_x": 0.5,
    "gaze_y": 0.5,
    "chair_m": 0.5,
    "in_sight": 0.3,
}
DETAIL_WEIGHTS = WEIGHTS | {
    "chair": 0.2,
    "chair_m": 0.1,
    "posture": 0.5,
    "phone": 1.5,
    "food": 1.5,
    "drink": 1.0,
    "hand_raised": 1.5,
    "feet_on_desk": 0.6,
}
SMOOTHING = 0.02
LONG_MEMORY = 0.995
TRUNK_SHARE = 0.2

RARE = {
    "hand_raised": {"yes": 8.0},
    "feet_on_desk": {"yes": 8.0},
    "lying_down": {"yes": 4.0},
    "beside": {"yes": 1.0},
    "posture": {"standing": 3.0},
    "chair": {"turned": 2.0, "out": 1.0, "in": 1.0},
    "phone": {"hand": 8.0, "ear": 8.0, "photo": 8.0, "lying": 0.3},
    "food": {"hand": 6.0, "desk": 2.5},
    "drink": {"hand": 6.0},
    "facing": {"left": 1.5, "right": 1.5, "back": 4.0},
}
"""How much more often a sample is shown for what is true of it: rare things are learnt too."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train. `most_minutes` ends it early, with the learning rate at its end by then."""

    steps: int = 3000
    batch: int = 64
    rate: float = 2e-3
    decay: float = 0.02
    seed: int = 0
    most_minutes: float = 60.0


def train(
    head: Net,
    samples: Samples,
    backbone: Backbone,
    plan: Plan,
    tell: Callable[[int, float], None] = lambda step, loss: None,
) -> Net:
    """What `head`, which is changed, has learnt of the samples; `tell` hears of every step and its
    loss.

    Its weights are an average over the last part of the training, which is steadier than any.
    """
    torch.manual_seed(plan.seed)
    rng = torch.Generator().manual_seed(plan.seed)
    mean = AveragedModel(head, multi_avg_fn=_running_average, use_buffers=True)
    optimiser = torch.optim.AdamW(_groups(head), plan.rate, weight_decay=plan.decay)
    began = time.monotonic()
    chances = torch.from_numpy(shown_how_often(samples.answers))
    grain = grain_of(rng)
    head.train()
    for step in range(plan.steps):
        done = max(step / plan.steps, (time.monotonic() - began) / (60 * plan.most_minutes))
        if done >= 1:
            break
        for group in optimiser.param_groups:
            group["lr"] = plan.rate * _shape(done) * group["share"]
        chosen = torch.multinomial(chances, plan.batch, replacement=True, generator=rng).numpy()
        pictures, masks, wanted, boxes = augmented(
            torch.from_numpy(samples.pictures[chosen]),
            torch.from_numpy(samples.answers[chosen]),
            torch.from_numpy(samples.boxes[chosen]),
            grain,
            rng,
        )
        raw, maps = _judged(head, backbone, pictures, masks)
        loss = loss_of(raw, wanted, weights_of(head.design))
        if maps is not None:
            side, cells = pictures.shape[-1], maps.shape[-1]
            loss = loss + spot_loss(maps, *wanted_maps(boxes, wanted, side, cells))
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(head.parameters(), 5.0)
        optimiser.step()
        mean.update_parameters(head)
        tell(step, float(loss.detach()))
    learnt = mean.module
    assert isinstance(learnt, type(head))
    learnt.eval()
    return learnt


def _running_average(kept: Sequence[Tensor], new: Sequence[Tensor], count: Tensor | int) -> None:
    """Over a tenth of the steps so far, and over the last 200 in the end: after few steps a long
    memory would hold little but the random weights of the beginning."""
    steps = int(count)
    get_ema_multi_avg_fn(min(LONG_MEMORY, (1 + steps) / (10 + steps)))(kept, new, count)


def shown_how_often(answers: NDArray[np.float32]) -> NDArray[np.float32]:
    """Weights (N,) by which samples are drawn."""
    weights = np.ones(len(answers), np.float32)
    for question, words in RARE.items():
        place = COLUMNS[question]
        for word, more in words.items():
            offset = 0 if question in FLAGS else CHOICES[question].index(word)
            weights += more * np.nan_to_num(answers[:, place.start + offset])
    return weights


def _groups(net: Net) -> list[dict[str, object]]:
    """What is learnt, with its share of the learning rate: what was learnt of many thousand real
    pictures is moved a little, what begins at random is moved far."""
    if isinstance(net, SeatHead):
        return [{"params": list(net.parameters()), "share": 1.0}]
    trunk = list(net.trunk.parameters())
    known = {id(each) for each in trunk}
    rest = [each for each in net.parameters() if id(each) not in known]
    return [{"params": rest, "share": 1.0}, {"params": trunk, "share": TRUNK_SHARE}]


def _judged(
    head: Net, backbone: Backbone, pictures: Tensor, masks: Tensor
) -> tuple[Tensor, Tensor | None]:
    """Logits and values (B, WIDTH) of pictures (B, 6 or 3, S, S): now, and the reference; and maps
    of where things are, where the network makes some."""
    if isinstance(head, DetailNet):
        said: tuple[Tensor, Tensor] = head(pictures[:, :3], masks)
        return said
    shown = torch.cat([pictures[:, :3], pictures[:, 3:].clamp(min=0)])
    fine, coarse = backbone(shown.numpy())
    traits = head.traits(torch.from_numpy(fine), torch.from_numpy(coarse))
    there = (pictures[:, 3:].amax(dim=(1, 2, 3)) >= 0).float()[:, None]
    then = traits[len(pictures) :] * there
    raw: Tensor = head(traits[: len(pictures)], then, masks)
    return raw, None


def weights_of(design: Design) -> Mapping[str, float]:
    """How much each question counts in the loss."""
    return DETAIL_WEIGHTS if design.task == "seat_detail" else WEIGHTS


def _shape(done: float) -> float:
    """Warm up over the first twentieth, then half a cosine down."""
    return min(1.0, done / 0.05 + 0.05) * 0.5 * (1 + float(np.cos(np.pi * done))) + 1e-3


def loss_of(raw: Tensor, wanted: Tensor, weights: Mapping[str, float]) -> Tensor:
    """The weighted loss of outputs (B, WIDTH); questions without an answer count for nothing."""
    total = raw.new_zeros(())
    for name, place in COLUMNS.items():
        right = wanted[:, place]
        known = ~torch.isnan(right).any(dim=1)
        if not bool(known.any()):
            continue
        said, right = raw[known, place], right[known]
        if name in CHOICES:
            part = functional.cross_entropy(said, right, label_smoothing=SMOOTHING)
        elif name in FLAGS:
            part = functional.binary_cross_entropy_with_logits(said, right)
        else:
            part = functional.smooth_l1_loss(said, right, beta=0.2)
        # A question that few samples answer must not shout the louder for it.
        total = total + weights[name] * part * (known.float().mean() ** 0.5)
    return total


def outputs(
    head: Net, backbone: Backbone, samples: Samples, reference: bool = True
) -> NDArray[np.float32]:
    """Logits and values (N, WIDTH) of samples as the product would see them."""
    found = []
    with torch.no_grad():
        for first in range(0, len(samples), 64):
            batch = centred(torch.from_numpy(samples.pictures[first : first + 64]))
            pictures = torch.cat([batch[:, NOW], batch[:, REFERENCE]], dim=1).float()
            pictures[has_none(batch) | (not reference), 3:] = NO_REFERENCE
            raw, _ = _judged(head, backbone, pictures, cells_of(batch[:, MASKS]))
            found.append(raw.numpy())
    return np.concatenate(found)


def hold_out(samples: Samples, rooms: Sequence[str]) -> tuple[Samples, Samples]:
    """What is learnt from, and what is held back: whole rooms, so that no desk is on both sides."""
    back = np.isin(samples.rooms, rooms)
    learn, held = (
        Samples(
            samples.pictures[part], samples.answers[part], samples.boxes[part], samples.rooms[part]
        )
        for part in (~back, back)
    )
    return learn, held
