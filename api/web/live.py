"""The live stream and the masked pictures."""

from collections.abc import AsyncGenerator

from fastapi import APIRouter, HTTPException, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response, StreamingResponse

from api.web.access import SESSION_COOKIE
from api.web.state import WebState, current, web_state

router = APIRouter(include_in_schema=False)

HEARTBEAT = b": still here\n\n"


@router.get("/live")
async def stream(request: Request) -> StreamingResponse:
    """The whole floor once, then what changes, as server-sent events."""
    web, token = web_state(request), request.cookies.get(SESSION_COOKIE)
    return StreamingResponse(
        events(web, token), media_type="text/event-stream", headers={"X-Accel-Buffering": "no"}
    )


async def events(web: WebState, token: str | None) -> AsyncGenerator[bytes, None]:
    """The events of one viewer, until it goes, its session ends or the hub closes."""
    viewer = web.hub.enter()
    try:
        yield b"retry: 2000\n\n"
        while not viewer.closed:
            whole = web.hub.whole() if viewer.behind else None
            if whole is not None:
                viewer.behind = False
                viewer.forget()
                yield whole
                continue
            payload = await viewer.take(web.services.heartbeat_s)
            if payload is None:
                if not await _still_signed_in(web, token):
                    return
                yield HEARTBEAT
            elif payload and not viewer.behind:
                yield payload
    finally:
        web.hub.leave(viewer)


async def _still_signed_in(web: WebState, token: str | None) -> bool:
    if web.services.demo:
        return True
    if token is None:
        return False
    find = web.services.accounts.find_session
    return await run_in_threadpool(find, token, web.services.clock()) is not None


@router.get("/cameras/{camera_id}/picture.jpg")
async def picture(request: Request, camera_id: str) -> Response:
    """The latest masked picture of a camera; ``v`` only keeps browsers from showing an old one."""
    for card in current(request)[1].cameras:
        if card.camera == camera_id and card.picture is not None:
            return Response(card.picture.data, media_type="image/jpeg")
    raise HTTPException(404, "no picture")
