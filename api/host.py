"""The floor's loop on one thread and its pages on another, until one of them ends."""

from fastapi import FastAPI

from api.station import Worker
from api.web.serve import listen, server


def host_floor(app: FastAPI, worker: Worker, host: str, port: int) -> None:
    """Serve ``app`` while ``worker`` runs; either one's end ends both.

    Raises ``PortTaken`` before anything is started, and what the worker failed with.
    """
    with listen(host, port) as socket:
        pages = server(app)

        def end() -> None:
            pages.should_exit = True

        worker.start(end)
        try:
            pages.run([socket])
        finally:
            worker.stop()
