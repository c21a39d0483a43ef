"""Other pictures of the same seats: moved, mirrored, in other light, coarser, without a reference.

All by batch and on tensors. What real cameras and real sites differ in is drawn here: the
reference was taken at another hour and by a camera that has moved by a pixel or two since.
"""

import torch
from torch import Tensor
from torch.nn import functional

from eval.seat_training.samples import MASKS, NOW, REFERENCE, ROOM
from vision.seat_input import STRIDE
from vision.seat_look import CHOICES, COLUMNS

WITHOUT_REFERENCE = 0.2
MIRRORED = 0.5
COARSER = 0.35
GREY = 0.12
MOST_NOISE = 6.0
NO_REFERENCE = -1.0
"""What the reference's channels hold where there is none; they are black nowhere else so purely."""

SHIFT_PX = 2
"""How far, at most, a reference lies beside the picture of today."""


def augmented(
    pictures: Tensor, answers: Tensor, boxes: Tensor, grain: Tensor, rng: torch.Generator
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Stored bytes (B, 8 or 5, S + 2 ROOM, S + 2 ROOM) and answers (B, WIDTH) as pictures' values
    (B, 6 or 3, S, S), masks (B, 2, S / 8, S / 8), answers, and the boxes (B, ..., 4) of things
    where they lie then. ``grain`` is a long row of normal
    noise that is read from anywhere: drawing new noise for every picture would take as long as
    learning from it."""
    moved, corners = _moved(pictures, rng)
    boxes = boxes - corners.repeat(1, 2).view(len(moved), 1, 1, 4)
    mirrored = torch.rand(len(moved), generator=rng) < MIRRORED
    moved[mirrored] = moved[mirrored].flip(-1)
    answers = torch.where(mirrored[:, None], mirror(answers), answers)
    boxes = torch.where(
        mirrored[:, None, None, None], mirrored_boxes(boxes, moved.shape[-1]), boxes
    )
    grey = torch.rand(len(moved), generator=rng) < GREY
    parts = [_lit(each, rng) for each in (moved[:, NOW], moved[:, REFERENCE]) if each.shape[1]]
    for part in parts:
        part[grey] = part[grey].mean(dim=1, keepdim=True)
    seen = torch.cat(parts, dim=1)
    coarse = torch.rand(len(moved), generator=rng) < COARSER
    if coarse.any():
        seen[coarse] = _coarser(seen[coarse], rng)
    noise = (torch.rand(len(moved), generator=rng) * MOST_NOISE).tolist()
    size = seen.shape[1] * seen.shape[2] * seen.shape[3]
    places = torch.randint(0, len(grain) - size, (len(moved),), generator=rng)
    for number, (strength, place) in enumerate(zip(noise, places.tolist(), strict=True)):
        speck = grain[place : place + size].view(seen[0].shape)
        seen[number].add_(speck, alpha=strength)
    seen.clamp_(0, 255)
    without = torch.rand(len(moved), generator=rng) < WITHOUT_REFERENCE
    seen[without | has_none(pictures), 3:] = NO_REFERENCE
    return seen, cells_of(moved[:, MASKS]), answers, boxes


def has_none(pictures: Tensor) -> Tensor:
    """Which (B,) of stored pictures have no reference: its channels are black, or not there."""
    return (pictures[:, REFERENCE] == 0).flatten(1).all(dim=1)


def cells_of(masks: Tensor) -> Tensor:
    """Masks (B, 2, S, S) as (B, 2, S / 8, S / 8)."""
    return functional.avg_pool2d(masks.float(), STRIDE)


def grain_of(rng: torch.Generator) -> Tensor:
    """Noise for a whole training."""
    return torch.randn(4_000_000, generator=rng)


def centred(pictures: Tensor) -> Tensor:
    """The middle of stored pictures: what the product would see."""
    return pictures[..., ROOM:-ROOM, ROOM:-ROOM]


def mirror(answers: Tensor) -> Tensor:
    """The answers of mirrored pictures: left is right, and faces look the other way."""
    swapped = answers.clone()
    facing, words = COLUMNS["facing"], CHOICES["facing"]
    left, right = (facing.start + words.index(word) for word in ("left", "right"))
    swapped[:, left], swapped[:, right] = answers[:, right], answers[:, left]
    swapped[:, COLUMNS["gaze_x"]] *= -1
    return swapped


def mirrored_boxes(boxes: Tensor, side: int) -> Tensor:
    """Boxes (..., 4) in a mirrored picture of this width."""
    left, top, right, bottom = boxes.unbind(dim=-1)
    return torch.stack([side - right, top, side - left, bottom], dim=-1)


def _moved(pictures: Tensor, rng: torch.Generator) -> tuple[Tensor, Tensor]:
    """Parts of the pictures, and the corners (B, 2), x and y, from which they were taken."""
    most = 2 * ROOM
    side = pictures.shape[-1] - most
    out = torch.empty((len(pictures), pictures.shape[1], side, side), dtype=pictures.dtype)
    places = torch.randint(SHIFT_PX, most - SHIFT_PX + 1, (len(pictures), 2), generator=rng)
    shifts = torch.randint(-SHIFT_PX, SHIFT_PX + 1, (len(pictures), 2), generator=rng)
    for number, ((x, y), (dx, dy)) in enumerate(zip(places.tolist(), shifts.tolist(), strict=True)):
        whole = pictures[number]
        out[number] = whole[:, y : y + side, x : x + side]
        then = whole[REFERENCE, y + dy : y + dy + side, x + dx : x + dx + side]
        out[number, REFERENCE] = then
    return out, places.float()


def _lit(part: Tensor, rng: torch.Generator) -> Tensor:
    """Bytes (B, 3, S, S) in another exposure, contrast, gamma and white balance for each picture,
    by a table of 256 levels for each of its colours."""
    shape = (len(part), 1, 1)
    gamma = torch.exp(0.35 * (2 * torch.rand(shape, generator=rng) - 1))
    gain = torch.exp(0.35 * (2 * torch.rand(shape, generator=rng) - 1))
    tint = torch.exp(0.12 * torch.randn((len(part), 3, 1), generator=rng))
    bias = 20 * (2 * torch.rand(shape, generator=rng) - 1)
    levels = torch.linspace(0, 1, 256)[None, None]
    table = (255 * levels**gamma * gain * tint + bias).clamp(0, 255)
    return table.gather(2, part.flatten(2).long()).view(part.shape)


def _coarser(part: Tensor, rng: torch.Generator) -> Tensor:
    """As a camera of fewer pixels sees it; one size for all that are given."""
    whole = part.shape[-1]
    side = int(whole * (0.35 + 0.5 * float(torch.rand(1, generator=rng))))
    small = functional.interpolate(part, (side, side), mode="area")
    return functional.interpolate(small, (whole, whole), mode="bilinear")
