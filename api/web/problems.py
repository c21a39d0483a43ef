"""Errors as ``application/problem+json`` (RFC 9457)."""

import math
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from api.web.headers import SECURITY_HEADERS
from api.web.services import CaseClosed, CaseNotFound, LockedOut
from api.web.wire import Problem

MEDIA_TYPE = "application/problem+json"

RESPONSES: dict[int | str, dict[str, object]] = {
    status: {
        "description": HTTPStatus(status).phrase,
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    for status in (401, 403, 404, 409, 422)
}
"""What every operation of the interface may answer beside its result."""


def problem(status: int, detail: str, headers: dict[str, str] | None = None) -> JSONResponse:
    """A problem as a response."""
    body = Problem(title=HTTPStatus(status).phrase, status=status, detail=detail)
    return JSONResponse(body.model_dump(), status, headers, MEDIA_TYPE)


def install(app: FastAPI) -> None:
    """Make ``app`` answer every error as a problem, without a word of its insides."""

    @app.exception_handler(HTTPException)
    async def http(_: Request, error: HTTPException) -> JSONResponse:
        headers = dict(error.headers) if error.headers else None
        return problem(error.status_code, str(error.detail), headers)

    @app.exception_handler(RequestValidationError)
    async def invalid(_: Request, error: RequestValidationError) -> JSONResponse:
        faults = (
            ".".join(str(part) for part in fault["loc"]) + ": " + str(fault["msg"])
            for fault in error.errors()
        )
        return problem(422, "; ".join(faults))

    @app.exception_handler(CaseNotFound)
    async def not_found(_: Request, error: CaseNotFound) -> JSONResponse:
        return problem(404, str(error) or "no such case")

    @app.exception_handler(CaseClosed)
    async def closed(_: Request, error: CaseClosed) -> JSONResponse:
        return problem(409, str(error) or "the case is no longer open")

    @app.exception_handler(LockedOut)
    async def locked(_: Request, error: LockedOut) -> JSONResponse:
        wait = {"Retry-After": str(math.ceil(error.retry_after_s))}
        return problem(429, "too many attempts", wait)

    @app.exception_handler(Exception)
    async def fault(_: Request, error: Exception) -> JSONResponse:
        # Starlette answers this one outside of all middleware, so the headers are set here.
        return problem(500, "an internal error was logged", dict(SECURITY_HEADERS))
