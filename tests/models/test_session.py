"""A network runs where it was asked to run, or not at all (law 9)."""

import numpy as np
import onnxruntime
import pytest

from models.manifest import ModelError, load_manifest
from models.session import PROVIDERS, available_devices, open_network


def test_a_network_runs_a_batch_on_the_cpu() -> None:
    network = open_network(load_manifest(), "floor-n")
    output = network(np.zeros((2, 3, 64, 96), np.float32))
    assert output.shape == (2, 84, (8 * 12) + (4 * 6) + (2 * 3))


def test_a_device_that_this_runtime_lacks_is_an_error() -> None:
    lacking = next(device for device in PROVIDERS if device not in available_devices())
    with pytest.raises(ModelError, match=f"device '{lacking}' was asked for, but"):
        open_network(load_manifest(), "floor-n", lacking)


def test_a_device_that_silently_became_the_cpu_is_an_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        onnxruntime,
        "get_available_providers",
        lambda: ["CUDAExecutionProvider", "CPUExecutionProvider"],
    )
    with pytest.raises(ModelError):
        open_network(load_manifest(), "floor-n", "cuda")
