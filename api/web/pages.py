"""The pages: the live floor map and signing in and out."""

import json
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from api.i18n.translate import LANGUAGES, catalogue, choose, offered, tag
from api.web.access import (
    FORM_COOKIE,
    SESSION_COOKIE,
    check_csrf,
    csrf_token,
    form_secret,
    set_cookie,
    signed_in,
)
from api.web.services import LockedOut
from api.web.state import web_state
from api.web.strings import page_strings

router = APIRouter(include_in_schema=False)

LANGUAGE_COOKIE = "floorwatch_language"
LANGUAGE_DAYS = 365

_templates = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    extensions=["jinja2.ext.i18n"],
)


def _json_block(value: object) -> Markup:
    """JSON that can stand in a ``<script type="application/json">``: it cannot close the tag."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))


def _render(request: Request, name: str, status: int = 200, **values: object) -> Response:
    services = web_state(request).services
    language = choose(
        request.cookies.get(LANGUAGE_COOKIE),
        request.headers.get("accept-language"),
        services.language,
    )
    words = catalogue(language)
    secret = form_secret(request)
    csrf = csrf_token(secret)
    settings = {
        "csrf": csrf,
        "language": tag(language),
        "timezone": services.timezone,
        "strings": page_strings(words.gettext),
    }
    page = _templates.get_template(name).render(
        _=words.gettext,
        gettext=words.gettext,
        ngettext=words.ngettext,
        site=services.site,
        demo=services.demo,
        language=tag(language),
        languages=[tag(other) for other in LANGUAGES],
        csrf=csrf,
        settings=_json_block(settings),
        **values,
    )
    response = HTMLResponse(page, status, headers={"Vary": "Cookie, Accept-Language"})
    if SESSION_COOKIE not in request.cookies and FORM_COOKIE not in request.cookies:
        set_cookie(response, FORM_COOKIE, secret, secure=services.secure_cookies)
    return response


def _switched(request: Request) -> Response | None:
    """The answer to ``?lang=``: keep the choice and load the page without it."""
    language = offered(request.query_params.get("lang"))
    if language is None:
        return None
    response = RedirectResponse(request.url.path, 303)
    response.set_cookie(
        LANGUAGE_COOKIE,
        tag(language),
        max_age=LANGUAGE_DAYS * 86_400,
        httponly=True,
        samesite="strict",
        secure=web_state(request).services.secure_cookies,
    )
    return response


@router.get("/")
async def floor_map(request: Request) -> Response:
    """The live floor map."""
    return _switched(request) or _render(request, "floor.html", user=signed_in(request).name)


@router.get("/sign-in")
async def sign_in_form(request: Request) -> Response:
    """The sign-in form; in a demo there is nothing to sign in to."""
    if web_state(request).services.demo:
        return RedirectResponse("/", 303)
    return _switched(request) or _render(request, "sign_in.html", fault="")


@router.post("/sign-in")
async def sign_in(
    request: Request,
    name: Annotated[str, Form(max_length=200)] = "",
    password: Annotated[str, Form(max_length=1000)] = "",
    csrf: Annotated[str, Form(max_length=200)] = "",
) -> Response:
    """Check name and password and begin a session."""
    check_csrf(request, csrf)
    services = web_state(request).services
    accounts, now = services.accounts, services.clock()
    try:
        user = await run_in_threadpool(accounts.verify, name, password, now)
    except LockedOut:
        return _render(request, "sign_in.html", 429, fault="locked")
    if user is None:
        return _render(request, "sign_in.html", 401, fault="wrong")
    if not user.sees_floor:
        return _render(request, "sign_in.html", 403, fault="role")
    token = await run_in_threadpool(accounts.create_session, user, now)
    response = RedirectResponse("/", 303)
    set_cookie(response, SESSION_COOKIE, token, secure=services.secure_cookies)
    response.delete_cookie(FORM_COOKIE)
    return response


@router.post("/sign-out")
async def sign_out(request: Request, csrf: Annotated[str, Form(max_length=200)] = "") -> Response:
    """End the session."""
    check_csrf(request, csrf)
    token = request.cookies.get(SESSION_COOKIE)
    if token:
        await run_in_threadpool(web_state(request).services.accounts.delete_session, token)
    response = RedirectResponse("/sign-in", 303)
    response.delete_cookie(SESSION_COOKIE)
    return response
