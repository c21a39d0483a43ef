"""What a camera says of its own streams, by ONVIF; and which cameras answer on this network.

Optional: needs the extra ``onvif``. The protocol is spoken by onvif-zeep-async and WSDiscovery.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from aiohttp import ClientError
from onvif import ONVIFCamera
from onvif.exceptions import ONVIFError
from wsdiscovery import QName
from wsdiscovery.discovery import ThreadedWSDiscovery
from zeep.exceptions import Error as ZeepError

from cameras.redact import redact

TIMEOUT_S: Final = 10.0
_VIDEO: Final = QName("http://www.onvif.org/ver10/network/wsdl", "NetworkVideoTransmitter")


class OnvifFailed(Exception):
    """The camera could not be asked. Says why, with no login in it."""


@dataclass(frozen=True, slots=True)
class OnvifStream:
    """One of a camera's streams. ``size`` in pixels, ``fps`` pictures a second and ``gop`` pictures
    between key frames, each None where the camera does not say. ``uri`` has no login in it."""

    name: str
    uri: str
    codec: str | None = None
    size: tuple[int, int] | None = None
    fps: int | None = None
    gop: int | None = None


def onvif_streams(
    host: str, port: int, login: tuple[str, str] | None, timeout_s: float = TIMEOUT_S
) -> tuple[OnvifStream, ...]:
    """The RTSP streams of the camera at ``host``, in its own order.

    Raises ``OnvifFailed``: nobody there, a refused login, no media service, or no sense.
    """
    try:
        return asyncio.run(asyncio.wait_for(_streams(host, port, login), timeout_s))
    except TimeoutError:
        raise OnvifFailed(f"{host}:{port} did not answer within {timeout_s:g} s") from None
    # Not chained: their texts may repeat what was sent.
    except (ONVIFError, ZeepError) as error:
        raise OnvifFailed(f"{host}:{port}: {_why(error)}") from None
    except (ClientError, OSError):
        raise OnvifFailed(f"{host}:{port} cannot be reached by HTTP; is the port right?") from None


async def _streams(host: str, port: int, login: tuple[str, str] | None) -> tuple[OnvifStream, ...]:
    user, password = login or ("", "")
    # The token's time is the camera's own: one with a wrong clock refuses every login else.
    camera = ONVIFCamera(host, port, user, password, adjust_time=True)
    try:
        await camera.update_xaddrs()
        media = await camera.create_media_service()
        found: list[OnvifStream] = []
        for profile in await media.GetProfiles():
            asked = {
                "StreamSetup": {"Stream": "RTP-Unicast", "Transport": {"Protocol": "RTSP"}},
                "ProfileToken": profile.token,
            }
            answer = await media.GetStreamUri(asked)
            found.append(_stream(profile, str(answer.Uri)))
        return tuple(found)
    finally:
        await camera.close()


def _stream(profile: object, uri: str) -> OnvifStream:
    """The facts of a profile; cameras leave out what they like."""
    name = getattr(profile, "Name", None) or getattr(profile, "token", "")
    video = getattr(profile, "VideoEncoderConfiguration", None)
    resolution = getattr(video, "Resolution", None)
    control = getattr(video, "RateControl", None)
    codec = getattr(video, "Encoding", None)
    h264 = getattr(video, "H264", None)
    return OnvifStream(
        name=str(name),
        uri=_without_login(uri),
        codec=None if codec is None else str(codec).lower(),
        size=None if resolution is None else (int(resolution.Width), int(resolution.Height)),
        fps=getattr(control, "FrameRateLimit", None),
        gop=getattr(h264, "GovLength", None),
    )


def _without_login(uri: str) -> str:
    parts = urlsplit(uri)
    return redact(parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl())


def _why(error: Exception) -> str:
    text = str(error).lower()
    if any(word in text for word in ("notauthorized", "not authorized", "unauthorized", "401")):
        return "it refuses the login; ONVIF often has users of its own"
    return "it does not answer as ONVIF has it"


def discover_cameras(seconds: float) -> tuple[str, ...]:
    """Addresses of the ONVIF services that answer a probe on the local network, sorted.

    WS-Discovery is multicast: it sees the segment that this machine is in, and nothing behind a
    router. Raises ``OSError`` where the network refuses multicast.
    """
    discovery = ThreadedWSDiscovery()
    discovery.start()
    try:
        services = discovery.searchServices(types=[_VIDEO], timeout=seconds)
        addresses: Sequence[str] = [each for one in services for each in one.getXAddrs()]
    finally:
        discovery.stop()
    return tuple(sorted({_without_login(each) for each in addresses}))
