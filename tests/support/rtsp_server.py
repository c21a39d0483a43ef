"""A real RTSP server for the tests: one mp4 at /cam, from its start for every client.

Run with the system's python3, which is the one that has GStreamer's bindings:
``/usr/bin/python3 rtsp_server.py FILE PORT [USER PASSWORD]``. Prints READY once it listens.
Nothing is re-encoded, so the pictures that arrive are those of the file.
"""

import sys

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstRtspServer  # noqa: E402

VIDEO = "filesrc location={path} ! qtdemux name=demux demux.video_0 ! queue ! {payload} name=pay0"
PAYLOADS = {
    "h264": "h264parse ! rtph264pay pt=96 config-interval=1",
    "h265": "h265parse ! rtph265pay pt=96 config-interval=1",
    "mjpeg": "jpegparse ! rtpjpegpay",
}
AUDIO = " demux.audio_0 ! queue ! aacparse ! rtpmp4gpay name=pay1 pt=97"


def serve(path: str, port: str, credentials: list[str], with_audio: bool, codec: str) -> None:
    """Serve until killed; ``credentials`` is empty or a user and a password."""
    Gst.init(None)
    server = GstRtspServer.RTSPServer()
    server.set_address("127.0.0.1")
    server.set_service(port)

    factory = GstRtspServer.RTSPMediaFactory()
    pipeline = (VIDEO + (AUDIO if with_audio else "")).format(path=path, payload=PAYLOADS[codec])
    factory.set_launch(f"( {pipeline} )")
    factory.set_shared(False)  # each client has its own media and so the file's start
    server.get_mount_points().add_factory("/cam", factory)

    if credentials:
        user, password = credentials
        auth = GstRtspServer.RTSPAuth()
        token = GstRtspServer.RTSPToken()
        token.set_string("media.factory.role", "viewer")
        auth.add_basic(GstRtspServer.RTSPAuth.make_basic(user, password), token)
        server.set_auth(auth)
        # The role must be known to the factory: GStreamer denies by default, as it should.
        factory.add_role_from_structure(_viewer())

    if server.attach(None) == 0:
        sys.exit(f"cannot listen on 127.0.0.1:{port}")
    print("READY", flush=True)  # noqa: T201
    GLib.MainLoop().run()


def _viewer() -> "Gst.Structure":
    role, _ = Gst.Structure.from_string(
        "viewer, media.factory.access=(boolean)true, media.factory.construct=(boolean)true"
    )
    return role


if __name__ == "__main__":
    arguments = [a for a in sys.argv[1:] if not a.startswith("--")]
    codec = next((a[8:] for a in sys.argv if a.startswith("--codec=")), "h264")
    serve(arguments[0], arguments[1], arguments[2:4], "--audio" in sys.argv, codec)
