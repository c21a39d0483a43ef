"""A camera pushes stills: with its own token, JPEGs only, not too large, not too often."""

from dataclasses import replace

import cv2
import numpy as np
import pytest
from fake_services import services
from fastapi.testclient import TestClient
from support.camera_specs import camera
from support.looking import Looker
from support.videos import numbered_image
from support.waiting import wait_until

from api.board import Board
from api.pushes import Pushes, hash_of
from api.web.app import create_app
from cameras.clock import SystemClock
from cameras.frame import CameraId, Frame
from cameras.live import LiveCameras
from cameras.push import MOST_BYTES, PushBox, PushOpener, jpeg_size
from cameras.spec import SourceUrl

TOKEN = "a-long-random-token"


def jpeg(number: int = 1, size: tuple[int, int] = (160, 90)) -> bytes:
    return cv2.imencode(".jpg", numbered_image(number, size))[1].tobytes()


@pytest.fixture
def pushes() -> Pushes:
    name = CameraId("cam1")
    return Pushes({name: PushBox()}, {name: hash_of(TOKEN)})


@pytest.fixture
def client(pushes: Pushes) -> TestClient:
    return TestClient(create_app(Board(), replace(services(), pushes=pushes)))


def push(
    client: TestClient,
    data: bytes,
    name: str = "cam1",
    token: str = TOKEN,
    kind: str = "image/jpeg",
) -> int:
    headers = {"Authorization": f"Bearer {token}", "Content-Type": kind}
    return client.post(f"/push/{name}", content=data, headers=headers).status_code


def test_a_still_is_taken(client: TestClient) -> None:
    assert push(client, jpeg()) == 204


def test_what_is_refused(client: TestClient) -> None:
    assert push(client, jpeg(), name="cam9") == 404
    assert push(client, jpeg(), token="wrong") == 401
    assert client.post("/push/cam1", content=jpeg()).status_code == 401
    assert push(client, jpeg(), kind="image/png") == 415
    assert push(client, bytes(MOST_BYTES + 1)) == 413
    assert push(client, b"not a picture") == 415


def test_a_site_without_pushed_cameras_takes_nothing() -> None:
    client = TestClient(create_app(Board(), services()))
    assert push(client, jpeg()) == 404


def test_too_often(client: TestClient, pushes: Pushes) -> None:
    assert {push(client, jpeg()) for _ in range(30)} == {204, 429}


def test_a_small_file_that_would_be_a_huge_picture_is_not_decoded(client: TestClient) -> None:
    data = bytearray(jpeg())
    at = data.index(b"\xff\xc0")
    data[at + 5 : at + 9] = b"\xff\xff\xff\xff"
    assert jpeg_size(bytes(data)) == (65535, 65535)
    assert push(client, bytes(data)) == 415


def test_the_token_is_not_kept(pushes: Pushes) -> None:
    assert TOKEN not in repr(pushes)


def test_what_is_pushed_is_seen_and_what_is_not_is_unknown(
    client: TestClient, pushes: Pushes
) -> None:
    spec = replace(camera("x"), source=SourceUrl("push"))
    with LiveCameras([spec], SystemClock(), PushOpener(pushes.boxes)) as cameras:
        look = Looker(cameras)
        assert look.reason() != "seen"

        def seen() -> bool:
            push(client, jpeg(7))
            return look.reason() == "seen"

        wait_until(seen)
        view = look.views()["cam1"]
        assert isinstance(view, Frame)
        assert abs(np.median(view.image[20:60, 10:60]) - (40 + 7 * 6)) < 6
        wait_until(lambda: look.reason() != "seen")
        wait_until(lambda: look.reason() == "backing_off")
        wait_until(seen)
