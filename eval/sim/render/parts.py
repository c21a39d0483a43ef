"""The parts of an unfinished render: which are there, and that a half-written one never counts."""

import hashlib
import json
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from eval.sim.render.segments import Segment
from eval.sim.script import Script

FOLDER = ".parts"
LIBRARIES = ("av", "moderngl", "numpy", "opencv-python-headless", "scipy")


def digest_of(script: Script) -> str:
    """A name for all that decides what the parts look like: the script, the simulator's own code
    and the libraries that draw and encode."""
    digest = hashlib.sha256(script.model_dump_json(by_alias=True).encode())
    code = Path(__file__).parents[1]
    for path in sorted(code.rglob("*.py")):
        digest.update(path.relative_to(code).as_posix().encode())
        digest.update(path.read_bytes())
    for name in LIBRARIES:
        digest.update(f"{name} {version(name)}".encode())
    return digest.hexdigest()[:20]


@dataclass(frozen=True, slots=True)
class Parts:
    """Where the parts of one render are kept until all are there: `folder` is the render's, and
    `digest` says what it is a render of."""

    folder: Path
    digest: str

    @property
    def place(self) -> Path:
        """The folder of the parts."""
        return self.folder / FOLDER / self.digest

    def open(self) -> None:
        """Make the folder, and remove what no render of this digest left there whole."""
        self.place.mkdir(parents=True, exist_ok=True)
        for other in (self.folder / FOLDER).iterdir():
            if other != self.place:
                _remove(other)
        for path in self.place.iterdir():
            if path.name.startswith("half-"):
                _remove(path)

    def close(self) -> None:
        """Remove all parts: the render is whole, or nothing came of it; then the folder goes too,
        if there is nothing else in it."""
        shutil.rmtree(self.folder / FOLDER, ignore_errors=True)
        if not any(self.folder.iterdir()):
            self.folder.rmdir()

    def video(self, segment: Segment) -> Path:
        """A segment's frames."""
        return self.place / f"{segment.name}.mp4"

    def reference(self, camera: str) -> Path:
        """A camera's picture of the tidy, empty floor."""
        return self.place / f"{camera}.reference.jpg"

    def masks(self, segment: Segment) -> Path:
        """A segment's masks, where the script asks for any."""
        return self.place / f"{segment.name}.mkv"

    def lines(self, segment: Segment) -> Path:
        """A segment's lines of truth."""
        return self.place / f"{segment.name}.jsonl"

    def is_finished(self, segment: Segment) -> bool:
        """Whether the segment is there: its lines come last, so they vouch for the rest."""
        return self.lines(segment).is_file()

    def keep(self, segment: Segment, half: dict[Path, Path], lines: Iterable[Any]) -> None:
        """Take a segment in: move each written file to its place, then write the lines."""
        for written, path in half.items():
            written.replace(path)
        draft = half_of(self.lines(segment))
        draft.write_text(lines_text(lines), encoding="utf-8")
        draft.replace(self.lines(segment))

    def read_lines(self, segment: Segment) -> list[dict[str, Any]]:
        """A finished segment's lines of truth."""
        text = self.lines(segment).read_text(encoding="utf-8")
        return [json.loads(line) for line in text.splitlines()]


def half_of(path: Path) -> Path:
    """The name of a file while it is being written."""
    return path.with_name(f"half-{path.name}")


def lines_text(lines: Iterable[Any]) -> str:
    """Values as JSON, one a line, without the spaces that would be a sixth of `frames.jsonl`."""
    return "".join(
        json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in lines
    )


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
