"""The interface for programs, health and metrics."""

from dataclasses import replace

import pytest
from fake_floor import CAMERAS, START, busy_floor, camera, quiet_floor
from fake_services import FakeCases, services
from fastapi.testclient import TestClient

from api.board import Board
from api.web.access import FORM_COOKIE, csrf_token
from api.web.app import create_app
from api.web.freshness import Freshness
from cameras.picture import Decoding
from floor.feeds.feed import FeedState, FeedStatus


@pytest.fixture
def board() -> Board:
    board = Board()
    board.publish(busy_floor())
    return board


@pytest.fixture
def client(board: Board) -> TestClient:
    return TestClient(create_app(board, services(demo=True)))


def test_the_floor_is_the_boards(client: TestClient) -> None:
    floor = client.get("/api/v1/floor").json()
    assert len(floor["seats"]) == 14
    assert floor["version"] == 1
    assert floor["cameras"][0]["picture"]["width"] == 1280
    assert [each["people"] for each in floor["cameras"]] == [
        {"count": 8, "on_feet": 0, "groups": []},
        {"count": 7, "on_feet": 4, "groups": [3]},
    ]
    assert {found["status"] for found in floor["findings"]} == {
        "confirmed",
        "conflict",
        "candidate",
        "unknown",
    }


def test_one_seat_and_none(client: TestClient) -> None:
    assert client.get("/api/v1/seats/A-02").json()["finding"] == "confirmed"
    missing = client.get("/api/v1/seats/Z-99")
    assert missing.headers["content-type"] == "application/problem+json"
    assert missing.json() == {
        "type": "about:blank",
        "title": "Not Found",
        "status": 404,
        "detail": "no seat Z-99",
    }


def test_before_the_first_decision_there_is_nothing_to_tell() -> None:
    empty = TestClient(create_app(Board(), services(demo=True)))
    assert empty.get("/api/v1/floor").status_code == 503
    assert empty.get("/healthz").json()["detail"] == "no decision has been made yet"
    assert empty.get("/metrics").status_code == 200


def test_a_picture_is_the_boards_bytes_and_is_not_stored(client: TestClient, board: Board) -> None:
    answer = client.get(f"/cameras/{CAMERAS[0]}/picture.jpg?v=1")
    snapshot = board.latest()[1]
    assert snapshot is not None and snapshot.cameras[0].picture is not None
    assert answer.content == snapshot.cameras[0].picture.data
    assert answer.headers["content-type"] == "image/jpeg"
    assert answer.headers["cache-control"] == "no-store"
    assert client.get("/cameras/other/picture.jpg").status_code == 404


def test_cases_page_by_page_and_decisions(client: TestClient) -> None:
    cases = client.app.state.web.services.cases  # type: ignore[attr-defined]
    assert isinstance(cases, FakeCases)
    for number in range(3):
        cases.add(f"f-{number}", "A-02")
    first = client.get("/api/v1/cases", params={"limit": 2}).json()
    assert [case["id"] for case in first["cases"]] == ["f-0", "f-1"]
    rest = client.get("/api/v1/cases", params={"limit": 2, "after": first["next"]}).json()
    assert ([case["id"] for case in rest["cases"]], rest["next"]) == (["f-2"], None)

    client.get("/")
    header = {"X-CSRF-Token": csrf_token(client.cookies[FORM_COOKIE])}
    body = {"reason": "helping next door"}
    done = client.post("/api/v1/cases/f-0/dismiss", json=body, headers=header)
    assert (done.json()["status"], done.json()["reason"]) == ("DISMISSED", "helping next door")
    again = client.post("/api/v1/cases/f-0/dismiss", json=body, headers=header)
    assert again.status_code == 409
    blank = client.post("/api/v1/cases/f-1/dismiss", json={"reason": "  "}, headers=header)
    assert blank.status_code == 422
    assert client.get("/api/v1/cases/none").status_code == 404


def test_openapi_has_examples_and_problems(client: TestClient) -> None:
    schema = client.get("/api/v1/openapi.json").json()
    assert schema["components"]["schemas"]["SeatOut"]["example"]["id"] == "A-01"
    answers = schema["paths"]["/api/v1/seats/{seat_id}"]["get"]["responses"]
    assert "application/problem+json" in answers["404"]["content"]
    assert "Problem" in schema["components"]["schemas"]
    assert client.get("/docs").status_code == 404


