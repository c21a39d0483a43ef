"""Whether decisions are being made, for load balancers and watchdogs."""

from typing import Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel
from starlette.responses import JSONResponse, Response

from api.web.problems import problem
from api.web.state import web_state

router = APIRouter()


class Health(BaseModel):
    """All is well: the age of the last decision."""

    status: Literal["ok"] = "ok"
    decision_age_s: float


@router.get("/healthz", response_model=Health, responses={503: {"description": "Stale"}})
async def healthz(request: Request) -> Response:
    """200 while the last decision is fresh, else 503 with the reason."""
    web = web_state(request)
    age, limit = web.freshness.age_s(web.board.latest()[0]), web.services.stale_after_s
    if age is None:
        return problem(503, "no decision has been made yet")
    if age > limit:
        return problem(503, f"the last decision is {age:.0f} s old; more than {limit:.0f} s")
    return JSONResponse(Health(decision_age_s=round(age, 2)).model_dump())
