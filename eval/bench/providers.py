"""How fast the networks are on each execution provider, by batch, their memory bound beforehand.

With IO binding, inputs and outputs stay on the device, so that what is timed is the network and
not the bus. Plain runs are timed beside them.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

import onnxruntime as ort

from eval.bench.counted import grey_batch
from models.session import Batch, Device, Network

BATCHES = (1, 2, 4, 8, 16, 32, 64, 128)

LONGEST_RUN_S = 4.0
"""Batches larger than one that took so long are left out: a CPU gains nothing by them."""

_ON_GPU = frozenset({"cuda", "tensorrt"})


@dataclass(frozen=True, slots=True)
class Speed:
    """Frames a second of one network on one device with batches of this size."""

    device: Device
    network: str
    batch: int
    frames_per_s: float
    frames_per_s_bound: float


def speeds(
    device: Device,
    network: Network,
    inputs: Mapping[str, tuple[tuple[int, ...], str]],
    repeat: int = 5,
    clock: Callable[[], float] = time.perf_counter,
) -> Iterator[Speed]:
    """The speeds of a network with these ``inputs``, batch by batch.

    Each has the shape of what it is given for one picture, such as (C, H, W), and its type.

    A network that was exported for one batch has one speed.
    """
    fixed = network.entry.input.batch
    for batch in BATCHES if fixed is None else (fixed,):
        feed = {name: grey_batch((batch, *shape), kind) for name, (shape, kind) in inputs.items()}
        plain = partial(network.session.run, None, feed)
        bound = partial(_run_bound, network, _bound(device, network, feed))
        ways: tuple[Callable[[], object], ...] = (plain, bound)
        for way in ways:
            way()  # the first one of a shape allocates, and TensorRT builds an engine
        began = clock()
        plain()
        once_s = clock() - began
        times = 1 if once_s * repeat > LONGEST_RUN_S else repeat
        spent = [0.0, 0.0]
        for _ in range(times):
            for index, way in enumerate(ways):
                began = clock()
                way()
                spent[index] += clock() - began
        yield Speed(
            device,
            network.entry.name,
            batch,
            batch * times / spent[0],
            batch * times / spent[1],
        )
        if once_s > LONGEST_RUN_S:
            return


def _run_bound(network: Network, binding: ort.IOBinding) -> None:
    network.session.run_with_iobinding(binding)
    binding.synchronize_outputs()


def _bound(device: Device, network: Network, feed: Mapping[str, Batch]) -> ort.IOBinding:
    """The network's inputs on the device, and outputs that stay there."""
    place = "cuda" if device in _ON_GPU else "cpu"
    binding = network.session.io_binding()
    for name, batch in feed.items():
        value = ort.OrtValue.ortvalue_from_numpy(batch, place, 0)
        binding.bind_ortvalue_input(name, value)
    for output in network.session.get_outputs():
        binding.bind_output(output.name, place, 0)
    return binding
