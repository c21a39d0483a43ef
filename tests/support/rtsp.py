"""Start and stop the tests' RTSP server: a process of its own that can be killed and frozen."""

import os
import select
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

SYSTEM_PYTHON = Path("/usr/bin/python3")  # Debian's gi belongs to this python, not to the venv
SERVER = Path(__file__).with_name("rtsp_server.py")
READY_WITHIN_S = 15.0
NEEDS = (
    "import gi; gi.require_version('Gst', '1.0'); gi.require_version('GstRtspServer', '1.0'); "
    "from gi.repository import Gst, GstRtspServer; Gst.init(None); "
    "assert all(map(Gst.ElementFactory.find, ('qtdemux', 'h264parse', 'rtph264pay')))"
)


@dataclass(frozen=True, slots=True)
class RtspServer:
    """A running server: where it is and which process it is."""

    port: int
    process: subprocess.Popen[str]
    credentials: tuple[str, str] | None = None

    def url(self, user: str | None = None, password: str | None = None) -> str:
        """The camera's address, with the given or the right credentials."""
        if user is None and self.credentials is not None:
            user, password = self.credentials
        login = "" if user is None else f"{user}:{password}@"
        return f"rtsp://{login}127.0.0.1:{self.port}/cam"

    def freeze(self) -> None:
        """Stop answering without closing anything, as a hung camera does."""
        os.kill(self.process.pid, signal.SIGSTOP)

    def thaw(self) -> None:
        """Answer again."""
        os.kill(self.process.pid, signal.SIGCONT)


def free_port() -> int:
    """A TCP port of 127.0.0.1 that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def skip_without_rtsp() -> None:
    """Skip the test, visibly, where GStreamer's RTSP server is not installed."""
    if not SYSTEM_PYTHON.exists():
        pytest.skip(f"no {SYSTEM_PYTHON} for the RTSP server")
    found = subprocess.run([SYSTEM_PYTHON, "-c", NEEDS], capture_output=True, check=False)
    if found.returncode != 0:
        pytest.skip("no RTSP server: needs gir1.2-gst-rtsp-server-1.0 and GStreamer's plugins")


@contextmanager
def serve_rtsp(
    video: Path,
    port: int | None = None,
    credentials: tuple[str, str] | None = None,
    audio: bool = False,
    codec: str = "h264",
) -> Iterator[RtspServer]:
    """Serve an mp4 at rtsp://127.0.0.1:PORT/cam; killed on leaving.

    ``codec`` is what is in it: ``h264``, ``h265`` or ``mjpeg``.

    Each client gets the file from its start, at the file's pace. ``audio`` offers the file's
    AAC track as well. Skips where the server is not installed.
    """
    skip_without_rtsp()
    port = free_port() if port is None else port
    command = [str(SYSTEM_PYTHON), str(SERVER), str(video), str(port), *(credentials or ())]
    command.append(f"--codec={codec}")
    if audio:
        command.append("--audio")
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        _wait_until_ready(process)
        yield RtspServer(port, process, credentials)
    finally:
        process.kill()  # SIGKILL also ends a frozen one; a camera that loses power says no more
        process.wait(timeout=10)
        if process.stdout is not None:
            process.stdout.close()


def _wait_until_ready(process: subprocess.Popen[str]) -> None:
    assert process.stdout is not None
    deadline = time.monotonic() + READY_WITHIN_S
    while time.monotonic() < deadline:
        readable, _, _ = select.select([process.stdout], [], [], 0.2)
        if readable:
            line = process.stdout.readline()
            if line.strip() == "READY":
                return
            if not line:
                break
    raise RuntimeError(f"the RTSP server did not get ready (exit status {process.poll()})")
