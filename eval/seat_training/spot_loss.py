"""Maps of where things are: what they should be, and how far off they are.

As in CenterNet (Zhou et al., 2019, "Objects as Points"): a bump over each thing's centre, and a
focal loss that forgives what lies near it.
"""

import torch
from torch import Tensor

from eval.seat_training.spots import SPOTS, THINGS
from vision.seat_look import CHOICES, COLUMNS

LEAST_WIDTH = 0.7
"""Of a bump, in cells: a phone of one cell must still be a bump."""

FORGIVING, FOCUS = 4.0, 2.0
WEIGHT = 1.0


def wanted_maps(boxes: Tensor, answers: Tensor, side: int, cells: int) -> tuple[Tensor, Tensor]:
    """Boxes (B, THINGS, MOST, 4) in a square of ``side`` pixels and answers (B, WIDTH) as maps
    (B, SPOTS, cells, cells) of 0..1 and which of them (B, SPOTS) are known.

    A thing's map is known where the answer says that it is not there in this way, or where it is
    and has a box: what is there and was not seen is not asked for.
    """
    grid = (torch.arange(cells) + 0.5) * (side / cells)
    maps = boxes.new_zeros((len(boxes), len(SPOTS), cells, cells))
    known = torch.zeros((len(boxes), len(SPOTS)), dtype=torch.bool)
    for number, (thing, word) in enumerate(SPOTS):
        answer = answers[:, COLUMNS[thing].start + CHOICES[thing].index(word)]
        bumps = _bumps(boxes[:, THINGS.index(thing)], grid, side / cells)
        there = (answer == 1) & (bumps.amax(dim=(1, 2)) > 0)
        maps[there, number] = bumps[there]
        known[:, number] = (answer == 0) | there
    return maps, known


def _bumps(boxes: Tensor, grid: Tensor, cell: float) -> Tensor:
    """Boxes (B, MOST, 4) as maps (B, cells, cells), each box 1 at the cell of its centre."""
    centres = (boxes[..., :2] + boxes[..., 2:]) / 2
    # The bump's top must be a cell, so that there is one to be found.
    centres = (torch.floor(centres / cell) + 0.5) * cell
    widths = ((boxes[..., 2:] - boxes[..., :2]) / 6).clamp(min=LEAST_WIDTH * cell)
    across = (grid - centres[..., :1]) / widths[..., :1]
    down = (grid - centres[..., 1:]) / widths[..., 1:]
    bumps = torch.exp(-0.5 * (across[:, :, None, :] ** 2 + down[:, :, :, None] ** 2))
    inside = (centres > 0).all(dim=-1) & (centres < grid[-1] + cell / 2).all(dim=-1)
    bumps = torch.where(inside[:, :, None, None], torch.nan_to_num(bumps), bumps.new_zeros(()))
    return bumps.amax(dim=1)


def spot_loss(maps: Tensor, wanted: Tensor, known: Tensor) -> Tensor:
    """The loss of logits (B, SPOTS, cells, cells), for each thing that is there."""
    log_yes = torch.nn.functional.logsigmoid(maps)
    log_no = torch.nn.functional.logsigmoid(-maps)
    chance = torch.sigmoid(maps)
    top = wanted > 0.999
    hits = torch.where(top, log_yes * (1 - chance) ** FOCUS, log_yes.new_zeros(()))
    misses = log_no * chance**FOCUS * (1 - wanted) ** FORGIVING
    total = -(hits + torch.where(top, misses.new_zeros(()), misses))
    asked = total * known[:, :, None, None]
    return WEIGHT * asked.sum() / (top & known[:, :, None, None]).sum().clamp(min=1)
