"""A small scenario, and a stick figure to pose where the people's data are not cached."""

from pathlib import Path

import pytest
import yaml
from support.stick_figure import stick_figure

from eval.sim.script import Script
from eval.sim.skeleton import Rig

DEMO = Path(__file__).parents[3] / "eval" / "demo" / "script.yaml"

SMALL = """
version: 1
seed: 3
start: "2026-03-02T09:00:00+08:00"
duration: 60
site: {name: Small}
video: {size: [160, 90], fps: 2, truth_every: 1}
room: {width: 6, depth: 7, door_y: 6}
rows: [{seats: [A-01, A-02], first: [1.3, 2.5], step: [0, 1.5], facing: 180}]
cameras: [{id: cam1, eye: [3, 0.2, 2.6], target: [1.8, 3.5, 0.6]}]
waypoints: {south: [2.8, 1], north: [2.8, 6], door: [0.4, 6]}
aisles: [[south, north], [north, door]]
people:
  - id: p1
    seat: A-01
    agent: "1"
    timeline:
      - {do: raise_hand, at: 1, seconds: 3}
      - {do: leave, at: 6, to: door, chair: in}
      - {do: return, at: 26}
    states: [{at: -5, state: AVAILABLE}]
  - id: p2
    seat: A-02
    agent: "2"
    timeline:
      - {do: stand, at: 3}
      - {do: sit, at: 12}
      - {do: leave, at: 20, to: north}
      - {do: return, at: 34}
    states: [{at: -5, state: ON_CONTACT}]
"""


@pytest.fixture
def demo() -> Path:
    return DEMO


@pytest.fixture
def small() -> Script:
    return Script.model_validate(yaml.safe_load(SMALL))


@pytest.fixture
def small_file(tmp_path: Path) -> Path:
    path = tmp_path / "script.yaml"
    path.write_text(SMALL, encoding="utf-8")
    return path


@pytest.fixture(name="stick_figure")
def a_stick_figure() -> Rig:
    return stick_figure()
