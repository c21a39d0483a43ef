"""True frames with what was detected at the same moment."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from eval.scores.courses import half_interval, nearest
from eval.scores.scenario import Detected, Observed, TrueFrame


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
    observations: Iterable[Observed] = (),
    seats: Mapping[str, str] | None = None,
) -> tuple[Picture, ...]:
    """A picture for every true frame whose nearest decision, within half a true interval of it,
    looked at the whole picture.

    By camera and time. ``observations`` tell of the decisions that did not, with the camera of
    each of ``seats``: what another picture showed is not held against a frame. A frame is left out
    where the camera was blind, its picture was not swept, or it decides more seldom than the
    truth is told.
    """
    cameras = seats or {}
    decided: dict[str, set[float]] = defaultdict(set)
    for line in observations:
        if line.seat in cameras:
            decided[cameras[line.seat]].add(line.time)
    looks: dict[str, dict[float, Detected]] = defaultdict(dict)
    for each in detections:
        looks[each.camera][each.time] = each
    true_times: dict[str, list[float]] = defaultdict(list)
    ordered = sorted(frames, key=lambda each: (each.camera, each.time))
    for frame in ordered:
        true_times[frame.camera].append(frame.time)
    reach = {camera: half_interval(times) for camera, times in true_times.items()}
    times = {camera: sorted({*seen, *decided[camera]}) for camera, seen in looks.items()}
    pictures = []
    for frame in ordered:
        if frame.camera not in times:
            continue
        time = times[frame.camera][nearest(times[frame.camera], frame.time)]
        look = looks[frame.camera].get(time)
        if look is not None and abs(time - frame.time) <= reach[frame.camera]:
            pictures.append(Picture(sizes[frame.camera], frame, look))
    return tuple(pictures)
