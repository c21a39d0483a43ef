"""Pictures and findings for the tests of the privacy room."""

import ast
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from cameras.frame import CameraId, Frame, Image
from floor.agent_state import AgentKey, AgentState
from floor.finding import Episode, EpisodeKind, Finding, FindingStatus
from floor.layout import SeatId
from floor.time import Instant
from privacy.anonymised import AnonymisedFinding
from privacy.gate import Gate
from privacy.keys import DerivedKeys
from vision.detections import Detections

ROOT = Path(__file__).parents[2]
_NO_PRODUCT = {"venv", "tests", "build", "dist", "var", "node_modules"}

CAMERA = CameraId("cam1")
MAGENTA = (255, 0, 255)
"""What people are painted with: nothing else in the pictures comes near it."""

MakeFrame = Callable[..., Frame]
MakePeople = Callable[..., Detections]
Leaks = Callable[[bytes], int]


def _room(height: int, width: int) -> Image:
    """A grey room with some texture, always the same."""
    noise = np.random.default_rng(7).integers(90, 150, (height // 8 + 1, width // 8 + 1, 1))
    room = cv2.resize(noise.astype(np.uint8), (width, height))
    return np.repeat(room[:, :, None], 3, axis=2)


@pytest.fixture
def make_frame() -> MakeFrame:
    def make(
        *painted: tuple[float, float, float, float],
        at: float = 0.0,
        size: tuple[int, int] = (360, 640),
        light: int = 0,
    ) -> Frame:
        height, width = size
        image = np.clip(_room(height, width).astype(np.int16) + light, 0, 255).astype(np.uint8)
        for x0, y0, x1, y1 in painted:
            image[
                round(y0 * height) : round(y1 * height), round(x0 * width) : round(x1 * width)
            ] = MAGENTA
        return Frame(CAMERA, image, round((1000 + at) * 1e6), at, at)

    return make


@pytest.fixture
def make_people() -> MakePeople:
    def make(
        *boxes: tuple[float, float, float, float], keypoints: NDArray[np.float32] | None = None
    ) -> Detections:
        n = len(boxes)
        return Detections(
            np.asarray(boxes, np.float32).reshape(n, 4),
            np.full(n, 0.3, np.float32),
            np.zeros(n, np.int64),
            keypoints,
        )

    return make


@pytest.fixture
def leaks() -> Leaks:
    """How many pixels of a JPEG have a hue like the people's."""

    def count(data: bytes) -> int:
        image = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
        assert image is not None
        blue, green, red = (image[:, :, c].astype(int) for c in range(3))
        return int(np.count_nonzero(np.minimum(blue, red) - green > 25))

    return count


@pytest.fixture(scope="session")
def product_sources() -> dict[str, ast.Module]:
    """Every Python file of the repository that is no test, parsed, by its path."""
    sources = {}
    for path in sorted(ROOT.rglob("*.py")):
        parts = path.relative_to(ROOT).parts
        if not any(part in _NO_PRODUCT or part.startswith(".") for part in parts[:-1]):
            sources["/".join(parts)] = ast.parse(path.read_text(encoding="utf-8"), str(path))
    return sources


@pytest.fixture
def finding() -> Finding:
    start = Instant(1_772_413_200_000_000)  # 2026-03-02 09:00 in Shanghai
    episode = Episode(
        EpisodeKind.OFF_SEAT, (SeatId("A-01"),), start, Instant(start + 90_000_000), 0.97, 1.5
    )
    return Finding(
        episode,
        FindingStatus.CONFIRMED,
        "R27",
        AgentKey("2011"),
        AgentState.AVAILABLE,
        80.0,
        "state_says_present",
    )


@pytest.fixture
def gate() -> Gate:
    return Gate("demo", ZoneInfo("Asia/Shanghai"), DerivedKeys(b"tests"))


@pytest.fixture
def anonymised(gate: Gate, finding: Finding) -> AnonymisedFinding:
    return gate.anonymise(finding)
