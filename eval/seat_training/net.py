"""The seat-state network: what a detector learnt to notice, and a small head that judges a seat.

The first layers of the site's detector (`floor-n` up to its stride of 16) were learnt from many
thousand real and simulated pictures and stay as they are. What is learnt here is small: two
reductions of their maps to *traits*, and a head that compares the traits of now with those of the
reference. So it trains in minutes on a CPU and does not forget real rooms.
"""

from dataclasses import dataclass
from typing import Literal

import torch
from torch import Tensor, nn

from eval.seat_training.backbone import COARSE, FINE
from vision.seat_input import DETAIL, STATE, Scale
from vision.seat_look import CHOICES, COLUMNS, FLAGS, WIDTH

FINE_TRAITS, COARSE_TRAITS = 32, 48
HEAD = (48, 80, 112, 192)


@dataclass(frozen=True, slots=True)
class Design:
    """What a network is made for: its task, the scale at which it sees a seat, and whether it
    compares with how the seat looks tidy and empty."""

    task: Literal["seat_state", "seat_detail"]
    scale: Scale
    compares: bool

    @property
    def traits(self) -> int:
        """How many numbers it notices of a picture."""
        cells, half = self.scale.cells, self.scale.cells // 2
        return FINE_TRAITS * cells * cells + COARSE_TRAITS * half * half


DESIGNS = {
    "state": Design("seat_state", STATE, compares=True),
    # What hands hold is seen without knowing how the place looks empty, at half the cost.
    "detail": Design("seat_detail", DETAIL, compares=False),
}


def block(inside: int, out: int, stride: int = 1, size: int = 3) -> nn.Sequential:
    """A convolution, normalised and cut off below."""
    return nn.Sequential(
        nn.Conv2d(inside, out, size, stride, size // 2, bias=False),
        nn.BatchNorm2d(out),
        nn.ReLU(inplace=True),
    )


class Residual(nn.Module):
    """Two convolutions whose outcome is added to what went in."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.first = block(width, width)
        self.second = nn.Sequential(
            nn.Conv2d(width, width, 3, 1, 1, bias=False), nn.BatchNorm2d(width)
        )

    def forward(self, x: Tensor) -> Tensor:
        """(B, width, H, W) to the same."""
        return torch.relu(x + self.second(self.first(x)))


class SeatHead(nn.Module):
    """Traits of now and of the reference, and masks, to answers."""

    def __init__(self, design: Design) -> None:
        super().__init__()
        fine, joined, small, flat = HEAD
        self.design = design
        self.reduce_fine = block(FINE, FINE_TRAITS, size=1)
        self.reduce_coarse = block(COARSE, COARSE_TRAITS, size=1)
        self.fine = block(2 * FINE_TRAITS + 2, fine, stride=2)
        self.join = block(fine + 2 * COARSE_TRAITS + 2, joined)
        self.think = Residual(joined)
        self.shrink = block(joined, small, stride=2)
        half = design.scale.cells // 2
        # The last map is read as it lies, not averaged: where something is says what it is.
        self.answer = nn.Sequential(
            nn.Flatten(),
            nn.Dropout(0.2),
            nn.Linear(small * ((half + 1) // 2) ** 2, flat),
            nn.ReLU(inplace=True),
            nn.Linear(flat, WIDTH),
        )

    def traits(self, fine: Tensor, coarse: Tensor) -> Tensor:
        """Maps (B, 128, cells, cells) and (B, 128, cells / 2, cells / 2) to (B, traits)."""
        parts = self.reduce_fine(fine), self.reduce_coarse(coarse)
        return torch.cat([part.flatten(1) for part in parts], dim=1)

    def forward(self, now: Tensor, reference: Tensor, masks: Tensor) -> Tensor:
        """Traits (B, traits) of now and then, which are zeros where there is no reference, and
        masks (B, 2, cells, cells) of 0..255 to logits and values (B, WIDTH)."""
        seat_and_desk = masks.float() / 255
        maps = [self._maps(each) for each in (now, reference)]
        fine = self.fine(torch.cat([*(each[0] for each in maps), seat_and_desk], dim=1))
        halved = nn.functional.avg_pool2d(seat_and_desk, 2)
        joined = self.join(torch.cat([fine, *(each[1] for each in maps), halved], dim=1))
        logits: Tensor = self.answer(self.shrink(self.think(joined)))
        return logits

    def _maps(self, traits: Tensor) -> tuple[Tensor, Tensor]:
        cells = self.design.scale.cells
        half = cells // 2
        fine, coarse = traits.split([FINE_TRAITS * cells**2, COARSE_TRAITS * half**2], dim=1)
        return (
            fine.view(-1, FINE_TRAITS, cells, cells),
            coarse.view(-1, COARSE_TRAITS, half, half),
        )


class Judge(nn.Module):
    """Logits made to probabilities, which a temperature and a shift for each word make as often
    right as they say on a floor's natural mixture."""

    scale: Tensor
    shift: Tensor

    def __init__(self, scale: Tensor, shift: Tensor) -> None:
        super().__init__()
        self.register_buffer("scale", scale)
        self.register_buffer("shift", shift)

    def forward(self, raw: Tensor) -> Tensor:
        """Logits and values (B, WIDTH) as probabilities and values."""
        parts = []
        for name, place in COLUMNS.items():
            part = (raw * self.scale + self.shift)[:, place]
            if name in CHOICES:
                part = torch.softmax(part, dim=1)
            elif name in FLAGS:
                part = torch.sigmoid(part)
            parts.append(part)
        return torch.cat(parts, dim=1)


class JudgedHead(nn.Module):
    """The head as it is exported."""

    def __init__(self, head: SeatHead, judge: Judge) -> None:
        super().__init__()
        self.head, self.judge = head, judge

    def forward(
        self, fine: Tensor, coarse: Tensor, masks: Tensor, reference: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Answers (B, WIDTH), and its own traits (B, traits) of what it sees now."""
        traits = self.head.traits(fine, coarse)
        return self.judge(self.head(traits, reference, masks)), traits


class Entry(nn.Module):
    """Bytes (B, 3, S, S), BGR, as the detector's first layer wants them: RGB, 0..1."""

    def forward(self, seats: Tensor) -> Tensor:
        """(B, 3, S, S) floats."""
        return seats.flip(1).float() / 255
