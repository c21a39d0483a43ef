"""``floorwatch cameras``."""

import json
import math
import os
import secrets
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from api.camera_advice import advice
from api.cli.faults import CommandFault, reported
from api.cli.options import JsonOption, ModelsOption
from api.networks import detector_for
from api.pushes import hash_of
from api.seats_watched import people_of
from api.site.model import VisionSection
from cameras.decode import DEFAULT_TIMEOUTS, open_pictures
from cameras.frame import CameraId, Frame
from cameras.reading import Reading, Transport
from cameras.spec import CameraSpec, SourceKind, SourceUrl, resolve_source
from cameras.survey import Survey, survey
from models.manifest import PACKAGE
from privacy.mask import MaskSettings, PersonMasker
from privacy.still_store import write_still

app = typer.Typer(no_args_is_help=True, help="What cameras send, and who may push.")

LOOKS, LOOK_EVERY_S = 5, 0.4
"""A still is masked with what was seen in so many pictures; they are remembered for 2 s."""

NEEDS_ONVIF = "ONVIF is an extra: pip install 'floorwatch[onvif]'"

UNKNOWN_CLOCK = "unknown: the stream does not tell the camera's time"


@app.command()
def probe(
    source: Annotated[str, typer.Argument(help="An address as in the site file, or a file.")],
    seconds: Annotated[float, typer.Option(min=1, max=120, help="How long to look.")] = 8.0,
    fps: Annotated[float, typer.Option(min=0.1, max=30, help="Decisions a second.")] = 2.0,
    transport: Annotated[Transport, typer.Option(help="Of RTSP.")] = Transport.TCP,
    tls_verify: Annotated[
        bool, typer.Option("--tls-verify/--no-tls-verify", help="Look at the certificate.")
    ] = True,
    still: Annotated[
        Path | None, typer.Option("--still", help="Write a masked JPEG, to draw seats on.")
    ] = None,
    models: ModelsOption = PACKAGE,
    as_json: JsonOption = False,
) -> None:
    """Measure what a camera sends and what it costs, and say what would be better.

    Example: floorwatch cameras probe 'rtsp://${CAM1_LOGIN}@10.0.0.7/stream2' --still cam1.jpg
    """
    with reported():
        try:
            url = resolve_source(source, Path.cwd(), os.environ)
        except ValueError as error:
            raise CommandFault(str(error)) from None
        if url.kind not in (SourceKind.STREAM, SourceKind.FILE):
            raise CommandFault(f"{url}: only streams and video files can be probed")
        reading = Reading(transport=transport, tls_verify=tls_verify)
        seen = survey(url, seconds, DEFAULT_TIMEOUTS, reading)
        words = tuple(advice(seen, fps))
        if still is not None:
            _write_masked(url, seen, reading, still, models)
        if as_json:
            told = asdict(seen) | {"source": str(url), "advice": words}
            typer.echo(json.dumps(told, ensure_ascii=False))
        else:
            _tell(url, seen, words)


@app.command()
def token() -> None:
    """Make a token for a camera that pushes stills: the token for it, the hash for the site file.

    Example: floorwatch cameras token
    """
    made = secrets.token_urlsafe(32)
    typer.echo(f"token: {made}")
    typer.echo(f"push_token_sha256: {hash_of(made)}")


