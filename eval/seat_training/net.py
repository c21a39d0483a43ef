"""The seat-state network: a small residual network on a stack of two crops and two masks."""

import torch
from torch import Tensor, nn

from vision.seat_input import CHANNELS
from vision.seat_look import CHOICES, COLUMNS, FLAGS, WIDTH

WIDTHS = (16, 32, 64, 96, 128)


def _block(inside: int, out: int, stride: int) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(inside, out, 3, stride, 1, bias=False),
        nn.BatchNorm2d(out),
        nn.ReLU(inplace=True),
    )


class Residual(nn.Module):
    """Two convolutions whose outcome is added to what went in."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.first = _block(width, width, 1)
        self.second = nn.Sequential(
            nn.Conv2d(width, width, 3, 1, 1, bias=False), nn.BatchNorm2d(width)
        )

    def forward(self, x: Tensor) -> Tensor:
        """(B, width, H, W) to the same."""
        return torch.relu(x + self.second(self.first(x)))


class SeatNet(nn.Module):
    """Input (B, 8, S, S), bytes; output (B, WIDTH): logits of choices and flags, and values.

    The last map is read as it lies, not averaged: where in the crop something is says what it is.
    """

    def __init__(self, side: int = 128) -> None:
        super().__init__()
        a, b, c, d, e = WIDTHS
        self.body = nn.Sequential(
            _block(CHANNELS, a, 2),
            _block(a, b, 2),
            _block(b, b, 1),
            _block(b, c, 2),
            Residual(c),
            _block(c, d, 2),
            Residual(d),
            _block(d, e, 2),
        )
        cells = (side // 32) ** 2
        self.head = nn.Sequential(
            nn.Flatten(),
            nn.Dropout(0.15),
            nn.Linear(e * cells, 192),
            nn.ReLU(inplace=True),
            nn.Linear(192, WIDTH),
        )

    def forward(self, x: Tensor) -> Tensor:
        """Logits and values."""
        return self.head(self.body(x.float() * (2 / 255) - 1))


class Answers(nn.Module):
    """The network as it is exported: probabilities, sharpened or softened by a temperature for
    each question so that they are as often right as they say."""

    def __init__(self, net: nn.Module, temperatures: dict[str, float]) -> None:
        super().__init__()
        self.net = net
        self.temperatures = temperatures

    def forward(self, x: Tensor) -> Tensor:
        """(B, WIDTH) of probabilities and values."""
        raw = self.net(x)
        parts = []
        for name, place in COLUMNS.items():
            part = raw[:, place]
            if name in CHOICES:
                part = torch.softmax(part / self.temperatures[name], dim=1)
            elif name in FLAGS:
                part = torch.sigmoid(part / self.temperatures[name])
            parts.append(part)
        return torch.cat(parts, dim=1)
