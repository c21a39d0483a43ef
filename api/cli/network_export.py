"""``floorwatch models export``: a network as a file of its own, or in smaller numbers."""

from collections.abc import Iterator
from datetime import UTC, datetime
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from numpy.typing import NDArray
from rich.console import Console
from rich.progress import track

from api.cli.faults import CommandFault, reported
from api.cli.network_tables import FolderOption, tell
from api.cli.options import JsonOption
from cameras.folder import SUFFIXES, folder_pictures
from cameras.spec import SourceUrl
from models.manifest import (
    PACKAGE,
    InputSpec,
    ManifestEntry,
    SeatInput,
    load_manifest,
    verified_bytes,
)
from models.openvino import to_openvino
from models.quantise import to_half, to_int8
from models.registry import register
from vision.letterbox import input_shape, letterbox_batch


class Format(StrEnum):
    """What another program reads."""

    ONNX = "onnx"
    OPENVINO = "openvino"
    ENGINE = "engine"


def export(
    name: Annotated[str, typer.Argument(help="A network of the manifest.")],
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Where to write it; a folder for openvino.")
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="The kind of file.")] = Format.ONNX,
    int8: Annotated[
        bool, typer.Option("--int8", help="Whole numbers of 8 bits; needs --calibration.")
    ] = False,
    fp16: Annotated[bool, typer.Option("--fp16", help="Floats of 16 bits.")] = False,
    calibration: Annotated[
        Path | None,
        typer.Option("--calibration", help="A folder of pictures of the site's cameras."),
    ] = None,
    pictures: Annotated[
        int, typer.Option("--pictures", min=1, help="How many of them at most.")
    ] = 200,
    new_name: Annotated[
        str, typer.Option("--as", help="The smaller network's name; else NAME-int8 or NAME-fp16.")
    ] = "",
    folder: FolderOption = PACKAGE,
    as_json: JsonOption = False,
) -> None:
    """Write a network out, or make a smaller one of it.

    A smaller one (--int8, --fp16) goes on the list under a name of its own, without the figures of
    the one it was made from: measure it before a site uses it. A TensorRT engine is built by
    onnxruntime itself, on the machine that it runs on.

    Example: floorwatch models export floor-n --int8 --calibration pictures/
    """
    if int8 and fp16:
        raise typer.BadParameter("--int8 or --fp16, not both")
    if int8 != (calibration is not None):
        raise typer.BadParameter("--int8 and --calibration FOLDER belong together")
    with reported():
        if form is Format.ENGINE:
            raise CommandFault(
                "a TensorRT engine fits one card and one version only, so onnxruntime builds it "
                "where it runs: set vision: {device: tensorrt} in the site file"
            )
        entry = load_manifest(folder / "manifest.yaml").entry(name)
        data = verified_bytes(entry, folder)
        if int8 or fp16:
            kind = "int8" if int8 else "fp16"
            made_from = f"{name}, {kind}"
            if calibration is not None:
                count = min(pictures, _count(calibration))
                data = to_int8(data, _shown(entry, calibration, count))
                made_from += f", calibrated with {count} pictures"
            else:
                data = to_half(data)
            entry = entry.model_copy(
                update={
                    "name": new_name or f"{name}-{kind}",
                    "scores": {},
                    "card": None,
                    "made_from": made_from,
                    "added": datetime.now(UTC).date(),
                }
            )
            entry = register(folder / "manifest.yaml", entry, data)
        elif out is None:
            out = Path(f"{name}.onnx" if form is Format.ONNX else f"{name}-openvino")
        if out is not None:
            if form is Format.OPENVINO:
                to_openvino(data, out, entry.name)
            else:
                out.write_bytes(data)
            Console(stderr=True).print(f"{out}: written", markup=False, highlight=False)
        tell(entry, as_json)


def _count(folder: Path) -> int:
    """How many pictures a folder has."""
    return sum(each.suffix.lower() in SUFFIXES for each in folder.iterdir())


def _shown(entry: ManifestEntry, folder: Path, count: int) -> Iterator[NDArray[np.float32]]:
    """The first pictures of a folder as the network gets them, one by one."""
    if isinstance(entry.input, SeatInput):
        raise CommandFault(
            f"{entry.name} looks at seats, not at pictures: --int8 is not for it yet"
        )
    found = islice(folder_pictures(SourceUrl(str(folder)), 1.0), count)
    shape: tuple[int, int] | None = None
    console = Console(stderr=True)
    for picture in track(
        found, "calibrating", total=count, console=console, disable=not console.is_terminal
    ):
        shape = shape or _shape(entry.input, picture.size)
        batch, _ = letterbox_batch([picture.to_bgr()], shape)
        yield np.repeat(batch, entry.input.batch or 1, axis=0)


def _shape(spec: InputSpec, size: tuple[int, int]) -> tuple[int, int]:
    """The (height, width) that a site with pictures of ``size`` would run it at."""
    return spec.size if spec.fixed else input_shape([size], max(spec.size), spec.stride)