@app.command()
def streams(
    host: Annotated[str, typer.Argument(help="The camera's address.")],
    port: Annotated[int, typer.Option(min=1, max=65535, help="Of ONVIF, not of RTSP.")] = 80,
    login: Annotated[
        str | None, typer.Option(help="The name in the environment of user:password.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Ask a camera by ONVIF which streams it has, and how to write them in the site file.

    Example: floorwatch cameras streams 10.0.0.7 --login CAM1_LOGIN
    """
    with reported():
        try:
            from cameras.onvif import OnvifFailed, onvif_streams
        except ImportError:
            raise CommandFault(NEEDS_ONVIF) from None
        try:
            found = onvif_streams(host, port, _login(login))
        except OnvifFailed as error:
            raise CommandFault(str(error)) from None
        place = "" if login is None else f"${{{login}}}@"
        told = [asdict(each) | {"source": _with_place(each.uri, place)} for each in found]
        if as_json:
            typer.echo(json.dumps(told, ensure_ascii=False))
            return
        for each, one in zip(found, told, strict=True):
            size = "size unknown" if each.size is None else f"{each.size[0]}x{each.size[1]}"
            fps = "" if each.fps is None else f", {each.fps} pictures a second"
            gop = "" if each.gop is None else f", a key frame every {each.gop}"
            typer.echo(f"{each.name}: {each.codec or 'codec unknown'}, {size}{fps}{gop}")
            typer.echo(f"  source: {one['source']}")


@app.command()
def discover(
    seconds: Annotated[float, typer.Option(min=1, max=60, help="How long to listen.")] = 4.0,
    as_json: JsonOption = False,
) -> None:
    """Ask the local network which ONVIF cameras are in it.

    Example: floorwatch cameras discover
    """
    with reported():
        try:
            from cameras.onvif import discover_cameras
        except ImportError:
            raise CommandFault(NEEDS_ONVIF) from None
        try:
            found = discover_cameras(seconds)
        except OSError as error:
            raise CommandFault(f"this network takes no multicast: {error.strerror}") from None
        if as_json:
            typer.echo(json.dumps(found))
        elif found:
            typer.echo("\n".join(found))
        else:
            typer.echo("none answered; cameras behind a router, or with ONVIF off, do not")


def _login(name: str | None) -> tuple[str, str] | None:
    if name is None:
        return None
    user, colon, password = os.environ.get(name, "").partition(":")
    if not colon:
        raise CommandFault(f"the environment has no {name}; set it to user:password")
    return user, password


def _with_place(uri: str, place: str) -> str:
    scheme, separator, rest = uri.partition("://")
    return f"{scheme}{separator}{place}{rest}"


def _tell(url: SourceUrl, seen: Survey, words: Sequence[str]) -> None:
    gop = "no second key frame came" if seen.gop_s is None else f"{seen.gop_s:.2f} s"
    key = "" if seen.key_ms is None else f", a key frame {seen.key_ms:.1f} ms"
    clock = UNKNOWN_CLOCK
    if seen.clock_offset_s is not None:
        clock = f"{seen.clock_offset_s:+.2f} s against ours, less what pictures take to come"
    typer.echo(f"{url}, {seen.seconds:.1f} s of it")
    typer.echo(f"  codec   {seen.codec}, {seen.mbit_s:.2f} Mbit/s")
    typer.echo(f"  size    {seen.size[0]}x{seen.size[1]}")
    typer.echo(f"  rate    {seen.fps:.1f} pictures a second")
    typer.echo(f"  GOP     {gop}")
    typer.echo(f"  cost    {seen.ms:.1f} ms CPU a picture{key}")
    typer.echo(f"  clock   {clock}")
    for each in words:
        typer.echo(f"- {each}")


def _write_masked(url: SourceUrl, seen: Survey, reading: Reading, path: Path, models: Path) -> None:
    """A still, through the same mask as every picture that leaves. Raises ``CommandFault``."""
    spec = CameraSpec(CameraId("probe"), url, seen.size, 1.0, reading)
    detector = detector_for(VisionSection(), [seen.size], models)
    masker = PersonMasker(spec.id, MaskSettings(width=seen.size[0]))
    picture, looks, due_s = None, 0, -math.inf
    with closing(open_pictures(spec)) as pictures:
        # Who is missed in one picture is found in another, or moves: the masker remembers.
        for each in pictures:
            if each.pts < due_s or each.damaged:
                continue
            image, due_s, looks = each.to_bgr(), each.pts + LOOK_EVERY_S, looks + 1
            frame = Frame(spec.id, image, round(each.pts * 1e6), 0.0, each.pts)
            picture = masker.mask(frame, people_of(detector.detect([image])[0]))
            if looks == LOOKS:
                break
    if picture is None:
        why = masker.last_drop or "no sound picture came"
        raise CommandFault(f"{url}: no still was written: {why}")
    write_still(path, picture)
