"""The real server: a taken port, viewers that go, and stopping while streams are open."""

import time
from collections.abc import Callable

import httpx
import pytest
from fake_floor import START, moved, quiet_floor
from fake_services import services
from running import running

from api.board import Board
from api.web.app import create_app
from api.web.serve import PortTaken, listen, serve
from floor.time import plus


def until(condition: Callable[[], bool], timeout_s: float = 5.0) -> bool:
    deadline = time.monotonic() + timeout_s
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.02)
    return condition()


def test_a_taken_port_is_said_clearly() -> None:
    with listen("127.0.0.1", 0) as sock:
        sock.listen()
        port = sock.getsockname()[1]
        with pytest.raises(PortTaken, match=f"cannot listen on 127.0.0.1:{port}.*--port"):
            serve(create_app(Board(), services()), port=port)


def test_a_viewer_that_goes_is_noticed_and_an_open_stream_does_not_hold_up_the_end() -> None:
    board = Board()
    board.publish(quiet_floor())
    app = create_app(board, services(demo=True))
    hub = app.state.web.hub
    with running(app) as address, httpx.Client(base_url=address) as client:
        with client.stream("GET", "/live") as stream:
            assert stream.headers["content-type"].startswith("text/event-stream")
            lines = stream.iter_lines()
            assert next(line for line in lines if line.startswith("event")) == "event: floor"
            assert hub.viewers == 1
        assert until(lambda: hub.viewers == 0), "the viewer's end was not noticed"
        began = time.monotonic()
        stream = client.stream("GET", "/live")
        stream.__enter__()
        assert until(lambda: hub.viewers == 1)
    assert time.monotonic() - began < 4


def test_a_viewer_that_does_not_read_holds_up_nobody() -> None:
    board = Board()
    board.publish(quiet_floor())
    with running(create_app(board, services(demo=True))) as address:
        client = httpx.Client(base_url=address)
        with client.stream("GET", "/live"), client.stream("GET", "/live") as quick:
            lines = quick.iter_lines()
            for second in range(1, 200):
                board.publish(moved(quiet_floor(), plus(START, second)))
            board.publish(moved(quiet_floor(), plus(START, 1000)))
            last = f'"time":{plus(START, 1000)}'
            assert any(last in line for line in lines)
        client.close()
