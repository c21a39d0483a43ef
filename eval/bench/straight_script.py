"""What one would write without Floorwatch: ultralytics' tracker and supervision's zones.

Stands alone, so that it runs with an interpreter that has ultralytics and nothing of ours. Reads
a JSON line that says what to watch, then a number of frames a line, and answers each with a JSON
line. An empty input ends it.
"""

import json
import os
import sys
import time
from collections.abc import Iterator
from importlib.metadata import version
from importlib.util import find_spec
from typing import Any, TextIO

NEEDED = ("ultralytics", "supervision", "lap", "onnxruntime")
"""``lap`` is what ultralytics' tracker wants beyond its own requirements."""

PERSON, CHAIR = 0, 56


def watch(weights: str, tracker: str, clip: dict[str, Any]) -> Iterator[tuple[float, int]]:
    """Frame after frame, for ever: seconds to get the picture, and how many zones are taken."""
    import numpy as np
    import supervision as sv
    from ultralytics import YOLO  # type: ignore[import-not-found, unused-ignore]

    model = YOLO(weights, task="detect")
    zones = [sv.PolygonZone(polygon=np.array(corners, np.int64)) for corners in clip["zones"]]
    first = clip["first"]
    while True:
        pictures = timed_clip(clip["path"], tuple(clip["size"]), clip["every"], first)
        first = 0
        for result in model.track(
            source=pictures,
            stream=True,
            persist=True,
            tracker=tracker,
            classes=[PERSON, CHAIR],
            verbose=False,
        ):
            found: Any = sv.Detections.from_ultralytics(result)
            people = found[found.class_id == PERSON]
            yield pictures.seconds, sum(bool(zone.trigger(people).any()) for zone in zones)


def timed_clip(path: str, size: tuple[int, int], every: int, first: int) -> Any:
    """ultralytics' own reader of a video, its time taken and its pictures scaled to ``size``.

    Every ``every``-th picture from number ``first`` on. It is what ``track(source=path,
    vid_stride=every)`` makes; at the clip's own size nothing but the time is added.
    """
    import cv2
    from ultralytics.data.loaders import (  # type: ignore[import-not-found, unused-ignore]
        LoadImagesAndVideos,
        SourceTypes,
    )

    class TimedClip(LoadImagesAndVideos):  # type: ignore[misc, unused-ignore]
        """The reader, with the seconds of its last picture."""

        seconds = 0.0

        def __next__(self) -> Any:
            began = time.perf_counter()
            paths, images, told = super().__next__()
            images = [
                image if image.shape[1::-1] == size else cv2.resize(image, size) for image in images
            ]
            self.seconds = time.perf_counter() - began
            return paths, images, told

    reader = TimedClip(path, vid_stride=every)
    reader.source_type = SourceTypes(False, False, False, False)
    if first:
        reader.cap.set(cv2.CAP_PROP_POS_FRAMES, first)
    return reader


def serve(questions: TextIO, answers: TextIO) -> None:
    """Answer until there is nothing more to read."""

    def answer(**told: Any) -> None:
        print(json.dumps(told), file=answers, flush=True)

    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        answer(missing=missing)
        return
    told = json.loads(questions.readline())
    cameras = [watch(told["weights"], told["tracker"], clip) for clip in told["clips"]]
    for camera in cameras:
        next(camera)  # opens the network, and its first run is always slow
    answer(versions={name: version(name) for name in NEEDED})
    turn = 0
    for line in questions:
        costs_s, decode_s, taken = [], 0.0, 0
        used_s = time.process_time()
        for _ in range(int(line)):
            began = time.perf_counter()
            reading_s, zones = next(cameras[turn % len(cameras)])
            costs_s.append(time.perf_counter() - began)
            decode_s += reading_s
            taken += zones
            turn += 1
        answer(
            costs_s=costs_s,
            decode_s=decode_s,
            cpu_s=time.process_time() - used_s,
            taken=taken,
        )


if __name__ == "__main__":
    channel = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what ultralytics prints is for people, and must not mix with the answers
    serve(sys.stdin, channel)
