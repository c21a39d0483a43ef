"""Who may ask: deny by default, before any route is looked up."""

import hashlib
import hmac
import secrets
from urllib.parse import quote

from fastapi import HTTPException, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from api.web.problems import problem
from api.web.services import User, WebServices

SESSION_COOKIE = "floorwatch_session"
FORM_COOKIE = "floorwatch_form"
CSRF_HEADER = "X-CSRF-Token"
OPEN_PATHS = frozenset({"/sign-in", "/healthz"})
OPEN_PREFIXES = ("/static/", "/push/")
"""Cameras push with tokens of their own."""
DEMO_USER = User("demo")


def is_open(path: str) -> bool:
    """Whether ``path`` is served to everyone."""
    return path in OPEN_PATHS or path.startswith(OPEN_PREFIXES)


class Guard:
    """Lets through what is open and those who have signed in; puts the user in the scope."""

    def __init__(self, app: ASGIApp, services: WebServices) -> None:
        self._app = app
        self._services = services

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        user = await self._user(scope)
        scope.setdefault("state", {})["user"] = user
        if is_open(scope["path"]) or (user is not None and user.sees_floor):
            await self._app(scope, receive, send)
        else:
            await self._refuse(scope, user)(scope, receive, send)

    async def _user(self, scope: Scope) -> User | None:
        if self._services.demo:
            return DEMO_USER
        token = cookie_parser(Headers(scope=scope).get("cookie", "")).get(SESSION_COOKIE)
        if not token:
            return None
        accounts, now = self._services.accounts, self._services.clock()
        return await run_in_threadpool(accounts.find_session, token, now)

    @staticmethod
    def _refuse(scope: Scope, user: User | None) -> Response:
        if user is not None:
            return problem(403, "this account may not see the live floor")
        if scope["method"] == "GET" and "text/html" in Headers(scope=scope).get("accept", ""):
            return RedirectResponse("/sign-in?next=" + quote(scope["path"], safe="/"), 303)
        return problem(401, "sign in first")


def signed_in(request: Request) -> User:
    """The user of a guarded request."""
    user = request.state.user
    if not isinstance(user, User):
        raise HTTPException(401, "sign in first")
    return user


def form_secret(request: Request) -> str:
    """The cookie that CSRF tokens are bound to: the session's, else the form's, else a new one."""
    cookies = request.cookies
    return cookies.get(SESSION_COOKIE) or cookies.get(FORM_COOKIE) or secrets.token_urlsafe(24)


def csrf_token(secret: str) -> str:
    """The token for a page served to the holder of ``secret``; the cookie never stands in it."""
    return hmac.new(secret.encode(), b"floorwatch csrf", hashlib.sha256).hexdigest()


def set_cookie(response: Response, name: str, value: str, *, secure: bool) -> None:
    """A cookie for this site only, out of reach of scripts, until the browser is closed."""
    response.set_cookie(name, value, httponly=True, samesite="strict", secure=secure, path="/")


def check_csrf(request: Request, token: str | None) -> None:
    """Refuse a request that another site may have caused. Raises ``HTTPException`` 403."""
    if _foreign(request.headers):
        raise HTTPException(403, "the request comes from another site")
    secret = request.cookies.get(SESSION_COOKIE) or request.cookies.get(FORM_COOKIE)
    if not secret or not token or not _same(csrf_token(secret), token):
        raise HTTPException(403, "the form has expired; load the page again")


def _same(expected: str, given: str) -> bool:
    return hmac.compare_digest(expected.encode(), given.encode())


def _foreign(headers: Headers) -> bool:
    """Whether the browser says that another site sent the request.

    ``Origin: null`` says nothing: under ``no-referrer`` browsers send it with our own forms.
    """
    if headers.get("sec-fetch-site", "same-origin") != "same-origin":
        return True
    origin = headers.get("origin", "null")
    return origin != "null" and origin.partition("://")[2] != headers.get("host")


def checked_header(request: Request) -> None:
    """A dependency: the CSRF token stands in the header ``X-CSRF-Token``."""
    check_csrf(request, request.headers.get(CSRF_HEADER))
