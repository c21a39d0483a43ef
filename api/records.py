"""The files of a replay or a run, as ``docs/formats.md`` has them: one JSON object a line."""

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self, TextIO

from floor.observation import SeatObservation
from floor.time import Instant, seconds_between, to_datetime
from privacy.anonymised import AnonymisedFinding

FILES = ("observations.jsonl", "episodes.jsonl", "findings.jsonl")

Json = str | int | float | None | list[str]


class Recorder:
    """Writes ``observations.jsonl`` as they come, and the episodes and findings at the end.

    Everything is written beside its place and moved there when whole: a reader sees the old
    files or the new ones, never half of one. Times are seconds since ``start``.
    """

    def __init__(self, folder: Path, start: Instant) -> None:
        self._folder = folder
        self._start = start
        self._draft: TextIO | None = None

    def __enter__(self) -> Self:
        self._folder.mkdir(parents=True, exist_ok=True)
        self._draft = self._part("observations.jsonl").open("w", encoding="utf-8", newline="\n")
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
        with suppress(OSError):  # a full disk refuses the last buffer again
            self._draft.close()
        if error is not None:
            for name in FILES:
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

    def finish(self, findings: Sequence[AnonymisedFinding]) -> None:
        """Write episodes and findings and put all three files in their places."""
        if self._draft is None:
            raise RuntimeError("the recorder is not open; use it in a with statement")
        self._draft.close()
        self._write("episodes.jsonl", (self._episode(each) for each in findings))
        self._write("findings.jsonl", (self._finding(each) for each in findings))
        for name in FILES:
            self._part(name).replace(self._folder / name)

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


def line(record: Mapping[str, Json]) -> str:
    """One record as a line of JSON, the same bytes everywhere."""
    return json.dumps(record, ensure_ascii=False, separators=(", ", ": ")) + "\n"
