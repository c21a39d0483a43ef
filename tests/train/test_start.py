"""A network rebuilt from its ONNX file says what the file says, with and without normalisation."""

import numpy as np
import pytest

pytest.importorskip("torch", reason="needs the extra [train]")
pytest.importorskip("onnx", reason="needs the extra [train]")

import onnx
import torch
from onnx import numpy_helper

from models.manifest import PACKAGE, ModelError
from models.training.process.graph import average, read_weights, write_weights
from models.training.process.start import check_same, fold, rebuild, unfold
from models.training.start_info import start_info

NETWORKS = ["floor-n", "floor-pose-n"]
ROUNDING = 1e-4
"""Far below what we refuse (1e-3 of the largest output), above float32's own differences."""


@pytest.fixture
def pictures():
    """Six noisy pictures with something large in each: (6, 3, 96, 128)."""
    rng = np.random.default_rng(5)
    made = rng.uniform(0.3, 0.6, (6, 3, 96, 128)).astype(np.float32)
    for number, picture in enumerate(made):
        picture[:, 20:70, 10 * number : 10 * number + 50] = number / 6
    return torch.from_numpy(made)


@pytest.mark.parametrize("name", NETWORKS)
def test_rebuilt_it_gives_the_outputs_of_the_file(name: str, pictures) -> None:
    path = PACKAGE / "weights" / f"{name}.onnx"
    info = start_info(path)
    fused = rebuild(path, info)
    assert check_same(path, fused, pictures[:2]) < ROUNDING
    # The normalisations were measured on four pictures; the others must come out the same too.
    network = unfold(fused, info, pictures[:4])
    assert any(isinstance(module, torch.nn.BatchNorm2d) for module in network.modules())
    assert check_same(path, network, pictures[4:]) < ROUNDING


def test_layers_give_in_training_what_they_gave_before(pictures) -> None:
    """Normalised by the batch itself, a picture's outputs are still near: nothing jumps."""
    path = PACKAGE / "weights" / "floor-n.onnx"
    info = start_info(path)
    network = unfold(rebuild(path, info), info, pictures)
    first = network.model[0]
    with torch.no_grad():
        before = first(pictures)
        after = first.train()(pictures)
    assert float((after - before).abs().max()) < 0.01 * float(before.abs().max())


def test_folded_again_the_weights_are_those_of_the_file(pictures) -> None:
    path = PACKAGE / "weights" / "floor-n.onnx"
    info = start_info(path)
    start = read_weights(path)
    folded = fold(unfold(rebuild(path, info), info, pictures))
    assert all(np.allclose(folded[name], start[name], atol=1e-5) for name in folded)


def test_the_average_is_exact_and_lies_in_the_same_graph(tmp_path) -> None:
    path = PACKAGE / "weights" / "floor-n.onnx"
    start = read_weights(path)
    info = start_info(path)
    names = [name for name, _ in rebuild(path, info).named_parameters()]
    tuned = {name: start[name] + np.float32(0.25) for name in names}
    out = tmp_path / "half.onnx"
    write_weights(path, average(start, tuned, 0.5), out)
    written = read_weights(out)
    for name in names:
        half = np.float32(0.5) * start[name] + np.float32(0.5) * tuned[name]
        np.testing.assert_array_equal(written[name], half)
    old, new = onnx.load(path), onnx.load(out)
    assert [node.SerializeToString() for node in old.graph.node] == [
        node.SerializeToString() for node in new.graph.node
    ]
    assert start_info(out) == info


@pytest.mark.parametrize(("share", "same_as"), [(1.0, "start"), (0.0, "tuned")])
def test_all_of_the_start_or_none_of_it(share: float, same_as: str) -> None:
    both = {"start": np.float32([1, 2]), "tuned": np.float32([5, 7])}
    mixed = average({"w": both["start"]}, {"w": both["tuned"]}, share)
    np.testing.assert_array_equal(mixed["w"], both[same_as])


def test_a_file_with_other_weights_than_it_says_is_refused(tmp_path) -> None:
    path = tmp_path / "start.onnx"
    model = onnx.load(PACKAGE / "weights" / "floor-n.onnx")
    first = next(each for each in model.graph.initializer if each.name == "model.0.conv.weight")
    first.CopyFrom(numpy_helper.from_array(np.zeros((16, 3, 1, 1), np.float32), first.name))
    onnx.save(model, path)
    info = start_info(PACKAGE / "weights" / "floor-n.onnx")
    with pytest.raises(ModelError, match=r"1 of \d+ weights do not fit, first model\.0\.conv"):
        rebuild(path, info)


def test_a_file_that_computes_something_else_is_refused(tmp_path, pictures) -> None:
    path = PACKAGE / "weights" / "floor-n.onnx"
    other = tmp_path / "other.onnx"
    weights = read_weights(path)
    name = "model.0.conv.bias"
    write_weights(path, {name: weights[name] + np.float32(1)}, other)
    with pytest.raises(ModelError, match="rebuilt, it differs by"):
        check_same(other, rebuild(path, start_info(path)), pictures[:1])


def test_a_weight_without_a_place_is_refused(tmp_path) -> None:
    path = PACKAGE / "weights" / "floor-n.onnx"
    with pytest.raises(ModelError, match=r"no place for model\.99"):
        write_weights(path, {"model.99": np.zeros(1, np.float32)}, tmp_path / "out.onnx")
    assert not (tmp_path / "out.onnx").exists()
