"""Pictures that are not decoded yet, and the choice of those that need to be.

Decoding is most of what a camera costs: at 25 pictures and 2 decisions a second nobody looks at
23 of them, but each is described as what differs from the one before. Only where a new beginning
comes can what precedes it be left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

Payload = TypeVar("Payload")


@dataclass(frozen=True, slots=True, eq=False)
class Coded(Generic[Payload]):
    """One coded picture in the order of decoding.

    ``time_s`` is its PTS in seconds, None where the stream does not say; ``arrived_s`` is when it
    came, by our monotonic clock. ``begins``: nothing from here on refers to anything before it.
    """

    payload: Payload
    time_s: float | None
    arrived_s: float
    begins: bool


class Choice(Protocol[Payload]):
    """Chooses what is decoded. One serves one connection."""

    @property
    def gop_s(self) -> float | None:
        """How far apart beginnings are, in seconds, as measured; None where nobody looked."""
        ...

    @property
    def skips_unreferenced(self) -> bool:
        """True while the decoder may leave out pictures that no other refers to."""
        ...

    @property
    def at_once(self) -> bool:
        """True where the decoder is to give each picture before it is fed with the next."""
        ...

    def take(self, coded: Coded[Payload]) -> Sequence[Coded[Payload]]:
        """What is to be decoded now that ``coded`` has come, in order; often nothing."""
        ...

    def gave(self, coded: Coded[Payload], times: Sequence[float | None]) -> None:
        """Told after each decoding which pictures came out of it, by their PTS in seconds."""
        ...

    def rest(self) -> Sequence[Coded[Payload]]:
        """What is still to be decoded at the end."""
        ...


class Everything(Generic[Payload]):
    """Leaves nothing out."""

    gop_s: float | None = None
    skips_unreferenced = False
    at_once = False

    def take(self, coded: Coded[Payload]) -> Sequence[Coded[Payload]]:
        """``coded`` itself."""
        return (coded,)

    def gave(self, coded: Coded[Payload], times: Sequence[float | None]) -> None:
        """Of no interest here."""

    def rest(self) -> Sequence[Coded[Payload]]:
        """Nothing is held back."""
        return ()
