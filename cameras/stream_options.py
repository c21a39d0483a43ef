"""What libav is told when it opens a source: transport, TLS, and whom it may talk to."""

import ssl
from collections.abc import Mapping

from cameras.reading import Reading
from cameras.spec import SourceUrl

# Which of libav's protocols a source may use. A playlist or a redirect names further addresses, and
# no camera may make us open a file, a pipe or another host's port.
PROTOCOLS: Mapping[str, str] = {
    "rtsp": "rtp,udp,tcp",
    "rtsps": "rtp,udp,tcp,tls",
    "http": "http,https,tls,tcp,crypto",
    "https": "https,tls,tcp,crypto",
}
"""``crypto`` is for HLS whose parts are encrypted; from https nothing leads back to http."""


def stream_options(source: SourceUrl, reading: Reading) -> dict[str, str]:
    """libav's options for a recording or a live stream."""
    if source.recorded:
        return {"protocol_whitelist": "file"}  # a playlist in disguise must not reach the network
    options = {
        "protocol_whitelist": PROTOCOLS[source.scheme],
        "analyzeduration": "1500000",  # µs; the default of 5 s would break the 5 s to recover
    }
    if source.scheme in ("rtsp", "rtsps"):
        options["rtsp_transport"] = str(reading.transport)
        options["allowed_media_types"] = "video"  # an audio track is never even requested
    else:
        options["live_start_index"] = "-1"  # HLS: the newest part first
    if source.scheme in ("rtsps", "https"):
        options |= _tls(reading.tls_verify)
    return options


def _tls(verify: bool) -> dict[str, str]:
    """libav trusts everybody unless told otherwise."""
    if not verify:
        return {"tls_verify": "0"}
    authorities = ssl.get_default_verify_paths().cafile
    return {"tls_verify": "1"} | ({"ca_file": authorities} if authorities else {})
