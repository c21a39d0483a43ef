"""The network for details: where a thing is, and what that says of the seat.

A phone in a hand is six pixels of fifty thousand. A head that reads the whole picture at once would
have to see phones in every place before it knows one; so here one and the same small filter looks
for things in every cell of four pixels, is told in training where they are, and the seat's answer
is the best cell. The detector's first layers learn too: they were made for things of twenty pixels
and more.
"""

import onnx
import torch
from torch import Tensor, nn
from torch.nn import functional

from eval.seat_training.backbone import COARSE, FINE
from eval.seat_training.net import Design, Judge, Residual, block
from eval.seat_training.spots import SPOTS
from eval.seat_training.trunk import Trunk
from vision.seat_look import CHOICES, COLUMNS, WIDTH

SHALLOW = 64
"""Channels of the detector's map at stride 4."""

WIDE, NEAR = 48, 24
"""Channels at strides 8 and 16, and at stride 4, where every channel costs four times as much."""

RARELY = -4.6
"""Where logits of maps begin: one cell in a hundred."""


class DetailNet(nn.Module):
    """Pictures (B, 3, S, S) BGR 0..255 and masks (B, 2, S / 8, S / 8) of 0..255 to logits and
    values (B, WIDTH) and maps of logits (B, SPOTS, S / 4, S / 4)."""

    def __init__(self, design: Design, trunk: onnx.ModelProto) -> None:
        super().__init__()
        self.design = design
        self.trunk = Trunk(trunk)
        self.from_shallow = block(SHALLOW, NEAR, size=1)
        self.narrow = block(WIDE, NEAR, size=1)
        self.from_fine = block(FINE, WIDE, size=1)
        self.from_coarse = block(COARSE + 2, WIDE)
        self.middle = block(WIDE + 2, WIDE)
        self.near = nn.Sequential(block(NEAR + 2, NEAR), Residual(NEAR))
        self.spots = nn.Conv2d(NEAR, len(SPOTS), 1)
        if self.spots.bias is not None:
            nn.init.constant_(self.spots.bias, RARELY)
        self.join = block(WIDE, 80, stride=2)
        self.think = Residual(80)
        self.shrink = block(80, 96, stride=2)
        side = (design.scale.cells // 2 + 1) // 2
        self.answer = nn.Sequential(
            nn.Flatten(),
            nn.Dropout(0.2),
            nn.Linear(96 * side**2, 128),
            nn.ReLU(inplace=True),
            nn.Linear(128, WIDTH),
        )
        self.trusted = nn.Parameter(torch.ones(len(SPOTS)))

    def forward(self, pictures: Tensor, masks: Tensor) -> tuple[Tensor, Tensor]:
        """Logits and values, and maps."""
        images = (pictures.flip(1) / 255).contiguous(memory_format=torch.channels_last)
        shallow, fine, coarse = self.trunk(images)
        seat_and_desk = masks.float() / 255
        halved = functional.avg_pool2d(seat_and_desk, 2)
        far = self.from_coarse(torch.cat([coarse, halved], dim=1))
        middle = self.from_fine(fine) + _doubled(far)
        middle = self.middle(torch.cat([middle, seat_and_desk], dim=1))
        near = self.from_shallow(shallow) + _doubled(self.narrow(middle))
        near = self.near(torch.cat([near, _doubled(seat_and_desk)], dim=1))
        maps: Tensor = self.spots(near)
        best = maps.amax(dim=(2, 3)) * self.trusted
        raw: Tensor = self.answer(self.shrink(self.think(self.join(middle))))
        added = [
            raw[:, place] + best[:, SPOTS.index(spot), None] if spot else raw[:, place]
            for place, spot in _PLACES
        ]
        return torch.cat(added, dim=1), maps


def _doubled(maps: Tensor) -> Tensor:
    return functional.interpolate(maps, scale_factor=2.0, mode="nearest")


def _places() -> tuple[tuple[slice, tuple[str, str] | None], ...]:
    """Each column of the output with the map that speaks for it, if one does."""
    found: list[tuple[slice, tuple[str, str] | None]] = []
    for name, place in COLUMNS.items():
        for column in range(place.start, place.stop):
            word = CHOICES[name][column - place.start] if name in CHOICES else ""
            spot = (name, word) if (name, word) in SPOTS else None
            found.append((slice(column, column + 1), spot))
    return tuple(found)


_PLACES = _places()


class JudgedDetail(nn.Module):
    """The network as it is exported: bytes to answers."""

    def __init__(self, net: DetailNet, judge: Judge) -> None:
        super().__init__()
        self.net, self.judge = net, judge

    def forward(self, seats: Tensor, masks: Tensor) -> Tensor:
        """Bytes (B, 3, S, S) BGR and masks (B, 2, S / 8, S / 8) to answers (B, WIDTH)."""
        raw, _ = self.net(seats.float(), masks)
        answers: Tensor = self.judge(raw)
        return answers
