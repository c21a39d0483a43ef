"""A TCP connection that is read in small waits and closed whatever happens."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

CONNECT_S: Final = 5.0
WAIT_S: Final = 0.5
"""No read blocks for longer, so that a feed can be stopped at any time."""


class Wire:
    """One open connection."""

    def __init__(self, link: socket.socket) -> None:
        self._link = link

    def send(self, text: str) -> None:
        """Send all of it. Raises ``OSError``."""
        self._link.sendall(text.encode())

    def receive(self) -> bytes:
        """What came; empty where nothing did within ``WAIT_S``. Raises ``ConnectionResetError``
        where the other side has hung up."""
        try:
            data = self._link.recv(65_536)
        except TimeoutError:
            return b""
        if not data:
            raise ConnectionResetError("hung up")
        return data


@contextmanager
def wired(host: str, port: int, tls: bool) -> Iterator[Wire]:
    """Connect, with TLS that checks the certificate if asked for. Raises ``OSError``."""
    link = socket.create_connection((host, port), CONNECT_S)
    try:
        if tls:
            link = ssl.create_default_context().wrap_socket(link, server_hostname=host)
        link.settimeout(WAIT_S)
        yield Wire(link)
    finally:
        link.close()