def test_health_goes_when_decisions_stop_and_comes_back() -> None:
    now = [0.0]
    freshness = Freshness(lambda: now[0])
    assert freshness.age_s(0) is None
    assert freshness.age_s(1) == 0
    now[0] = 11.0
    assert freshness.age_s(1) == 11
    assert freshness.age_s(2) == 0


def test_healthz_says_how_old_the_last_decision_is(client: TestClient) -> None:
    assert client.get("/healthz").json()["status"] == "ok"
    freshness = client.app.state.web.freshness  # type: ignore[attr-defined]
    freshness._risen -= 60
    stale = client.get("/healthz")
    assert stale.status_code == 503
    assert stale.json()["detail"].startswith("the last decision is 60 s old")


def test_metrics_count_the_floor(client: TestClient, board: Board) -> None:
    board.publish(quiet_floor())
    board.publish(busy_floor())
    text = client.get("/metrics").text
    assert "floorwatch_decisions_total 3.0" in text
    assert 'floorwatch_seats{occupancy="empty"} 4.0' in text
    assert 'floorwatch_seats{occupancy="unknown"} 1.0' in text
    assert 'floorwatch_findings{status="confirmed"} 2.0' in text
    assert 'floorwatch_camera_state{camera="cam1",state="live"} 1.0' in text
    assert 'floorwatch_frame_age_seconds{camera="cam2"} 0.2' in text
    assert "floorwatch_decision_milliseconds 21.7" in text
    assert 'floorwatch_people{camera="cam1"} 8.0' in text
    assert 'floorwatch_people_on_feet{camera="cam2"} 4.0' in text
    assert 'floorwatch_groups{camera="cam2"} 1.0' in text


def test_metrics_count_and_time_what_cameras_went_through(client: TestClient, board: Board) -> None:
    turned = camera(0, state="degraded", reason="moved")
    assert turned.counts is not None
    thrifty = replace(turned.counts, decoding=Decoding(0.25, 2.0, "cuda"))
    turned = replace(turned, counts=thrifty)
    film = replace(camera(1), counts=None)
    board.publish(replace(busy_floor(), cameras=(turned, film)))
    text = client.get("/metrics").text
    assert 'floorwatch_camera_state{camera="cam1",state="degraded"} 1.0' in text
    assert 'floorwatch_camera_reason{camera="cam1",reason="moved"} 1.0' in text
    assert 'floorwatch_camera_entered_total{camera="cam1",state="stalled"} 7.0' in text
    assert 'floorwatch_camera_seconds_total{camera="cam1",state="stalled"} 3.5' in text
    assert 'floorwatch_camera_frames_total{camera="cam1"} 900.0' in text
    assert 'floorwatch_camera_reconnects_total{camera="cam1"} 2.0' in text
    assert 'floorwatch_camera_missed_decisions_total{camera="cam1"} 0.0' in text
    assert 'total{camera="cam2"' not in text, "a recording has no such history"
    assert 'floorwatch_camera_decoded_part{camera="cam1",on="cuda"} 0.25' in text
    assert 'floorwatch_camera_gop_seconds{camera="cam1"} 2.0' in text
    assert 'gop_seconds{camera="cam2"' not in text
    assert client.get("/api/v1/floor").json()["cameras"][0]["since"] == START - 125_000_000


def test_where_nobody_could_look_no_number_of_people_is_told(
    client: TestClient, board: Board
) -> None:
    blind, good = camera(0, state="stalled"), camera(1)
    board.publish(replace(busy_floor(), cameras=(blind, good)))
    assert client.get("/api/v1/floor").json()["cameras"][0]["people"] is None
    text = client.get("/metrics").text
    assert 'floorwatch_people{camera="cam1"}' not in text
    assert 'floorwatch_people{camera="cam2"} 7.0' in text


def test_metrics_tell_how_phone_systems_do(client: TestClient, board: Board) -> None:
    never = FeedStatus("pbx", "asterisk-ami", FeedState.BACKING_OFF, "refused", faults=3)
    heard = FeedStatus("fs", "freeswitch", FeedState.LIVE, events=41, silent_s=2.5)
    board.publish(replace(busy_floor(), feeds=(never, heard)))
    text = client.get("/metrics").text
    assert 'floorwatch_feed_state{feed="pbx",state="backing_off"} 1.0' in text
    assert 'floorwatch_feed_faults_total{feed="pbx"} 3.0' in text
    assert 'floorwatch_feed_events_total{feed="fs"} 41.0' in text
    assert 'floorwatch_feed_silent_seconds{feed="fs"} 2.5' in text
    assert 'silent_seconds{feed="pbx"' not in text, "never heard is not heard just now"
