"""Training: samples to a network, with what it gets right on rooms that it never saw."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from eval.seat_training.augment import augmented, centred, grain_of
from eval.seat_training.net import SeatNet
from eval.seat_training.samples import Samples
from vision.seat_look import CHOICES, COLUMNS, FLAGS, VALUES

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
SMOOTHING = 0.02


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train. `most_minutes` ends it early, with the learning rate at its end by then."""

    epochs: int = 14
    batch: int = 64
    rate: float = 2e-3
    decay: float = 0.02
    seed: int = 0
    most_minutes: float = 60.0


def train(
    samples: Samples,
    plan: Plan,
    start: SeatNet | None = None,
    tell: Callable[[int, float], None] = lambda step, loss: None,
) -> SeatNet:
    """A network that learnt the samples; `tell` hears of every step and its loss.

    Its weights are an average over the last part of the training, which is steadier than any.
    """
    torch.manual_seed(plan.seed)
    rng = torch.Generator().manual_seed(plan.seed)
    net = (start or SeatNet()).to(memory_format=torch.channels_last)
    steps = plan.epochs * (len(samples) // plan.batch)
    mean = torch.optim.swa_utils.AveragedModel(
        net, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.995), use_buffers=True
    )
    optimiser = torch.optim.AdamW(net.parameters(), plan.rate, weight_decay=plan.decay)
    began = time.monotonic()
    order = torch.randperm(len(samples), generator=rng)
    grain = grain_of(rng)
    place, done = 0, 0.0
    net.train()
    for step in range(steps):
        spent = (time.monotonic() - began) / (60 * plan.most_minutes)
        done = max(step / steps, spent)
        if done >= 1:
            break
        for group in optimiser.param_groups:
            group["lr"] = plan.rate * _shape(done)
        if place + plan.batch > len(order):
            order, place = torch.randperm(len(samples), generator=rng), 0
        chosen = order[place : place + plan.batch].numpy()
        place += plan.batch
        pictures, wanted = augmented(
            torch.from_numpy(samples.pictures[chosen]),
            torch.from_numpy(samples.answers[chosen]),
            grain,
            rng,
        )
        loss = loss_of(net(pictures.contiguous(memory_format=torch.channels_last)), wanted)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 5.0)
        optimiser.step()
        mean.update_parameters(net)
        tell(step, float(loss.detach()))
    learnt: SeatNet = mean.module
    return learnt.eval()


def _shape(done: float) -> float:
    """Warm up over the first twentieth, then half a cosine down."""
    return min(1.0, done / 0.05 + 0.05) * 0.5 * (1 + float(np.cos(np.pi * done))) + 1e-3


def loss_of(raw: Tensor, wanted: Tensor) -> Tensor:
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
        total = total + WEIGHTS[name] * part * (known.float().mean() ** 0.5)
    return total


def outputs(net: SeatNet, samples: Samples, reference: bool = True) -> NDArray[np.float32]:
    """Logits and values (N, WIDTH) of samples as the product would see them."""
    found = []
    with torch.no_grad():
        for first in range(0, len(samples), 256):
            batch = centred(torch.from_numpy(samples.pictures[first : first + 256])).clone()
            if not reference:
                batch[:, 3:6] = 0
            found.append(net(batch).numpy())
    return np.concatenate(found)


def hold_out(samples: Samples, rooms: Sequence[str]) -> tuple[Samples, Samples]:
    """What is learnt from, and what is held back: whole rooms, so that no desk is on both sides."""
    back = np.isin(samples.rooms, rooms)
    return _part(samples, ~back), _part(samples, back)


def _part(samples: Samples, chosen: NDArray[np.bool_]) -> Samples:
    return Samples(samples.pictures[chosen], samples.answers[chosen], samples.rooms[chosen])


def value_error(raw: NDArray[np.float32], answers: NDArray[np.float32]) -> dict[str, float]:
    """The median error of each value."""
    return {
        name: float(np.nanmedian(np.abs(raw[:, COLUMNS[name]] - answers[:, COLUMNS[name]])))
        for name in VALUES
    }
