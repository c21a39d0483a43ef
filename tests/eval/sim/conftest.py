"""A small scenario, and a stick figure to pose where the people's data are not cached."""

from pathlib import Path

import numpy as np
import pytest
import yaml

from eval.sim.script import Script
from eval.sim.skeleton import Face, Rig

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


@pytest.fixture
def stick_figure() -> Rig:
    """A rig of usual proportions: name, parent, joint (x, y, z) in metres."""
    bones = [
        ("Hips", "", (0, 0.93, 0)),
        ("Spine", "Hips", (0, 1.02, 0)),
        ("Spine1", "Spine", (0, 1.14, 0)),
        ("Spine2", "Spine1", (0, 1.26, 0)),
        ("Neck", "Spine2", (0, 1.42, 0)),
        ("Head", "Neck", (0, 1.50, 0.02)),
    ]
    for side, sign in (("Left", 1), ("Right", -1)):
        bones += [
            (f"{side}Shoulder", "Spine2", (0.03 * sign, 1.36, 0)),
            (f"{side}Arm", f"{side}Shoulder", (0.17 * sign, 1.36, 0)),
            (f"{side}ForeArm", f"{side}Arm", (0.35 * sign, 1.17, 0)),
            (f"{side}Hand", f"{side}ForeArm", (0.53 * sign, 1.0, 0.05)),
            (f"{side}Fingers", f"{side}Hand", (0.59 * sign, 0.93, 0.07)),
            (f"{side}Fingertips", f"{side}Fingers", (0.61 * sign, 0.90, 0.08)),
            (f"{side}Thumb", f"{side}Hand", (0.54 * sign, 0.96, 0.10)),
            (f"{side}UpLeg", "Hips", (0.09 * sign, 0.88, 0)),
            (f"{side}Leg", f"{side}UpLeg", (0.10 * sign, 0.48, 0.01)),
            (f"{side}Foot", f"{side}Leg", (0.11 * sign, 0.08, -0.02)),
        ]
    names = [name for name, _, _ in bones]
    parents = [names.index(parent) if parent else -1 for _, parent, _ in bones]
    face = Face(
        nose=np.array([0, 1.56, 0.14]),
        mouth=np.array([0, 1.53, 0.12]),
        eyes=np.array([[0.03, 1.59, 0.11], [-0.03, 1.59, 0.11]]),
        ears=np.array([[0.08, 1.58, 0.03], [-0.08, 1.58, 0.03]]),
    )
    palms = np.array([[-0.8, -0.6, 0.0], [0.8, -0.6, 0.0]])
    joints = np.array([joint for _, _, joint in bones], float)
    return Rig(tuple(names), tuple(parents), joints, face, palms)
