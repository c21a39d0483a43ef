"""A network between us and a camera, which can be made to fail in the ways that networks do.

A TCP proxy that stands before a real RTSP server. What the server says is cut into RTSP answers
and the packets that are interleaved with them (RFC 2326, section 10.12), so that a fault can be
aimed at single packets.
"""

import contextlib
import itertools
import socket
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from support.rtsp import free_port

_CHUNK = 65536
_RTP_HEADER = 4 + 12  # of the interleaving and of RTP itself
_RST_ON_CLOSE = struct.pack("ii", 1, 0)  # SO_LINGER of no time at all


@dataclass(slots=True)
class Faults:
    """What the network does now; set by the test, read by the threads that forward."""

    drop_every: int = 0  # lose each n-th packet of pictures
    corrupt_every: int = 0  # flip bits in each n-th
    repeat: bool = False  # send each twice
    step_by: int = 0  # add to RTP time stamps, in ticks of 90 kHz
    bytes_per_s: int = 0  # of pictures that get through
    silent: bool = False  # accept connections and never answer
    flowing: threading.Event = field(default_factory=threading.Event)


class FaultyCamera:
    """A camera's address behind such a network: all is well until something is asked for."""

    def __init__(self, upstream: int) -> None:
        self.port = free_port()
        self.faults = Faults()
        self.faults.flowing.set()
        self.connections = 0
        self._home = self._upstream = upstream
        self._listener: socket.socket | None = None
        self._open: list[socket.socket] = []
        self._lock = threading.Lock()

    @property
    def url(self) -> str:
        """Where the camera seems to be."""
        return f"rtsp://127.0.0.1:{self.port}/cam"

    def stall(self) -> None:
        """Forward nothing, and close nothing."""
        self.faults.flowing.clear()

    def hang(self) -> None:
        """Cut, and from then on accept connections without a word, as a half-dead machine does."""
        self.faults.silent = True
        self.cut()

    def cut(self, reset: bool = False) -> None:
        """End all connections: in order (FIN) or by a reset (RST)."""
        with self._lock:
            ended, self._open = self._open, []
        for each in ended:
            with contextlib.suppress(OSError):
                if reset:
                    each.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RST_ON_CLOSE)
                # A thread that waits in recv() holds the connection until it is woken.
                each.shutdown(socket.SHUT_RD if reset else socket.SHUT_RDWR)
            each.close()

    def refuse(self) -> None:
        """Cut, and refuse every connection from then on."""
        if self._listener is not None:
            # A thread that waits in accept() holds the port until it is woken.
            self._listener.shutdown(socket.SHUT_RDWR)
            self._listener.close()
            self._listener = None
        self.cut()

    def lead_to(self, upstream: int) -> None:
        """Cut, and stand before another server from then on: a camera that was set up anew."""
        self._upstream = upstream
        self.cut()

    def heal(self) -> None:
        """All is well again, as it was; connections that nobody answered end."""
        silent = self.faults.silent
        flowing = self.faults.flowing
        self.faults = Faults(flowing=flowing)
        flowing.set()
        if silent or self._upstream != self._home:
            self.lead_to(self._home)
        if self._listener is None:
            self.listen()

    def listen(self) -> None:
        """Accept connections, in a thread that ends with the listener."""
        self._listener = socket.create_server(("127.0.0.1", self.port))
        threading.Thread(target=self._accept, args=(self._listener,), daemon=True).start()

    def close(self) -> None:
        """End everything."""
        self.faults.flowing.set()
        self.refuse()

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            self.connections += 1
            with self._lock:
                self._open.append(client)
            if self.faults.silent:
                continue
            try:
                server = socket.create_connection(("127.0.0.1", self._upstream), timeout=5)
            except OSError:
                client.close()
                continue
            server.settimeout(None)
            with self._lock:
                self._open.append(server)
            for pump in (self._ask, self._answer):
                threading.Thread(target=pump, args=(client, server), daemon=True).start()

    def _ask(self, client: socket.socket, server: socket.socket) -> None:
        """What we say to the camera."""
        with contextlib.suppress(OSError):
            while said := client.recv(_CHUNK):
                self.faults.flowing.wait()
                server.sendall(said)
        _end(client, server)

    def _answer(self, client: socket.socket, server: socket.socket) -> None:
        """What the camera says to us, with the faults of now."""
        numbers = itertools.count(1)
        with contextlib.suppress(OSError):
            for piece in _pieces(server):
                self.faults.flowing.wait()
                client.sendall(self._as_it_arrives(piece, numbers))
                if self.faults.bytes_per_s and piece[:1] == b"$":
                    time.sleep(len(piece) / self.faults.bytes_per_s)
        _end(client, server)

    def _as_it_arrives(self, piece: bytes, numbers: Iterator[int]) -> bytes:
        of_pictures = piece[:1] == b"$" and piece[1] == 0
        if not of_pictures:
            return piece
        faults, number = self.faults, next(numbers)
        if faults.drop_every and number % faults.drop_every == 0:
            return b""
        if faults.corrupt_every and number % faults.corrupt_every == 0:
            head, payload = piece[:_RTP_HEADER], piece[_RTP_HEADER:]
            piece = head + bytes(byte ^ 0x55 for byte in payload)
        if faults.step_by:
            stamp = (int.from_bytes(piece[8:12]) + faults.step_by) % 2**32
            piece = piece[:8] + stamp.to_bytes(4) + piece[12:]
        return piece * 2 if faults.repeat else piece


def _end(*sockets: socket.socket) -> None:
    for each in sockets:
        with contextlib.suppress(OSError):
            each.shutdown(socket.SHUT_RDWR)
        each.close()


def _pieces(server: socket.socket) -> Iterator[bytes]:
    """Whole answers and whole packets, in their order."""
    buffer = b""
    while more := server.recv(_CHUNK):
        buffer += more
        while length := _length(buffer):
            yield buffer[:length]
            buffer = buffer[length:]


def _length(buffer: bytes) -> int:
    """Bytes of the first piece; none as long as it is not whole."""
    if buffer[:1] == b"$":
        length = 4 + int.from_bytes(buffer[2:4]) if len(buffer) >= 4 else 0
    else:
        head, end, _ = buffer.partition(b"\r\n\r\n")
        fields = dict(line.split(b":", 1) for line in head.split(b"\r\n")[1:] if b":" in line)
        body = {name.strip().lower(): value for name, value in fields.items()}
        length = len(head) + 4 + int(body.get(b"content-length", b"0")) if end else 0
    return length if length <= len(buffer) else 0


@contextmanager
def faulty_camera(upstream: int) -> Iterator[FaultyCamera]:
    """A network before the RTSP server on port ``upstream``; gone on leaving."""
    camera = FaultyCamera(upstream)
    camera.listen()
    try:
        yield camera
    finally:
        camera.close()
