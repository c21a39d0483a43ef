"""What the routes of one application share."""

from dataclasses import dataclass

from fastapi import Request
from starlette.exceptions import HTTPException

from api.board import Board, Snapshot
from api.web.freshness import Freshness
from api.web.hub import LiveHub
from api.web.services import WebServices


@dataclass(frozen=True, slots=True)
class WebState:
    """The board, the services and the live hub of one application."""

    board: Board
    services: WebServices
    freshness: Freshness
    hub: LiveHub


def web_state(request: Request) -> WebState:
    """The state of the request's application."""
    state = request.app.state.web
    assert isinstance(state, WebState)
    return state


def current(request: Request) -> tuple[int, Snapshot]:
    """The latest version and snapshot. Raises ``HTTPException`` 503 before the first."""
    version, snapshot = web_state(request).board.latest()
    if snapshot is None:
        raise HTTPException(503, "no decision has been made yet")
    return version, snapshot
