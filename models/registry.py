"""Adding a network to a manifest: wholly, or not at all."""

import fcntl
import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import yaml

from models.manifest import Manifest, ManifestEntry, ModelError, load_manifest

HEADER = """\
# The allow-list of networks. What is not here does not run.
# Purposes that are never accepted: face, re-identification, emotion, gait, audio.
"""


def register(manifest_path: Path, entry: ManifestEntry, weights: bytes) -> ManifestEntry:
    """Write ``weights`` beside the manifest and list them; gives the entry as it was listed.

    The file goes to ``weights/NAME.onnx`` first and the list is replaced last, each in one step:
    whoever reads meanwhile, or after a crash, finds the old list or the new one, and the file of
    every network on it. ``file`` and ``sha256`` of ``entry`` are taken from ``weights``. A name
    that is there with the same bytes gets its other fields anew.

    Raises ``ModelError`` where the name belongs to other bytes, or the manifest is none. What an
    entry may be for, its own type says.
    """
    digest = hashlib.sha256(weights).hexdigest()
    file = Path("weights") / f"{entry.name}.onnx"
    entry = ManifestEntry.model_validate({**dict(entry), "file": file, "sha256": digest})
    folder = manifest_path.parent
    with _alone(folder):
        listed = load_manifest(manifest_path).networks
        for other in listed:
            if other.name == entry.name and other.sha256 != digest:
                raise ModelError(
                    f"{manifest_path}: {entry.name!r} is there with SHA-256 {other.sha256[:12]}, "
                    f"not {digest[:12]}; give the new network another name"
                )
            if other.name != entry.name and other.file == file:
                raise ModelError(f"{manifest_path}: {file} belongs to {other.name!r}")
        _replace(folder / file, weights)
        others = tuple(other for other in listed if other.name != entry.name)
        _replace(manifest_path, as_yaml(Manifest(version=1, networks=(*others, entry))).encode())
    return entry


def as_yaml(manifest: Manifest) -> str:
    """The manifest as its file has it, without what is not said."""
    content = manifest.model_dump(mode="json", exclude_defaults=True)
    return HEADER + yaml.safe_dump(
        content, sort_keys=False, allow_unicode=True, width=100, default_flow_style=None
    )


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One at a time: of two who add at once, neither may lose the other's entry."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _replace(path: Path, data: bytes) -> None:
    """Put ``data`` at ``path`` in one step, on the disk before its name is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".part-", delete=False) as part:
        try:
            part.write(data)
            part.flush()
            os.fsync(part.fileno())
            # A temporary file is its maker's alone; weights are for whoever runs the product.
            os.fchmod(part.fileno(), 0o644)
            Path(part.name).replace(path)
        except BaseException:
            Path(part.name).unlink(missing_ok=True)
            raise
