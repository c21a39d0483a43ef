"""What the networks are asked to do, counted, and then repeated without anything around it."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any, TypeVar, cast

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

from models.session import Batch, Network

Holder = TypeVar("Holder")

GREY = 114 / 255


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """One run of a session: what was asked of it, and the shape and type of each input."""

    network: str
    session: ort.InferenceSession
    outputs: tuple[str, ...] | None
    inputs: Mapping[str, tuple[tuple[int, ...], str]]

    @property
    def pictures(self) -> int:
        """How many pictures, or crops of seats, it ran on; the rest of a bucket counts."""
        shape, _ = next(iter(self.inputs.values()))
        return shape[0]


@dataclass(slots=True, eq=False)
class Ledger:
    """The runs since it was last taken, and the seconds that they took."""

    runs: list[Run] = field(default_factory=list)
    seconds: float = 0.0

    def take(self) -> tuple[tuple[Run, ...], float]:
        """What was noted since the last time."""
        taken = tuple(self.runs), self.seconds
        self.runs, self.seconds = [], 0.0
        return taken


@dataclass(frozen=True, slots=True, eq=False)
class CountedSession:
    """A session that notes each of its runs."""

    network: str
    session: ort.InferenceSession
    ledger: Ledger

    def run(
        self, output_names: Sequence[str] | None, input_feed: Mapping[str, Batch]
    ) -> list[NDArray[np.float32]]:
        """Run, and note it."""
        began = time.perf_counter()
        outputs = self.session.run(output_names, input_feed)
        self.ledger.seconds += time.perf_counter() - began
        inputs = {name: (batch.shape, batch.dtype.str) for name, batch in input_feed.items()}
        asked = None if output_names is None else tuple(output_names)
        self.ledger.runs.append(Run(self.network, self.session, asked, inputs))
        return outputs

    def __getattr__(self, name: str) -> Any:
        """All else is the session's own."""
        return getattr(self.session, name)


def networks_in(holder: object) -> list[Network]:
    """The networks among the fields of a dataclass, and of dataclasses in it, each once."""
    found: dict[int, Network] = {}
    if isinstance(holder, Network):
        found[id(holder)] = holder
    elif is_dataclass(holder):
        for each in fields(holder):
            found |= {id(network): network for network in networks_in(getattr(holder, each.name))}
    return list(found.values())


def counted(holder: Holder, ledger: Ledger) -> Holder:
    """``holder`` with every network in it counted; one that it holds twice stays one.

    Raises ``ValueError`` where it has none.
    """
    networks = networks_in(holder)
    if not networks:
        raise ValueError(f"{type(holder).__name__} holds no network in its fields: none to count")
    wrapped = {}
    for network in networks:
        session = CountedSession(network.entry.name, network.session, ledger)
        wrapped[id(network)] = replace(network, session=cast(ort.InferenceSession, session))
    return cast(Holder, _exchanged(holder, wrapped))


def _exchanged(holder: Any, wrapped: Mapping[int, Network]) -> Any:
    if isinstance(holder, Network):
        return wrapped[id(holder)]
    changed = {
        each.name: _exchanged(getattr(holder, each.name), wrapped)
        for each in fields(holder)
        if networks_in(getattr(holder, each.name))
    }
    return replace(holder, **changed)


def grey_batch(shape: tuple[int, ...], kind: str) -> Batch:
    """A batch of even grey: 0..1 for floats, 0..255 for bytes."""
    grey = GREY if np.dtype(kind).kind == "f" else 255 * GREY
    return np.full(shape, grey, np.dtype(kind))


class BareInference:
    """Repeats runs on grey batches: what is in a picture changes nothing in what it costs."""

    def __init__(self) -> None:
        self._batches: dict[tuple[tuple[int, ...], str], Batch] = {}

    def repeat(self, runs: Sequence[Run]) -> None:
        """Run the same sessions on the same shapes, in the same order."""
        for run in runs:
            feed = {name: self._batch(*each) for name, each in run.inputs.items()}
            run.session.run(run.outputs, feed)

    def _batch(self, shape: tuple[int, ...], kind: str) -> Batch:
        if (shape, kind) not in self._batches:
            self._batches[shape, kind] = grey_batch(shape, kind)
        return self._batches[shape, kind]
