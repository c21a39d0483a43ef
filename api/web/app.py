"""The web application: routes, guards and headers put together."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.staticfiles import StaticFiles

from api.board import Board
from api.web import health, live, metrics, pages, problems, push, rest
from api.web.access import Guard
from api.web.freshness import Freshness
from api.web.headers import SecurityHeaders
from api.web.hub import LiveHub
from api.web.services import WebServices
from api.web.state import WebState
from api.web.wire import Problem


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Run the live hub for as long as the application runs."""
    web: WebState = app.state.web
    web.hub.start(asyncio.get_running_loop())
    try:
        yield
    finally:
        web.hub.close()
        await asyncio.to_thread(web.hub.join)


class WebApp(FastAPI):
    """FastAPI, whose description of itself knows the shape of our errors."""

    def openapi(self) -> dict[str, Any]:
        """The OpenAPI description."""
        schema = super().openapi()
        schema["components"]["schemas"]["Problem"] = Problem.model_json_schema()
        return schema


def create_app(board: Board, services: WebServices) -> FastAPI:
    """The application that shows ``board``. It holds no global state; many may live at once."""
    app = WebApp(
        title="Floorwatch",
        summary="A call-centre floor, seat by seat.",
        version="1",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
        lifespan=_lifespan,
    )
    freshness = Freshness()
    app.state.web = WebState(board, services, freshness, LiveHub(board, freshness))
    problems.install(app)
    routers = (pages, live, rest, health, metrics, push)
    for router in (each.router for each in routers):
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"), name="static")
    # The last one added is the outermost: headers are on the refusals too.
    app.add_middleware(Guard, services=services)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(services.allowed_hosts))
    app.add_middleware(SecurityHeaders)
    return app
