"""Deny by default, sign-in, CSRF, Host and the headers."""

import re

import pytest
from fake_floor import busy_floor
from fake_services import LEAD, PASSWORD, FakeAccounts, FakeCases, services
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from fastapi.testclient import TestClient

from api.board import Board
from api.web.access import FORM_COOKIE, SESSION_COOKIE, csrf_token, is_open
from api.web.app import create_app
from api.web.headers import SECURITY_HEADERS

OPEN = {"/sign-in", "/healthz", "/static"}


def new_app(demo: bool = False) -> FastAPI:
    board = Board()
    board.publish(busy_floor())
    return create_app(board, services(demo=demo))


def client_of(app: FastAPI) -> TestClient:
    return TestClient(app, follow_redirects=False)


def signed_in(app: FastAPI) -> tuple[TestClient, str]:
    client = client_of(app)
    client.get("/sign-in")
    form = {"name": LEAD, "password": PASSWORD, "csrf": csrf_token(client.cookies[FORM_COOKIE])}
    assert client.post("/sign-in", data=form).status_code == 303
    return client, csrf_token(client.cookies[SESSION_COOKIE])


def walk(app: FastAPI) -> list[tuple[str, str]]:
    """Every method and path of the application, with something in place of the parameters."""
    found = []
    for path, operations in app.openapi()["paths"].items():
        found += [(method.upper(), path) for method in operations]
    hidden = ["/", "/live", "/metrics", "/sign-out", "/cameras/{camera_id}/picture.jpg"]
    found += [("POST" if path == "/sign-out" else "GET", path) for path in hidden]
    found.append(("GET", "/api/v1/openapi.json"))
    return [(method, re.sub(r"\{\w+\}", "x", path)) for method, path in found]


def test_the_walk_misses_no_route() -> None:
    app = new_app()
    walked = {path for _, path in walk(app)}
    for context in iter_route_contexts(app.routes):
        path = re.sub(r"\{[\w:]+\}", "x", context.path or "")
        assert path in walked | OPEN, path


@pytest.mark.parametrize(("method", "path"), walk(new_app()))
def test_without_a_session_nothing_is_served(method: str, path: str) -> None:
    if path in OPEN:
        return
    answer = client_of(new_app()).request(method, path)
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    asks = "the camera's token is needed" if path.startswith("/push/") else "sign in first"
    assert answer.json()["detail"] == asks


@pytest.mark.parametrize("path", ["/static/../api/v1/floor", "/nowhere", "/sign-in/x", "/healthz/"])
def test_paths_that_are_no_route_are_denied_too(path: str) -> None:
    assert client_of(new_app()).get(path).status_code in (401, 404)


def test_only_the_open_paths_and_those_with_tokens_of_their_own_are_open() -> None:
    assert is_open("/push/cam1")
    assert is_open("/sign-in") and is_open("/healthz") and is_open("/static/icon.svg")
    assert not is_open("/") and not is_open("/static") and not is_open("/metrics")


