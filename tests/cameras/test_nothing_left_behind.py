"""Cameras that fail two hundred times leave no thread, no descriptor and no memory behind."""

import gc
import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from support.camera_specs import camera
from support.rtsp import free_port

from cameras.decode import probe_source
from cameras.errors import SourceError
from cameras.picture import Timeouts

CYCLES = 200
WORDS = (b"", b"RTSP/1.0 200 OK\r\n\r\n", b"HTTP/1.1 400 no\r\n\r\n")
GROWN_AT_MOST = 8 * 2**20  # of bytes: 40 kB a failure, where one kept picture would be 6 MB


def descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def resident() -> int:
    status = Path("/proc/self/status").read_text()
    fields = dict(line.split(":", 1) for line in status.splitlines())
    return int(fields["VmRSS"].split()[0]) * 1024


@contextmanager
def answering(words: bytes) -> Iterator[int]:
    """A machine that says ``words`` to whoever connects, and closes."""
    listener = socket.create_server(("127.0.0.1", 0))

    def answer() -> None:
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            with client:
                client.sendall(words)

    thread = threading.Thread(target=answer, daemon=True)
    thread.start()
    try:
        yield int(listener.getsockname()[1])
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(5)


def fail(port: int) -> None:
    with pytest.raises(SourceError):
        probe_source(camera(f"rtsp://127.0.0.1:{port}/cam"), Timeouts(2.0, 2.0))


def test_a_camera_that_refuses_or_closes() -> None:
    with ExitStack() as stack:
        ports = [stack.enter_context(answering(words)) for words in WORDS] + [free_port()]
        for _ in range(5):  # what libraries set up once
            for port in ports:
                fail(port)
        gc.collect()
        threads, files, memory = threading.active_count(), descriptors(), resident()
        for cycle in range(CYCLES):
            fail(ports[cycle % len(ports)])
        gc.collect()
        assert threading.active_count() <= threads
        assert descriptors() <= files
        assert resident() - memory < GROWN_AT_MOST
