"""What this machine can do for Floorwatch, and what is missing. Looks, and changes nothing."""

import importlib.metadata
import os
import platform
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from models.manifest import ModelError, load_manifest, verified_bytes
from models.session import available_devices

LOW_DISK_GIB = 2.0


class Verdict(StrEnum):
    """How a finding of the doctor weighs; only ``missing`` keeps the product from running."""

    GOOD = "good"
    NOTE = "note"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One thing that was looked at."""

    subject: str
    verdict: Verdict
    detail: str


def diagnose(folder: Path) -> tuple[Diagnosis, ...]:
    """Look at Python, processors, providers, networks, decoders, display library and disk."""
    return (
        _python(),
        _processors(),
        _devices(),
        *_networks(),
        *_decoders(),
        *_opencv(),
        _ffmpeg(),
        _disk(folder),
    )


def _python() -> Diagnosis:
    version = platform.python_version()
    known = (3, 11) <= sys.version_info[:2] <= (3, 13)
    wanted = "" if known else "; Floorwatch is made for 3.11 to 3.13"
    return Diagnosis("python", Verdict.GOOD if known else Verdict.MISSING, version + wanted)


def _processors() -> Diagnosis:
    return Diagnosis("processors", Verdict.GOOD, f"{os.cpu_count()} x {platform.machine()}")


def _devices() -> Diagnosis:
    devices = available_devices()
    detail = ", ".join(devices)
    if devices == ("cpu",):
        return Diagnosis("devices", Verdict.NOTE, f"{detail}; for a GPU install floorwatch[gpu]")
    return Diagnosis("devices", Verdict.GOOD, detail)


def _networks() -> Iterator[Diagnosis]:
    try:
        networks = load_manifest().networks
    except ModelError as error:
        yield Diagnosis("networks", Verdict.MISSING, str(error))
        return
    for entry in networks:
        try:
            verified_bytes(entry)
            yield Diagnosis(f"network {entry.name}", Verdict.GOOD, "as in the manifest")
        except ModelError as error:
            yield Diagnosis(f"network {entry.name}", Verdict.MISSING, str(error))


def _decoders() -> Iterator[Diagnosis]:
    import av

    for name in ("h264", "hevc", "mjpeg"):
        there = name in av.codecs_available
        yield Diagnosis(
            f"decoder {name}",
            Verdict.GOOD if there else Verdict.MISSING,
            f"PyAV {importlib.metadata.version('av')}" if there else "this PyAV lacks it",
        )
    try:
        from av.codec.hwaccel import hwdevices_available

        devices = ", ".join(hwdevices_available()) or "none"
    except ImportError:
        devices = "unknown to this PyAV"
    yield Diagnosis(
        "hardware decoding", Verdict.NOTE, f"{devices}; used where a camera's decode_on asks"
    )


def _opencv() -> Iterator[Diagnosis]:
    names = ("opencv-python-headless", "opencv-python", "opencv-contrib-python")
    found = [name for name in names if _version(name)]
    detail = ", ".join(f"{name} {_version(name)}" for name in found)
    if len(found) > 1:
        yield Diagnosis(
            "opencv",
            Verdict.NOTE,
            f"{detail}: they share one folder, and the last one installed runs",
        )
    else:
        yield Diagnosis("opencv", Verdict.GOOD if found else Verdict.MISSING, detail or "none")


def _ffmpeg() -> Diagnosis:
    where = shutil.which("ffmpeg")
    if where is None:
        return Diagnosis("ffmpeg", Verdict.NOTE, "not installed; PyAV brings its own libraries")
    return Diagnosis("ffmpeg", Verdict.GOOD, where)


def _disk(folder: Path) -> Diagnosis:
    free = shutil.disk_usage(folder).free / 2**30
    enough = free >= LOW_DISK_GIB
    return Diagnosis("disk", Verdict.GOOD if enough else Verdict.NOTE, f"{free:.1f} GiB free")


def _version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return ""
