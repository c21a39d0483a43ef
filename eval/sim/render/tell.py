"""What a render says while it goes on."""

from collections.abc import Callable
from typing import Protocol

Tell = Callable[[str], None]
"""Told the camera's id after each frame."""


class Progress(Protocol):
    """Who wants to know how far a render is."""

    def start(self, frames: int, kept: int) -> None:
        """There are so many frames in all, and so many are kept from before."""

    def drawn(self, camera: str) -> None:
        """One more frame of a camera is drawn."""


class Silent:
    """Nobody wants to know."""

    def start(self, frames: int, kept: int) -> None:
        """Do nothing."""

    def drawn(self, camera: str) -> None:
        """Do nothing."""
