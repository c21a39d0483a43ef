"""The application on a free port of its own, for tests that need a real server."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from fastapi import FastAPI

from api.web.serve import listen, server

START_S = 10.0


@contextmanager
def running(app: FastAPI) -> Iterator[str]:
    """The address of the running application; it is stopped, and must stop, at the end."""
    with listen("127.0.0.1", 0) as sock:
        web = server(app)
        thread = threading.Thread(target=web.run, args=([sock],), daemon=True)
        thread.start()
        deadline = time.monotonic() + START_S
        while not web.started:
            assert time.monotonic() < deadline, "the server did not start"
            time.sleep(0.01)
        try:
            yield f"http://127.0.0.1:{sock.getsockname()[1]}"
        finally:
            web.should_exit = True
            thread.join(START_S)
            assert not thread.is_alive(), "the server did not stop"
