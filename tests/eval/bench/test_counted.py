"""What the networks are asked to do is counted exactly, and repeated exactly."""

from dataclasses import dataclass, field
from typing import Any, cast

import numpy as np
import pytest

from eval.bench.counted import BareInference, Ledger, counted, networks_in
from models.head import COCO_HEAD
from models.manifest import load_manifest
from models.session import Network
from vision.detector import SceneDetector


@dataclass
class FakeSession:
    """Remembers what it was given, and answers with the batch's mean."""

    given: list[tuple[tuple[int, ...], str, float]] = field(default_factory=list)

    def run(self, names: Any, feed: dict[str, np.ndarray]) -> list[np.ndarray]:
        (batch,) = feed.values()
        self.given.append((batch.shape, str(batch.dtype), float(batch.mean())))
        return [batch.mean(axis=(1, 2, 3))]


def network_of(session: FakeSession, name: str = "floor-n", half: bool = False) -> Network:
    entry = load_manifest().entry(name)
    return Network(entry, COCO_HEAD, cast(Any, session), "images", half)


@dataclass(frozen=True)
class Holder:
    """Like what a site's networks are held in: networks, and dataclasses that hold more."""

    first: Network
    inner: SceneDetector
    number: int = 3


def holder_of(first: FakeSession, second: FakeSession) -> Holder:
    network, pose = network_of(first), network_of(second, "floor-pose-n", half=True)
    return Holder(network, SceneDetector(network, pose, (64, 64)))


def test_each_run_is_noted_with_its_shape_and_type() -> None:
    first, second = FakeSession(), FakeSession()
    ledger = Ledger()
    held = counted(holder_of(first, second), ledger)
    held.first(np.zeros((2, 3, 8, 8), np.float32))
    held.inner.pose(np.zeros((1, 3, 4, 4), np.float32))
    runs, seconds = ledger.take()
    assert [(run.network, run.pictures, dict(run.inputs)) for run in runs] == [
        ("floor-n", 2, {"images": ((2, 3, 8, 8), "<f4")}),
        ("floor-pose-n", 1, {"images": ((1, 3, 4, 4), "<f2")}),
    ]
    assert seconds > 0
    assert ledger.take() == ((), 0.0)


def test_the_answer_is_the_networks_own() -> None:
    held = counted(holder_of(FakeSession(), FakeSession()), Ledger())
    batch = np.arange(2 * 3 * 4 * 4, dtype=np.float32).reshape(2, 3, 4, 4)
    assert held.first(batch).tolist() == batch.mean(axis=(1, 2, 3)).tolist()


def test_a_network_that_is_held_twice_stays_one() -> None:
    held = counted(holder_of(FakeSession(), FakeSession()), Ledger())
    assert held.first is held.inner.objects
    assert len(networks_in(held)) == 2
    assert held.number == 3


def test_bare_inference_repeats_the_very_runs_and_is_not_counted() -> None:
    first, second = FakeSession(), FakeSession()
    ledger = Ledger()
    held = counted(holder_of(first, second), ledger)
    for size in (2, 1, 2):
        held.first(np.zeros((size, 3, 8, 8), np.float32))
        held.inner.pose(np.zeros((size, 3, 8, 8), np.float32))
    runs, _ = ledger.take()
    before = [each[:2] for each in first.given], [each[:2] for each in second.given]
    first.given.clear()
    second.given.clear()
    BareInference().repeat(runs)
    assert ([each[:2] for each in first.given], [each[:2] for each in second.given]) == before
    assert {round(each[2], 2) for each in first.given} == {round(114 / 255, 2)}
    assert ledger.take() == ((), 0.0)


def test_several_inputs_and_what_was_asked_are_repeated_too() -> None:
    asked: list[tuple[object, dict[str, tuple[int, ...]]]] = []

    class Several(FakeSession):
        def run(self, names: Any, feed: dict[str, np.ndarray]) -> list[np.ndarray]:
            asked.append((names, {name: batch.shape for name, batch in feed.items()}))
            return [np.zeros(1)]

    ledger = Ledger()
    held = counted(holder_of(Several(), FakeSession()), ledger)
    feeds = {"seats": np.zeros((4, 3, 2, 2), np.uint8), "reference": np.zeros((4, 7), np.float32)}
    held.first.feed(feeds, ("answers",))
    runs, _ = ledger.take()
    BareInference().repeat(runs)
    assert runs[0].pictures == 4
    assert [(list(names), shapes) for names, shapes in asked] == 2 * [
        (["answers"], {"seats": (4, 3, 2, 2), "reference": (4, 7)})
    ]


def test_what_holds_no_network_cannot_be_counted() -> None:
    with pytest.raises(ValueError, match="Ledger holds no network"):
        counted(Ledger(), Ledger())
