"""Running the web application until it is told to stop."""

import socket

import uvicorn
from fastapi import FastAPI

from api.web.state import WebState

GRACE_S = 5


class PortTaken(OSError):
    """The address cannot be listened on."""


class Server(uvicorn.Server):
    """uvicorn, but open event streams end when it stops instead of holding it up."""

    def __init__(self, config: uvicorn.Config, web: WebState) -> None:
        super().__init__(config)
        self._web = web

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Close the streams, then all else."""
        self._web.hub.close()
        await super().shutdown(sockets)


def listen(host: str, port: int) -> socket.socket:
    """A bound socket; port 0 takes a free one. Raises ``PortTaken`` with what to do about it."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    sock = socket.socket(family, socket.SOCK_STREAM)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        sock.bind((host, port))
    except OSError as error:
        sock.close()
        raise PortTaken(
            f"cannot listen on {host}:{port} ({error.strerror}); "
            "choose another with --port, or stop what listens there"
        ) from error
    return sock


def server(app: FastAPI) -> Server:
    """A server for ``app``, not yet running; ``server.run([socket])`` blocks until it stops."""
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE_S,
    )
    return Server(config, app.state.web)


def serve(app: FastAPI, host: str = "127.0.0.1", port: int = 8000) -> None:
    """Serve ``app`` until SIGINT or SIGTERM. Raises ``PortTaken``."""
    with listen(host, port) as sock:
        server(app).run([sock])
