"""A made-up evaluation: a drawn video of a room with two seats, its truth and its replay."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from support.videos import make_video

from api.site.load import Site, load_site
from eval.scores.scenario import Detected, Observed, Scenario, SeatState, TrueFrame, TruePerson
from eval.scores.span import Span

SIZE = (320, 180)
FPS = 2
LASTS_S = 20
SKIN = (40, 90, 220)
"""The colour (BGR) of the person that is drawn; nothing else has it."""
PERSON = (200, 60, 240, 140)
"""Where they sit: seat B, in pixels."""

SITE = """
version: 1
site: {name: Drawn}
replay: {start: "2026-03-02T09:00:00+08:00"}
cameras: [{id: cam1, source: cam.mp4, size: [320, 180], fps: 2}]
seats:
  - {id: A, camera: cam1, seat: [[40, 50], [90, 50], [90, 150], [40, 150]]}
  - {id: B, camera: cam1, seat: [[190, 50], [250, 50], [250, 150], [190, 150]]}
"""


def room() -> NDArray[np.uint8]:
    """(180, 320, 3): walls with a texture, and a person on seat B."""
    image = np.full((SIZE[1], SIZE[0], 3), 150, np.uint8)
    image[::20, :] = 90
    image[:, ::32] = 190
    x0, y0, x1, y1 = PERSON
    image[y0:y1, x0:x1] = SKIN
    return image


def pictures() -> Iterator[NDArray[np.uint8]]:
    for _ in range(LASTS_S * 5):
        yield room()


def write_site(folder: Path) -> Site:
    """The room's video and site file in ``folder``."""
    make_video(folder / "cam.mp4", fps=5, size=SIZE, images=pictures())
    (folder / "floor.yaml").write_text(SITE)
    return load_site(folder)


def seen(person_from: float = 0.0) -> tuple[Detected, ...]:
    """Detections; the person is found from ``person_from`` on only."""
    x0, y0, x1, y1 = PERSON
    box = (x0 / SIZE[0], y0 / SIZE[1], x1 / SIZE[0], y1 / SIZE[1])
    return tuple(
        Detected(time, "cam1", (box,), (0.9,), (0,), (None,), None)
        if time >= person_from
        else Detected(time, "cam1", (), (), (), (), None)
        for time in times()
    )


def times() -> list[float]:
    return [n / FPS for n in range(LASTS_S * FPS)]


def frames(people: bool = True) -> tuple[TrueFrame, ...]:
    """A is away from 5 to 12 s, B sits all the time. ``people``: whether they are labelled."""
    sitting, away = SeatState("occupied", "occupied", "seated"), SeatState("empty", "in", "unknown")
    who = (TruePerson("p1", PERSON, 1.0),) if people else ()
    return tuple(
        TrueFrame(
            time,
            "cam1",
            {"A": away if 5 <= time < 12 else sitting, "B": sitting},
            who,
            labelled=None if people else frozenset(),
        )
        for time in times()
    )


def observed() -> tuple[Observed, ...]:
    """A is seen away two seconds late; B is falsely seen away from 10 s on."""
    lines = []
    for time in times():
        for seat, away in (("A", 7 <= time < 14), ("B", time >= 10)):
            occupancy = "empty" if away else "occupied"
            posture = "unknown" if away else "seated"
            lines.append(Observed(time, seat, occupancy, "unknown", posture, 0.9))
    return tuple(lines)


def scenario(
    name: str = "drawn",
    detections: tuple[Detected, ...] | None = seen(),
    true_frames: tuple[TrueFrame, ...] | None = frames(),
) -> Scenario:
    """The made-up scenario: one late episode, one false and confirmed, one missed."""
    truth = (Span("off_seat", ("A",), 5, 12), Span("off_seat", ("A",), 16, 19))
    found = (
        Span("off_seat", ("A",), 7, 14),
        Span("off_seat", ("B",), 10, None, confirmed=True, confirmed_s=8.0),
    )
    return Scenario(
        name=name,
        folder="/made/up",
        duration_s=float(LASTS_S),
        cameras={"cam1": SIZE},
        seats={"A": "cam1", "B": "cam1"},
        truth=truth,
        frames=true_frames,
        observations=observed(),
        found=found,
        detections=detections,
        can_confirm=True,
    )
