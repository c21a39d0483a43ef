"""Stills that cameras or scripts push: ``POST /push/CAMERA`` with a JPEG and the camera's token."""

from fastapi import APIRouter, HTTPException, Request
from starlette.concurrency import run_in_threadpool

from api.web.state import web_state
from cameras.frame import CameraId
from cameras.push import MOST_BYTES, NotAStill, TooOften

router = APIRouter()


@router.post("/push/{camera}", status_code=204, tags=["cameras"])
async def push_still(request: Request, camera: str) -> None:
    """Take a still: ``Content-Type: image/jpeg``, ``Authorization: Bearer TOKEN``."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        raise _refused()
    pushes = web_state(request).services.pushes
    if pushes is None or CameraId(camera) not in pushes.boxes:
        raise HTTPException(404, "nothing is pushed to a camera of this name")
    if not pushes.may(camera, token):
        raise _refused()
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "image/jpeg":
        raise HTTPException(415, "send a JPEG as image/jpeg")
    data = await _body(request)
    try:
        await run_in_threadpool(pushes.boxes[CameraId(camera)].put, data)
    except NotAStill as error:
        raise HTTPException(415, str(error)) from None
    except TooOften as error:
        raise HTTPException(429, str(error), {"Retry-After": "1"}) from None


def _refused() -> HTTPException:
    return HTTPException(401, "the camera's token is needed", {"WWW-Authenticate": "Bearer"})


async def _body(request: Request) -> bytes:
    """The body, of which no more is ever read than may be sent."""
    parts, length = [], 0
    async for part in request.stream():
        length += len(part)
        if length > MOST_BYTES:
            raise HTTPException(413, f"a still has at most {MOST_BYTES} bytes")
        parts.append(part)
    return b"".join(parts)
