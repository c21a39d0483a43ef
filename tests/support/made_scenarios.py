"""Pictures and scenarios made by hand. Cameras are 100 by 100 pixels, recordings 100 s long."""

from collections.abc import Sequence

from eval.scores.pairing import Picture
from eval.scores.scenario import Box, Detected, Scenario, TrueFrame, TrueObject, TruePerson
from eval.scores.span import Span

SIZE = (100, 100)


def person(id: str, box: Box, visibility: float = 1.0, keypoints: object = None) -> TruePerson:
    return TruePerson(id, box, visibility, keypoints)  # type: ignore[arg-type]


def thing(kind: str, box: Box, visibility: float = 1.0) -> TrueObject:
    return TrueObject(f"a {kind}", kind, box, visibility)


def detected(
    *found: tuple[int, Box], tracks: tuple[int | None, ...] | None = None, time: float = 0.0
) -> Detected:
    """Class and pixel box of each, the surest first."""
    return Detected(
        time=time,
        camera="cam1",
        boxes=tuple((x0 / 100, y0 / 100, x1 / 100, y1 / 100) for _, (x0, y0, x1, y1) in found),
        scores=tuple(0.9 - place / 100 for place in range(len(found))),
        classes=tuple(number for number, _ in found),
        keypoints=(None,) * len(found),
        tracks=tracks,
    )


def picture(
    people: Sequence[TruePerson],
    seen: Detected,
    objects: Sequence[TrueObject] | None = None,
) -> Picture:
    things = None if objects is None else tuple(objects)
    return Picture(SIZE, TrueFrame(seen.time, "cam1", {}, tuple(people), things), seen)


def scenario(
    name: str = "made",
    truth: Sequence[Span] | None = (),
    found: Sequence[Span] = (),
    frames: Sequence[TrueFrame] | None = None,
    detections: Sequence[Detected] | None = None,
    can_confirm: bool = True,
) -> Scenario:
    """Two seats, A and B, for 100 s."""
    return Scenario(
        name=name,
        folder=f"/{name}",
        duration_s=100.0,
        cameras={"cam1": SIZE},
        seats={"A": "cam1", "B": "cam1"},
        truth=None if truth is None else tuple(truth),
        frames=None if frames is None else tuple(frames),
        observations=(),
        found=tuple(found),
        detections=None if detections is None else tuple(detections),
        can_confirm=can_confirm,
    )
