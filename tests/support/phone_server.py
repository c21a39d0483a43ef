"""A small server of ours on 127.0.0.1 that speaks AMI or the event socket as documented.

It is no Asterisk and no FreeSWITCH: what they do and their documentation does not say is not in it.
"""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Script = Callable[["Caller"], None]


class Caller:
    """The one who called; ``connection`` counts from 1."""

    def __init__(self, link: socket.socket, connection: int) -> None:
        self._link = link
        self._rest = b""
        self.connection = connection

    def say(self, text: str) -> None:
        self._link.sendall(text.encode())

    def hear(self, end: str) -> str:
        """What the caller said up to ``end``; empty after hanging up."""
        mark = end.encode()
        while mark not in self._rest:
            data = self._link.recv(4096)
            if not data:
                return ""
            self._rest += data
        said, _, self._rest = self._rest.partition(mark)
        return said.decode()


@contextmanager
def phone_server(script: Script) -> Iterator[int]:
    """Serve every caller by ``script`` on a port; a script that returns hangs up."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        links: list[socket.socket] = []

        def serve() -> None:
            while True:
                try:
                    link, _ = door.accept()
                except OSError:
                    return
                links.append(link)
                with link:
                    try:
                        script(Caller(link, len(links)))
                    except OSError:
                        continue

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield door.getsockname()[1]
        finally:
            door.shutdown(socket.SHUT_RDWR)
            for link in links:
                try:
                    link.shutdown(socket.SHUT_RDWR)
                except OSError:
                    continue
            thread.join(5)
