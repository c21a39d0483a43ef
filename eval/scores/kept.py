"""Replays that are kept, and when one of them still holds."""

import hashlib
import json
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import api
from api.site.build import camera_specs
from api.site.load import Site

NOTE = "replayed.json"
"""Beside a kept replay: the digest of all that it came from."""

CODE = ("cameras", "models", "floor", "vision", "privacy", "api")
"""The rooms whose code a replay runs through."""

PEOPLE = ("api/cli", "api/web")
"""What of it is only for people, and changes no byte of a replay."""

LIBRARIES = ("av", "numpy", "onnxruntime", "opencv-python-headless", "trackforge")
"""What decodes, and what computes: another version of them may see something else."""


def digest(site: Site, models: Path) -> str:
    """SHA-256 of all that a replay depends on: the same digest, the same bytes out.

    The site file, its recordings, roster and feeds; the manifest of the networks, which holds
    the weights' own digests; the product's code; and the libraries' versions.
    """
    told = hashlib.sha256()
    for name, path in _files(site, models):
        told.update(f"{name}\0".encode())
        if path.exists():
            with path.open("rb") as file:
                told.update(hashlib.file_digest(file, "sha256").digest())
    for library in LIBRARIES:
        told.update(f"{library} {version(library)}\0".encode())
    return told.hexdigest()


def is_kept(folder: Path, expected: str) -> bool:
    """Whether the replay in ``folder`` came from what ``expected`` is the digest of."""
    try:
        note = json.loads((folder / NOTE).read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(note, dict) and note.get("digest") == expected


def forget(folder: Path) -> None:
    """A replay is about to be written here: what was noted no longer holds."""
    (folder / NOTE).unlink(missing_ok=True)


def note(folder: Path, digest: str) -> None:
    """The replay in ``folder`` is whole."""
    (folder / NOTE).write_text(json.dumps({"digest": digest}) + "\n", "utf-8")


def _files(site: Site, models: Path) -> Iterator[tuple[str, Path]]:
    """Every file with the name that the digest knows it by; in the same order everywhere."""
    yield "site", site.path
    for spec in camera_specs(site):
        if not spec.source.recorded:
            continue  # the replay itself refuses it
        source = spec.source.path
        for path in sorted(source.iterdir()) if source.is_dir() else (source,):
            yield f"{spec.id}/{path.name}", path
    settings = site.settings
    for camera in settings.cameras:
        for picture in camera.reference:
            yield picture, site.folder / picture
    for name in (settings.roster, *(feed.path for feed in settings.file_feeds)):
        if name is not None:
            yield name, site.folder / name
    yield "manifest", models / "manifest.yaml"
    product = Path(api.__file__).parents[1]
    for room in CODE:
        for path in sorted((product / room).rglob("*.py")):
            place = path.relative_to(product)
            if not any(place.is_relative_to(each) for each in PEOPLE):
                yield str(place), path
