"""A stand-in of ours for Genesys Cloud, as its manual has it: login, users, channels, WebSocket.

It was written from the documentation and has never been compared with the service itself.
"""

import json
import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from websockets.sync.server import ServerConnection, serve


class GenesysServer:
    """What it is to say and to refuse is set from the test; what it was asked is kept."""

    def __init__(self) -> None:
        self.users: list[dict[str, Any]] = []
        self.refuse: dict[str, int] = {}
        self.subscribed: list[str] = []
        self.asked: list[str] = []
        self.connections = 0
        self.say: queue.Queue[str | None] = queue.Queue()
        self.url = ""
        self.socket_url = ""

    def answer(self, method: str, path: str, body: bytes) -> tuple[int, object]:
        self.asked.append(f"{method} {path.split('?')[0]}")
        for part, status in list(self.refuse.items()):
            if part in path:
                del self.refuse[part]
                return status, {"message": "no"}
        if path == "/oauth/token":
            return 200, {"access_token": "a-secret-token", "expires_in": 86_400}
        if path.startswith("/api/v2/users"):
            return 200, {"entities": self.users, "pageCount": 1}
        if path == "/api/v2/notifications/channels":
            return 200, {"id": "channel-1", "connectUri": self.socket_url}
        self.subscribed = [topic["id"] for topic in json.loads(body)]
        return 200, {"entities": json.loads(body)}

    def talk(self, socket: ServerConnection) -> None:
        """Say what the test gave, until a goodbye; None closes at once."""
        self.connections += 1
        while True:
            said = self.say.get()
            if said is None:
                socket.close(1001)
                return
            socket.send(said)
            if "socket_closing" in said:
                return


@contextmanager
def genesys() -> Iterator[GenesysServer]:
    server = GenesysServer()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer()

        def do_POST(self) -> None:
            self._answer()

        def do_PUT(self) -> None:
            self._answer()

        def log_message(self, format: str, *args: object) -> None:
            pass

        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            status, answer = server.answer(self.command, self.path, body)
            data = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

    web = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    web.daemon_threads = True
    with serve(server.talk, "127.0.0.1", 0) as sockets:
        server.url = f"http://127.0.0.1:{web.server_port}"
        server.socket_url = f"ws://127.0.0.1:{sockets.socket.getsockname()[1]}/"
        threads = [
            threading.Thread(target=web.serve_forever, args=(0.05,), daemon=True),
            threading.Thread(target=sockets.serve_forever, daemon=True),
        ]
        for thread in threads:
            thread.start()
        try:
            yield server
        finally:
            for _ in range(server.connections):
                server.say.put(None)
            sockets.shutdown()
            web.shutdown()
            web.server_close()
            for thread in threads:
                thread.join(5)
