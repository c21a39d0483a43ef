"""ONNX sessions behind execution providers. A provider that was asked for is got, or refused."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

from models.manifest import PACKAGE, Manifest, ManifestEntry, ModelError, verified_bytes

Device = Literal["cpu", "cuda", "tensorrt", "openvino", "coreml"]

PROVIDERS: dict[Device, str] = {
    "cpu": "CPUExecutionProvider",
    "cuda": "CUDAExecutionProvider",
    "tensorrt": "TensorrtExecutionProvider",
    "openvino": "OpenVINOExecutionProvider",
    "coreml": "CoreMLExecutionProvider",
}


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """A network that is ready to run, with its manifest entry."""

    entry: ManifestEntry
    session: ort.InferenceSession
    input_name: str

    def __call__(self, batch: NDArray[np.float32]) -> NDArray[np.float32]:
        """Run a batch (B, 3, H, W) and return the first output."""
        return self.session.run(None, {self.input_name: batch})[0]


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
    return Network(entry=entry, session=session, input_name=session.get_inputs()[0].name)
