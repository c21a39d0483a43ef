"""Hardware decoders: which one is got, and why another is not."""

from collections.abc import Sequence
from dataclasses import replace

import av
import structlog
from av.codec.hwaccel import HWAccel, hwdevices_available

from cameras.reading import DecodeOn
from cameras.spec import CameraSpec

_log = structlog.get_logger(__name__)
_TRIED = (DecodeOn.CUDA, DecodeOn.VAAPI, DecodeOn.VIDEOTOOLBOX)


class HardwareRefused(Exception):
    """A decoder that was asked for by name and not got."""


def refusal(device: DecodeOn) -> str | None:
    """Why H.264 cannot be decoded on ``device``; None if it can."""
    if str(device) not in hwdevices_available():
        return "this build of PyAV has no such decoder"
    try:
        context = av.CodecContext.create("h264", "r", hwaccel=_accelerator(device))
    except (av.FFmpegError, RuntimeError, NotImplementedError, ValueError, OSError) as error:
        return f"{type(error).__name__}: {error}"
    return None if context.is_hwaccel else "it decodes no H.264"


def decoding_device(asked: DecodeOn) -> DecodeOn:
    """The device to decode on, to be found out once at the start.

    ``auto`` takes the first that works and logs why others do not. Raises ``HardwareRefused`` for
    one that was asked for by name: a slow run instead of it would go unnoticed.
    """
    if asked is DecodeOn.CPU:
        return asked
    for device in _TRIED if asked is DecodeOn.AUTO else (asked,):
        why = refusal(device)
        if why is None:
            return device
        if asked is not DecodeOn.AUTO:
            raise HardwareRefused(
                f"decode_on: {asked} is not to be had here ({why}); "
                "install its driver, or write decode_on: cpu"
            )
        _log.info("hardware_decoder_refused", device=str(device), reason=why)
    return DecodeOn.CPU


def settled(specs: Sequence[CameraSpec]) -> tuple[CameraSpec, ...]:
    """The cameras, each with the device that it will be decoded on. Raises ``HardwareRefused``."""
    asked = sorted({spec.reading.decode_on for spec in specs})
    devices = {each: decoding_device(each) for each in asked}
    return tuple(
        replace(spec, reading=replace(spec.reading, decode_on=devices[spec.reading.decode_on]))
        for spec in specs
    )


def accelerator(device: DecodeOn) -> HWAccel | None:
    """What PyAV is given to open a source with. What the hardware cannot decode, such as a codec
    that it does not know, the processor does."""
    return None if device in (DecodeOn.CPU, DecodeOn.AUTO) else _accelerator(device, True)


def _accelerator(device: DecodeOn, fall_back: bool = False) -> HWAccel:
    return HWAccel(device_type=str(device), allow_software_fallback=fall_back)
