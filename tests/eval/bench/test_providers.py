"""Speeds by batch, plain and bound."""

from typing import Any, cast

import numpy as np

from eval.bench.providers import BATCHES, speeds
from models.manifest import load_manifest
from models.session import Network, open_network

ONE = {"images": ((3, 32, 32), "<f4")}


def test_every_batch_has_both_speeds_on_the_cpu() -> None:
    network = open_network(load_manifest(), "floor-n", threads=1)
    found = list(speeds("cpu", network, ONE, repeat=1))
    assert [each.batch for each in found] == list(BATCHES)[: len(found)]
    assert all(each.frames_per_s > 0 and each.frames_per_s_bound > 0 for each in found)
    assert {(each.device, each.network) for each in found} == {("cpu", "floor-n")}


def test_batches_beyond_one_that_takes_long_are_left_out() -> None:
    now = iter(np.cumsum([0, 1] * 3 + [0, 9] * 9).tolist())
    network = open_network(load_manifest(), "floor-n", threads=1)
    found = list(speeds("cpu", network, ONE, repeat=1, clock=lambda: next(now)))
    assert [each.batch for each in found] == [1, 2]
    assert found[0].frames_per_s == 1
    assert found[1].frames_per_s == 2 / 9


def test_a_network_of_one_batch_has_one_speed() -> None:
    network = open_network(load_manifest(), "floor-n", threads=1)
    entry = network.entry.model_copy(
        update={"input": network.entry.input.model_copy(update={"batch": 2})}
    )
    fixed = Network(entry, network.head, cast(Any, network.session), network.input_name, False)
    assert [each.batch for each in speeds("cpu", fixed, ONE, repeat=1)] == [2]
