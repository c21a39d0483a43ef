"""True frames with what was detected at the same moment."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from eval.scores.courses import half_interval, nearest
from eval.scores.scenario import Detected, TrueFrame


@dataclass(frozen=True, slots=True)
class Picture:
    """One true frame and the decision nearest to it; ``size`` is width and height in pixels."""

    size: tuple[int, int]
    truth: TrueFrame
    seen: Detected


def pair_pictures(
    frames: Iterable[TrueFrame],
    detections: Iterable[Detected],
    sizes: Mapping[str, tuple[int, int]],
) -> tuple[Picture, ...]:
    """A picture for every true frame with a decision within half a true interval of it.

    By camera and time. A frame without one (the camera was blind, its picture was not swept, or
    it decides more seldom than the truth is told) is left out.
    """
    by_camera: dict[str, list[Detected]] = defaultdict(list)
    for each in sorted(detections, key=lambda each: each.time):
        by_camera[each.camera].append(each)
    true_times: dict[str, list[float]] = defaultdict(list)
    ordered = sorted(frames, key=lambda each: (each.camera, each.time))
    for frame in ordered:
        true_times[frame.camera].append(frame.time)
    reach = {camera: half_interval(times) for camera, times in true_times.items()}
    seen_times = {camera: [each.time for each in seen] for camera, seen in by_camera.items()}
    pictures = []
    for frame in ordered:
        seen = by_camera.get(frame.camera)
        if not seen:
            continue
        close = seen[nearest(seen_times[frame.camera], frame.time)]
        if abs(close.time - frame.time) <= reach[frame.camera]:
            pictures.append(Picture(sizes[frame.camera], frame, close))
    return tuple(pictures)
