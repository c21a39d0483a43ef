"""The real seat video MINH7: a site for it, its labels, and the score that was agreed.

Its authors' seat boxes overlap the bodies of other seats, and the person stands beside chairs.
"""

import csv
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

VIDEOS = Path(__file__).parents[2].parent / "shared" / "data" / "seat_videos"
FRAME_RATE = 30.0
SETTLING_S = 1.0
SEATS = ("S1", "S2", "S3")


def skip_without_minh7() -> Path:
    """The video, or a visible skip where the shared data is absent."""
    video = VIDEOS / "MINH7.mp4"
    if not video.exists():
        pytest.skip(f"{video} is not here: real footage is not part of the repository")
    return video


def write_site(folder: Path, source: str, fps: float = 4) -> Path:
    """A site file with the authors' seat boxes."""
    boxes = json.loads((VIDEOS / "MINH7_rois_authors.json").read_text())["seats_xywh"].values()
    lines = [
        "version: 1",
        "site: {name: MINH7, timezone: Asia/Shanghai, language: en}",
        'replay: {start: "2026-03-02T09:00:00+08:00"}',
        "cameras:",
        f"  - {{id: cam1, source: '{source}', size: [856, 480], fps: {fps}}}",
        "seats:",
    ]
    for name, (x, y, w, h) in zip(SEATS, boxes, strict=True):
        corners = [[x, y], [x + w, y], [x + w, y + h], [x, y + h]]
        lines.append(f"  - {{id: {name}, camera: cam1, seat: {corners}}}")
    site = folder / "floor.yaml"
    site.write_text("\n".join(lines) + "\n", "utf-8")
    return site


def labels() -> list[tuple[float, float, tuple[str, ...]]]:
    """Start, end (seconds) and the seats' states; the ambiguous frames lie in between.

    The first second after each change is left out. A change lies in the middle of the ambiguous
    frames, so counting from the first clear frame would leave out more than was agreed.
    """
    with (VIDEOS / "MINH7_states_by_eye.csv").open() as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    stretches = []
    before: dict[str, str] | None = None
    for row in rows:
        first, last = int(row["first_frame"]), int(row["last_frame"])
        start = first / FRAME_RATE
        if before is not None and [before[f"seat{n}"] for n in (1, 2, 3)] != [
            row[f"seat{n}"] for n in (1, 2, 3)
        ]:
            changed = (int(before["last_frame"]) + first) / 2 / FRAME_RATE
            start = max(start, changed + SETTLING_S)
        stretches.append((start, last / FRAME_RATE, tuple(row[f"seat{n}"] for n in (1, 2, 3))))
        before = row
    return stretches


def score(observations: Iterable[Mapping[str, object]], offset_s: float = 0.0) -> tuple[int, int]:
    """Right and all seat decisions; ``offset_s`` is the time of the video's first frame."""
    truth = labels()
    right = total = 0
    for each in observations:
        time = float(str(each["time"])) - offset_s
        for start, end, states in truth:
            if start <= time <= end:
                total += 1
                right += each["occupancy"] == states[SEATS.index(str(each["seat"]))]
    return right, total
