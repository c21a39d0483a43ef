"""The files of a replay or a run, as ``docs/formats.md`` has them: one JSON object a line."""

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self, TextIO

import numpy as np
from numpy.typing import NDArray

from cameras.frame import CameraId
from floor.observation import SeatObservation
from floor.time import Instant, seconds_between, to_datetime
from privacy.anonymised import AnonymisedFinding
from vision.detections import NO_TRACK, Detections

FILES = ("observations.jsonl", "episodes.jsonl", "findings.jsonl")
DETECTIONS = "detections.jsonl"

Json = str | int | float | None | Sequence["Json"]


class Recorder:
    """Writes ``observations.jsonl`` as they come, and the episodes and findings at the end.

    Everything is written beside its place and moved there when whole: a reader sees the old
    files or the new ones, never half of one. Times are seconds since ``start``. With
    ``with_detections`` it writes ``detections.jsonl`` too; without, one of an earlier replay
    goes away, since it belongs to other observations.
    """

    def __init__(self, folder: Path, start: Instant, with_detections: bool = False) -> None:
        self._folder = folder
        self._start = start
        self._with_detections = with_detections
        self._draft: TextIO | None = None
        self._detected: TextIO | None = None

    def __enter__(self) -> Self:
        self._folder.mkdir(parents=True, exist_ok=True)
        self._draft = self._open("observations.jsonl")
        if self._with_detections:
            self._detected = self._open(DETECTIONS)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """A replay that failed leaves no draft behind; what is in place stays as it was."""
        if self._draft is None:
            return
        for file in (self._draft, self._detected):
            with suppress(OSError):  # a full disk refuses the last buffer again
                if file is not None:
                    file.close()
        if error is not None:
            for name in (*FILES, DETECTIONS):
                self._part(name).unlink(missing_ok=True)

    def note_start(self) -> None:
        """Write ``run.json``: the moment that times of a live run are counted from."""
        moment = to_datetime(self._start).isoformat()
        part = self._part("run.json")
        part.write_text(line({"start": moment}), "utf-8")
        part.replace(self._folder / "run.json")

    def observe(self, observations: Sequence[SeatObservation]) -> None:
        """Append one decision's observations."""
        if self._draft is None:
            raise RuntimeError("the recorder is not open; use it in a with statement")
        for each in observations:
            self._draft.write(line(self._observation(each)))
        self._draft.flush()

    def detect(self, time: Instant, detections: Mapping[CameraId, Detections]) -> None:
        """Append what was found in each camera's picture, if that is to be written."""
        if self._detected is None:
            return
        for camera, found in detections.items():
            self._detected.write(line(self._detection(time, camera, found)))

    def finish(self, findings: Sequence[AnonymisedFinding]) -> None:
        """Write episodes and findings and put all three files in their places."""
        if self._draft is None:
            raise RuntimeError("the recorder is not open; use it in a with statement")
        self._draft.close()
        self._write("episodes.jsonl", (self._episode(each) for each in findings))
        self._write("findings.jsonl", (self._finding(each) for each in findings))
        if self._detected is None:
            (self._folder / DETECTIONS).unlink(missing_ok=True)
        else:
            self._detected.close()
            self._part(DETECTIONS).replace(self._folder / DETECTIONS)
        for name in FILES:
            self._part(name).replace(self._folder / name)

    def _open(self, name: str) -> TextIO:
        return self._part(name).open("w", encoding="utf-8", newline="\n")

    def _part(self, name: str) -> Path:
        return self._folder / f".{name}.part"

    def _write(self, name: str, records: Iterable[Mapping[str, Json]]) -> None:
        with self._part(name).open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(line(record) for record in records)

    def _seconds(self, moment: Instant | None) -> float | None:
        return None if moment is None else round(seconds_between(self._start, moment), 3)

    def _observation(self, each: SeatObservation) -> dict[str, Json]:
        return {
            "time": self._seconds(each.time),
            "seat": each.seat,
            "occupancy": each.occupancy.value,
            "chair": each.chair.value,
            "posture": each.posture.value,
            "confidence": each.confidence,
            "reason": each.reason,
            "doing": None if each.doing is None else [one.value for one in each.doing],
            "partners": list(each.partners),
            "company": each.company,
            "chair_turned": each.chair_turned,
            "chair_cm": each.chair_cm,
        }

    def _detection(self, time: Instant, camera: CameraId, found: Detections) -> dict[str, Json]:
        """Geometry in shares of width and height to 4 decimals: a tenth of a pixel at 1280."""
        poses: list[Json] = [None] * len(found)
        if found.keypoints is not None:
            poses = [_rounded(points) if points[:, 2].any() else None for points in found.keypoints]
        return {
            "time": self._seconds(time),
            "camera": camera,
            "boxes": _rounded(found.boxes),
            "scores": _rounded(found.scores),
            "classes": found.classes.tolist(),
            "keypoints": poses,
            "tracks": _tracks(found.track_ids),
        }

    def _episode(self, each: AnonymisedFinding) -> dict[str, Json]:
        seats: dict[str, Json] = (
            {"seat": each.seats[0]} if len(each.seats) == 1 else {"seats": list(each.seats)}
        )
        return {
            "kind": each.kind.value,
            **seats,
            "start": self._seconds(each.start),
            "end": self._seconds(each.end),
            "confidence": round(each.confidence, 3),
            "status": each.status.value,
            "rule": each.rule,
        }

    def _finding(self, each: AnonymisedFinding) -> dict[str, Json]:
        return {
            "id": each.id,
            **self._episode(each),
            "agent": each.pseudonym,
            "agent_state": each.agent_state.value,
            "confirmed_s": round(each.confirmed_s, 3),
            "blind_s": round(each.blind_s, 3),
            "reason": each.reason,
        }


def _rounded(values: NDArray[np.float32]) -> list[Json]:
    numbers: list[Json] = np.round(values.astype(np.float64), 4).tolist()
    return numbers


def _tracks(track_ids: NDArray[np.int64] | None) -> list[Json] | None:
    if track_ids is None:
        return None
    return [None if track == NO_TRACK else track for track in track_ids.tolist()]


def line(record: Mapping[str, Json]) -> str:
    """One record as a line of JSON, the same bytes everywhere."""
    return json.dumps(record, ensure_ascii=False, separators=(", ", ": ")) + "\n"
