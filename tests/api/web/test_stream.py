"""What viewers are told, and that a slow one costs nobody anything."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import replace

from fake_floor import START, busy_floor, card, moved, quiet_floor
from fake_services import services

from api.board import Board, Snapshot
from api.web.app import create_app
from api.web.hub import BACKLOG, LiveHub, Viewer, event
from api.web.live import events
from api.web.project import change, floor_out
from api.web.state import WebState
from floor.observation import Occupancy
from floor.time import plus

LATER = plus(START, 1)


def with_empty_seat(snapshot: Snapshot, i: int) -> Snapshot:
    seats = list(snapshot.seats)
    seats[i] = card(i, Occupancy.EMPTY, time=LATER, reason="nobody")
    return replace(snapshot, seats=tuple(seats))


def test_nothing_changed_means_nothing_is_said() -> None:
    floor = floor_out(1, quiet_floor())
    same = change(floor, floor_out(2, quiet_floor()))
    assert same is not None
    assert (same.seats, same.cameras, same.findings, same.gone) == ([], [], [], [])


def test_only_the_changed_seat_is_said() -> None:
    before, after = quiet_floor(), with_empty_seat(quiet_floor(), 3)
    said = change(floor_out(1, before), floor_out(2, after))
    assert said is not None
    assert [(seat.id, seat.occupancy) for seat in said.seats] == [("A-04", "empty")]
    assert said.cameras == []


def test_noise_in_the_confidence_is_no_change() -> None:
    seats = quiet_floor().seats
    noisy = replace(seats[0].observation, confidence=seats[0].observation.confidence + 0.001)
    after = replace(quiet_floor(), seats=(replace(seats[0], observation=noisy), *seats[1:]))
    said = change(floor_out(1, quiet_floor()), floor_out(2, after))
    assert said is not None and said.seats == []


def test_a_new_picture_changes_its_camera() -> None:
    said = change(floor_out(1, quiet_floor()), floor_out(2, moved(quiet_floor(), LATER)))
    assert said is not None and [camera.id for camera in said.cameras] == ["cam1", "cam2"]


def test_findings_come_and_go() -> None:
    quiet, busy = floor_out(1, quiet_floor()), floor_out(2, busy_floor())
    come, gone = change(quiet, busy), change(busy, quiet)
    assert come is not None and len(come.findings) == 5
    assert gone is not None and set(gone.gone) == {found.id for found in busy.findings}


def test_another_layout_needs_the_whole_floor() -> None:
    fewer = replace(quiet_floor(), seats=quiet_floor().seats[:-1])
    assert change(floor_out(1, quiet_floor()), floor_out(2, fewer)) is None


def test_no_picture_bytes_and_no_observation_time_are_on_the_wire() -> None:
    text = floor_out(1, busy_floor()).model_dump_json()
    assert "data" not in text
    assert len(text) < 12_000


def hub_of(app_board: Board) -> tuple[WebState, LiveHub]:
    web = create_app(app_board, services(demo=True, heartbeat_s=0.05)).state.web
    assert isinstance(web, WebState)
    return web, web.hub


async def next_event(stream: AsyncIterator[bytes]) -> tuple[str, dict[str, object]]:
    """The next event that is neither a retry hint nor a heartbeat."""
    async for chunk in stream:
        if chunk.startswith(b"event:"):
            name, data = chunk.decode().strip().split("\n")
            return name.removeprefix("event: "), json.loads(data.removeprefix("data: "))
    raise AssertionError("the stream ended")


def test_a_viewer_gets_the_whole_floor_and_then_changes() -> None:
    async def scene() -> None:
        board = Board()
        board.publish(quiet_floor())
        web, hub = hub_of(board)
        hub.start(asyncio.get_running_loop())
        stream = events(web, None)
        name, floor = await asyncio.wait_for(next_event(stream), 5)
        assert (name, len(floor["seats"])) == ("floor", 14)  # type: ignore[arg-type]
        board.publish(with_empty_seat(quiet_floor(), 3))
        name, said = await asyncio.wait_for(next_event(stream), 5)
        assert (name, [seat["id"] for seat in said["seats"]]) == ("change", ["A-04"])  # type: ignore[attr-defined]
        hub.close()
        assert [chunk async for chunk in stream if chunk.startswith(b"event")] == []
        assert hub.viewers == 0
        hub.join()

    asyncio.run(scene())


def test_an_idle_stream_has_a_heartbeat() -> None:
    async def scene() -> None:
        web, hub = hub_of(Board())
        stream = events(web, None)
        assert await anext(stream) == b"retry: 2000\n\n"
        assert (await anext(stream)).startswith(b":")
        await stream.aclose()
        assert hub.viewers == 0

    asyncio.run(scene())


def test_a_stream_ends_with_its_session() -> None:
    async def scene() -> None:
        web = create_app(Board(), services(heartbeat_s=0.01)).state.web
        token = web.services.accounts.create_session(None, 0)
        web.services.accounts.delete_session(token)
        chunks = [chunk async for chunk in events(web, token)]
        assert chunks == [b"retry: 2000\n\n"]

    asyncio.run(scene())


def test_a_slow_viewer_is_sent_the_whole_floor_and_the_others_lose_nothing() -> None:
    async def scene() -> None:
        _, hub = hub_of(Board())
        slow, quick = hub.enter(), hub.enter()
        slow.behind = quick.behind = False
        floor = floor_out(1, quiet_floor())
        for number in range(BACKLOG * 3):
            hub.spread(floor, event("change", str(number)))
            assert await quick.take(1) == event("change", str(number))
        assert slow.behind and not quick.behind
        assert slow._waiting.qsize() <= BACKLOG

    asyncio.run(scene())


def test_the_whole_floor_is_written_once_for_all_viewers() -> None:
    _, hub = hub_of(Board())
    hub.spread(floor_out(1, quiet_floor()), None)
    assert hub.whole() is hub.whole()


def test_every_viewer_is_offered_the_same_bytes() -> None:
    async def scene() -> tuple[bytes | None, bytes | None]:
        first, second = Viewer(), Viewer()
        payload = event("change", "{}")
        first.offer(payload)
        second.offer(payload)
        return await first.take(1), await second.take(1)

    first, second = asyncio.run(scene())
    assert first is second
