"""How a camera's stream is to be read, as the site file may ask for it."""

from dataclasses import dataclass
from enum import StrEnum


class Decode(StrEnum):
    """Which pictures of a video are decoded.

    ``AUTO``: a recording's decisions get the very pictures that ``ALL`` would give them; a live
    camera's are at most a cadence old. ``KEYFRAMES``: a recording's too, which is cheaper.
    """

    AUTO = "auto"
    ALL = "all"
    KEYFRAMES = "keyframes"


class Transport(StrEnum):
    """How RTSP's pictures come: lost UDP packets smear them, TCP's come late."""

    TCP = "tcp"
    UDP = "udp"


class DecodeOn(StrEnum):
    """What decodes; ``AUTO`` is settled at the start by ``cameras.hardware``."""

    AUTO = "auto"
    CPU = "cpu"
    CUDA = "cuda"
    VAAPI = "vaapi"
    VIDEOTOOLBOX = "videotoolbox"


@dataclass(frozen=True, slots=True)
class Reading:
    """The choices that a camera's card leaves to the site. ``tls_verify``: whether the certificate
    of ``rtsps`` and ``https`` must be one that this machine trusts."""

    decode: Decode = Decode.AUTO
    transport: Transport = Transport.TCP
    tls_verify: bool = True
    decode_on: DecodeOn = DecodeOn.CPU


DEFAULT_READING = Reading()