def test_a_browser_is_led_to_the_sign_in() -> None:
    answer = client_of(new_app()).get("/", headers={"accept": "text/html"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=/")


def test_signing_in_and_out() -> None:
    app = new_app()
    client, csrf = signed_in(app)
    assert client.get("/api/v1/floor").status_code == 200
    assert client.post("/sign-out", data={"csrf": csrf}).status_code == 303
    client.cookies.set(SESSION_COOKIE, "session-1")
    assert client.get("/api/v1/floor").status_code == 401


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites() -> None:
    client = client_of(new_app())
    client.get("/sign-in")
    form = {"name": LEAD, "password": PASSWORD, "csrf": csrf_token(client.cookies[FORM_COOKIE])}
    cookies = client.post("/sign-in", data=form).headers.get_list("set-cookie")
    session = next(cookie for cookie in cookies if cookie.startswith(SESSION_COOKIE))
    assert "HttpOnly" in session and "SameSite=strict" in session


def test_wrong_passwords_are_refused_and_then_locked() -> None:
    client = client_of(new_app())
    client.get("/sign-in")
    form = {"name": LEAD, "password": "guess", "csrf": csrf_token(client.cookies[FORM_COOKIE])}
    assert [client.post("/sign-in", data=form).status_code for _ in range(4)] == [401] * 3 + [429]


def test_a_role_without_the_floor_gets_no_session() -> None:
    client = client_of(new_app())
    client.get("/sign-in")
    csrf = csrf_token(client.cookies[FORM_COOKIE])
    form = {"name": "wang.worker", "password": PASSWORD, "csrf": csrf}
    assert client.post("/sign-in", data=form).status_code == 403
    assert SESSION_COOKIE not in client.cookies


def test_a_session_whose_user_lost_the_floor_is_refused() -> None:
    app = new_app()
    accounts = app.state.web.services.accounts
    assert isinstance(accounts, FakeAccounts)
    worker = accounts.verify("wang.worker", PASSWORD, 0)
    client = client_of(app)
    client.cookies.set(SESSION_COOKIE, accounts.create_session(worker, 0))
    assert client.get("/api/v1/floor").status_code in (401, 403)


@pytest.mark.parametrize("token", ["", "0" * 64, "é"])
def test_sign_in_needs_the_forms_token(token: str) -> None:
    client = client_of(new_app())
    client.get("/sign-in")
    form = {"name": LEAD, "password": PASSWORD, "csrf": token}
    assert client.post("/sign-in", data=form).status_code == 403


def test_a_case_is_decided_only_with_the_token_in_the_header() -> None:
    app = new_app()
    cases = app.state.web.services.cases
    assert isinstance(cases, FakeCases)
    case = cases.add("f-1", "A-02")
    client, csrf = signed_in(app)
    path = f"/api/v1/cases/{case.id}/acknowledge"
    assert client.post(path).status_code == 403
    assert client.post(path, headers={"X-CSRF-Token": "0" * 64}).status_code == 403
    foreign = {"X-CSRF-Token": csrf, "Origin": "https://elsewhere.example"}
    assert client.post(path, headers=foreign).status_code == 403
    assert cases.get(case.id).status == "STATE_CONFIRMED"
    own = {"X-CSRF-Token": csrf, "Origin": "http://testserver"}
    assert client.post(path, headers=own).json()["actor"] == LEAD


def test_the_demo_needs_no_sign_in_and_says_so() -> None:
    client = client_of(new_app(demo=True))
    page = client.get("/", headers={"accept-language": "en"})
    assert page.status_code == 200
    assert "Nobody signs in" in page.text
    assert client.get("/sign-in").headers["location"] == "/"


@pytest.mark.parametrize("path", ["/", "/sign-in", "/healthz", "/static/icon.svg", "/nowhere"])
@pytest.mark.parametrize("demo", [True, False])
def test_every_answer_carries_the_security_headers(path: str, demo: bool) -> None:
    answer = client_of(new_app(demo)).get(path)
    for name, value in SECURITY_HEADERS.items():
        assert answer.headers[name] == value
    assert answer.headers["cache-control"] == ("no-cache" if "static" in path else "no-store")


def test_an_internal_error_carries_them_too_and_tells_nothing() -> None:
    app = new_app(demo=True)

    @app.get("/api/v1/broken")
    def broken() -> None:
        raise ValueError("rtsp://user:secret@camera")

    answer = TestClient(app, raise_server_exceptions=False).get("/api/v1/broken")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_another_host_is_refused() -> None:
    answer = client_of(new_app(demo=True)).get("/", headers={"host": "evil.example"})
    assert answer.status_code == 400


def test_the_page_has_nothing_inline_and_nothing_from_outside() -> None:
    text = client_of(new_app(demo=True)).get("/").text
    assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", text)
    scripts = re.findall(r"<script([^>]*)>", text)
    assert all('src="/static/' in each or "application/json" in each for each in scripts)
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//", text)
