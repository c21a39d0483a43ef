"""The folder of training frames: where everything lies, and that nothing half-written counts."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal

from eval.sim.frames.classes import NAMES
from eval.sim.keypoints import KEYPOINTS

Half = Literal["train", "val"]
HALVES: tuple[Half, Half] = ("train", "val")
VAL_EVERY = 10
LIBRARIES = ("moderngl", "numpy", "opencv-python-headless", "scipy")
CHECKED = "frames.json"
ROOMS = ".rooms"

Line = dict[str, Any]


class FramesError(Exception):
    """Frames that cannot be made; the text says what to do."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All that decides what a frame looks like besides its number."""

    seed: int
    size: tuple[int, int]

    def said(self) -> dict[str, Any]:
        """For `frames.json`: also the simulator's own code and the libraries that draw."""
        digest = hashlib.sha256()
        code = Path(__file__).parents[1]
        for path in sorted(code.rglob("*.py")):
            digest.update(path.relative_to(code).as_posix().encode())
            digest.update(path.read_bytes())
        for name in LIBRARIES:
            digest.update(f"{name} {version(name)}".encode())
        return {"seed": self.seed, "size": list(self.size), "simulator": digest.hexdigest()[:20]}


def half_of(room: int) -> Half:
    """Whole rooms are held out, so that no face and no desk is on both sides."""
    return "val" if room % VAL_EVERY == 1 else "train"


@dataclass(frozen=True, slots=True)
class FramesFolder:
    """Where the frames of one seed and size are."""

    root: Path

    def open(self, said: Mapping[str, Any]) -> None:
        """Make the folder ready for frames of which so much is `said`. Raises `FramesError` if
        other frames are in it."""
        path = self.root / CHECKED
        if path.exists():
            there = json.loads(path.read_text(encoding="utf-8"))
            other = [name for name in said if there.get(name) != said[name]]
            if other:
                changed = ", ".join(f"{n} {there.get(n)} instead of {said[n]}" for n in other)
                raise FramesError(
                    f"{self.root} holds frames of another kind ({changed}); "
                    "choose another folder, or empty this one"
                )
            return
        if self.root.exists() and any(self.root.iterdir()):
            raise FramesError(
                f"{self.root} is not empty and holds no frames; choose another folder"
            )
        for half in HALVES:
            for place in ("images", "labels", "pose/labels", "crops", "references"):
                (self.root / place / half).mkdir(parents=True, exist_ok=True)
        (self.root / ROOMS).mkdir(exist_ok=True)
        (self.root / "pose/images").symlink_to("../images", target_is_directory=True)
        write(path, json.dumps(said, indent=1) + "\n")

    def image(self, half: Half, frame: int) -> Path:
        """A frame's picture."""
        return self.root / "images" / half / f"{frame:06}.jpg"

    def labels(self, half: Half, frame: int, pose: bool = False) -> Path:
        """A frame's labels, of all things or of people's keypoints."""
        return self.root / ("pose/labels" if pose else "labels") / half / f"{frame:06}.txt"

    def crop(self, half: Half, frame: int, seat: str) -> Path:
        """A seat's crop."""
        return self.root / "crops" / half / f"{frame:06}-{seat}.jpg"

    def reference(self, half: Half, room: int, camera: str, seat: str) -> Path:
        """What a seat's crop looks like tidy and empty."""
        return self.root / "references" / half / f"{room:05}-{camera}-{seat}.jpg"

    def room_lines(self, room: int) -> Line | None:
        """The lines of a room that is finished: of its `frames` and of its `crops`."""
        path = self._room(room)
        if not path.is_file():
            return None
        lines: Line = json.loads(path.read_text(encoding="utf-8"))
        return lines

    def keep_room(self, room: int, lines: Line) -> None:
        """A room is finished: this comes last, so it vouches for its pictures."""
        write(self._room(room), json.dumps(lines, ensure_ascii=False))

    def finish(self) -> None:
        """Write what speaks of all frames that are there."""
        frames: list[Line] = []
        crops: list[Line] = []
        for path in sorted((self.root / ROOMS).glob("[0-9]*.json")):
            room = json.loads(path.read_text(encoding="utf-8"))
            frames += room["frames"]
            crops += room["crops"]
        write(self.root / "frames.jsonl", _lines(frames))
        write(self.root / "labels.jsonl", _lines(crops))
        for half in HALVES:
            images = [
                line["image"] for line in frames if line["image"].startswith(f"images/{half}")
            ]
            write(self.root / "pose" / f"{half}.txt", "".join(f"./{name}\n" for name in images))
        write(self.root / "data.yaml", _data_yaml())
        write(self.root / "pose" / "data.yaml", _pose_yaml())

    def _room(self, room: int) -> Path:
        return self.root / ROOMS / f"{room:05}.json"


def write(path: Path, content: str | bytes) -> None:
    """Write a file whole or not at all."""
    draft = path.with_name(f".half-{path.name}")
    draft.write_bytes(content.encode() if isinstance(content, str) else content)
    draft.replace(path)


def _lines(lines: Iterable[Mapping[str, Any]]) -> str:
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def _data_yaml() -> str:
    names = "".join(f"  {number}: {name}\n" for number, name in enumerate(NAMES))
    return f"path: .\ntrain: images/train\nval: images/val\nnames:\n{names}"


def _pose_yaml() -> str:
    # Lists of pictures, since a folder's links would be followed to where the other labels are.
    mirrored = [KEYPOINTS.index(_other_side(name)) for name in KEYPOINTS]
    return (
        "path: .\ntrain: train.txt\nval: val.txt\n"
        f"kpt_shape: [{len(KEYPOINTS)}, 3]\nflip_idx: {mirrored}\nnames:\n  0: person\n"
    )


def _other_side(name: str) -> str:
    if name.startswith("left_"):
        return name.replace("left_", "right_")
    return name.replace("right_", "left_")
