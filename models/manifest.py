"""The allow-list of networks, and the check that a file is the one it says it is."""

import hashlib
from enum import StrEnum
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

PACKAGE = Path(__file__).parent


class ModelError(Exception):
    """A network that must not run, or cannot; the message says which, why and what is right."""


class Purpose(StrEnum):
    """What a network may be for. There is no value for faces, identities or emotions."""

    DETECTION = "detection"
    POSE = "pose"
    SEAT_STATE = "seat_state"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class InputSpec(_Strict):
    """How pictures are prepared for a network."""

    layout: Literal["NCHW"]
    colour: Literal["RGB"]
    range: tuple[Literal[0], Literal[1]]
    letterbox: Literal[114]
    stride: Literal[32]
    size: tuple[int, int]


class ManifestEntry(_Strict):
    """One network of the allow-list."""

    name: str
    file: Path
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    licence: str
    purpose: Purpose
    classes: Literal["coco-80", "person"]
    input: InputSpec
    card: Path


class Manifest(_Strict):
    """All networks that may run."""

    version: Literal[1]
    networks: tuple[ManifestEntry, ...]

    def entry(self, name: str) -> ManifestEntry:
        """The network called ``name``. Raises ``ModelError`` where it is not on the list."""
        for entry in self.networks:
            if entry.name == name:
                return entry
        known = ", ".join(entry.name for entry in self.networks)
        raise ModelError(f"network {name!r} is not on the allow-list; it holds: {known}")


def load_manifest(path: Path = PACKAGE / "manifest.yaml") -> Manifest:
    """Read a manifest. Raises ``ModelError`` where it is missing or malformed."""
    try:
        return Manifest.model_validate(yaml.safe_load(path.read_text("utf-8")))
    except FileNotFoundError:
        raise ModelError(f"{path}: no model manifest there") from None
    except (yaml.YAMLError, ValidationError) as error:
        raise ModelError(f"{path}: not a model manifest: {error}") from error


def verified_bytes(entry: ManifestEntry, root: Path = PACKAGE) -> bytes:
    """The file's bytes, once its SHA-256 is the one in the manifest.

    The bytes that were checked are the bytes that run: nobody can swap the file in between.
    Raises ``ModelError`` where the file is missing or another.
    """
    path = root / entry.file
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise ModelError(f"{path}: the weights of {entry.name!r} are missing") from None
    found = hashlib.sha256(data).hexdigest()
    if found != entry.sha256:
        raise ModelError(
            f"{path}: SHA-256 is {found}, but the manifest says {entry.sha256}; "
            f"restore the file, or import the new network under a name of its own"
        )
    return data
