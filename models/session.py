"""ONNX sessions behind execution providers. A provider that was asked for is got, or refused."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

from models.head import Head, head_of
from models.manifest import (
    PACKAGE,
    Manifest,
    ManifestEntry,
    ModelError,
    SeatInput,
    verified_bytes,
)

Device = Literal["cpu", "cuda", "tensorrt", "openvino", "coreml"]

PROVIDERS: dict[Device, str] = {
    "cpu": "CPUExecutionProvider",
    "cuda": "CUDAExecutionProvider",
    "tensorrt": "TensorrtExecutionProvider",
    "openvino": "OpenVINOExecutionProvider",
    "coreml": "CoreMLExecutionProvider",
}


Batch = NDArray[np.float32] | NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """A network that is ready to run, with its manifest entry and how its output is read."""

    entry: ManifestEntry
    head: Head
    session: ort.InferenceSession
    input_name: str
    half: bool
    """Whether it reads and gives 16-bit numbers."""

    def __call__(self, batch: Batch) -> NDArray[np.float32]:
        """Run a batch (B, C, H, W), of bytes for a seat-state network, and return the first output.

        It has a picture's answer at each index.
        A network that was exported for a certain number of pictures runs as often as it takes.
        """
        step = self.entry.input.batch
        if step is None or step == len(batch):
            return self._run(batch)
        missing = np.zeros((-len(batch) % step, *batch.shape[1:]), batch.dtype)
        whole = np.concatenate([batch, missing])
        parts = [self._run(whole[at : at + step]) for at in range(0, len(whole), step)]
        return np.concatenate(parts)[: len(batch)]

    def feed(
        self, feeds: Mapping[str, Batch], wanted: Sequence[str]
    ) -> tuple[NDArray[np.float32], ...]:
        """Run a network of several inputs, by name, and return the ``wanted`` outputs."""
        return tuple(self.session.run(list(wanted), dict(feeds)))

    def input_shape(self, wanted: tuple[int, int]) -> tuple[int, int]:
        """The (height, width) that the network reads where ``wanted`` would be right."""
        spec = self.entry.input
        if isinstance(spec, SeatInput) or spec.fixed:
            return spec.size
        height, width = (-(-side // spec.stride) * spec.stride for side in wanted)
        return height, width

    def _run(self, batch: Batch) -> NDArray[np.float32]:
        given = batch.astype(np.float16) if self.half else batch
        return self.session.run(None, {self.input_name: given})[0].astype(np.float32, copy=False)


def available_devices() -> tuple[Device, ...]:
    """The devices that this onnxruntime was built for; whether they work shows on opening."""
    built = set(ort.get_available_providers())
    return tuple(device for device, provider in PROVIDERS.items() if provider in built)


def open_network(
    manifest: Manifest,
    name: str,
    device: Device = "cpu",
    threads: int = 0,
    root: Path = PACKAGE,
) -> Network:
    """Open a network of the allow-list on ``device``; ``threads`` 0 leaves it to the runtime.

    Raises ``ModelError`` where the network is not on the list, its file is another, or the
    device was not got: onnxruntime falls back to the CPU in silence, we do not (law 9).
    """
    entry = manifest.entry(name)
    data = verified_bytes(entry, root)
    provider = PROVIDERS[device]
    if provider not in ort.get_available_providers():
        raise ModelError(
            f"device {device!r} was asked for, but this onnxruntime has only "
            f"{', '.join(available_devices())}; install the extra for it, or ask for 'cpu'"
        )
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    # Idle threads that spin take the processor from the decoders, for no speed on two busy cores:
    # see docs/performance.md.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        session = ort.InferenceSession(data, options, providers=[provider])
    except Exception as error:
        raise ModelError(f"{entry.file}: onnxruntime cannot open it: {error}") from error
    got = session.get_providers()[0]
    if got != provider:
        raise ModelError(f"device {device!r} was asked for, but onnxruntime gave {got}")
    first = session.get_inputs()[0]
    return Network(
        entry=entry,
        head=head_of(entry),
        session=session,
        input_name=first.name,
        half=first.type == "tensor(float16)",
    )
