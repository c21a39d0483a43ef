"""The HTTP interface for programs and for the page's own buttons, under ``/api/v1``."""

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Query, Request
from starlette.concurrency import run_in_threadpool

from api.web.access import checked_header, signed_in
from api.web.problems import RESPONSES
from api.web.project import camera_out, case_out, finding_out, floor_out, seats_out
from api.web.state import current, web_state
from api.web.wire import CameraOut, CaseOut, CasesOut, DismissIn, FindingOut, FloorOut, SeatOut

router = APIRouter(prefix="/api/v1", responses=RESPONSES)

PAGE = 100


@router.get("/floor", tags=["floor"])
async def read_floor(request: Request) -> FloorOut:
    """Read the whole floor as of the latest decision."""
    return floor_out(*current(request))


@router.get("/seats/{seat_id}", tags=["floor"])
async def read_seat(request: Request, seat_id: str) -> SeatOut:
    """Read one seat."""
    for seat in seats_out(current(request)[1]):
        if seat.id == seat_id:
            return seat
    raise HTTPException(404, f"no seat {seat_id}")


@router.get("/cameras", tags=["floor"])
async def read_cameras(request: Request) -> list[CameraOut]:
    """Read all cameras."""
    return [camera_out(card) for card in current(request)[1].cameras]


@router.get("/findings", tags=["floor"])
async def read_findings(request: Request) -> list[FindingOut]:
    """Read the findings of the latest decision."""
    return [finding_out(finding) for finding in current(request)[1].findings]


@router.get("/cases", tags=["cases"])
async def read_cases(
    request: Request,
    limit: Annotated[int, Query(ge=1, le=PAGE)] = PAGE,
    after: Annotated[str | None, Query(max_length=200)] = None,
) -> CasesOut:
    """Read the open cases, newest first, a page at a time."""
    desk = web_state(request).services.cases
    cases = [case_out(case) for case in await run_in_threadpool(desk.open_cases, limit, after)]
    return CasesOut(cases=cases, next=cases[-1].id if len(cases) == limit else None)


@router.get("/cases/{case_id}", tags=["cases"])
async def read_case(request: Request, case_id: str) -> CaseOut:
    """Read one case."""
    return case_out(await run_in_threadpool(web_state(request).services.cases.get, case_id))


@router.post("/cases/{case_id}/acknowledge", tags=["cases"], dependencies=[Depends(checked_header)])
async def acknowledge_case(request: Request, case_id: str) -> CaseOut:
    """Take the case up: a person says that it is one. Needs the header ``X-CSRF-Token``."""
    services, user = web_state(request).services, signed_in(request)
    done = await run_in_threadpool(services.cases.acknowledge, case_id, user.name, services.clock())
    return case_out(done)


@router.post("/cases/{case_id}/dismiss", tags=["cases"], dependencies=[Depends(checked_header)])
async def dismiss_case(request: Request, case_id: str, why: DismissIn) -> CaseOut:
    """Close the case and say why. Needs the header ``X-CSRF-Token``."""
    services, user = web_state(request).services, signed_in(request)
    done = await run_in_threadpool(
        services.cases.dismiss, case_id, user.name, why.reason, services.clock()
    )
    return case_out(done)
