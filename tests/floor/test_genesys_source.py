"""Genesys Cloud's notifications, spoken with a stand-in of ours on 127.0.0.1."""

import json
from collections.abc import Iterator
from contextlib import closing

import pytest
from support.genesys_server import GenesysServer, genesys

from floor.agent_state import AgentEvent
from floor.feeds.batch import DeadLetter
from floor.feeds.genesys_source import GenesysSource
from floor.feeds.network import FeedFailed, Heard, Sign


def user(agent: str, routing: str, presence: str = "On Queue") -> dict[str, object]:
    return {
        "id": agent,
        "name": "Zhang San",
        "presence": {
            "presenceDefinition": {"systemPresence": presence},
            "modifiedDate": "2026-03-02T01:00:00.000Z",
        },
        "routingStatus": {"status": routing, "startTime": "2026-03-02T01:00:01.000Z"},
    }


def told(agent: str, status: str, at: str) -> str:
    body = {"id": agent, "routingStatus": {"status": status, "startTime": at}}
    return json.dumps({"topicName": f"v2.users.{agent}.routingStatus", "eventBody": body})


CLOSING = '{"topicName": "v2.system.socket_closing", "eventBody": {"message": "bye"}}'


@pytest.fixture
def server() -> Iterator[GenesysServer]:
    with genesys() as running:
        running.users = [user("u-1", "IDLE"), user("u-2", "OFF_QUEUE", "Meal")]
        yield running


def source(server: GenesysServer, silent_s: float = 30.0) -> GenesysSource:
    return GenesysSource(server.url, server.url, "client", "hidden", silent_s=silent_s)


def whole(listened: GenesysSource) -> list[Heard]:
    with closing(listened.listen(lambda _: False)) as listening:
        return list(listening)


def states(heard: list[Heard]) -> list[tuple[str, str]]:
    return [(e.agent_key, e.state.value) for e in heard if isinstance(e, AgentEvent)]


def test_it_subscribes_then_takes_the_snapshot_then_follows(server: GenesysServer) -> None:
    server.say.put(told("u-1", "INTERACTING", "2026-03-02T01:05:00Z"))
    server.say.put(CLOSING)
    heard = whole(source(server))
    assert ("u-1", "AVAILABLE") in states(heard) and ("u-2", "MEAL") in states(heard)
    ready = heard.index(Sign.READY)
    assert states(heard[ready:]) == [("u-1", "ON_CONTACT"), ("u-1", "ON_CONTACT")]
    assert set(server.subscribed) == {
        f"v2.users.{agent}.{axis}"
        for agent in ("u-1", "u-2")
        for axis in ("presence", "routingStatus")
    }
    subscribed = next(i for i, each in enumerate(server.asked) if each.startswith("PUT"))
    assert "GET /api/v2/users" in server.asked[subscribed:]


def test_what_changed_between_two_connections_is_in_the_snapshot(server: GenesysServer) -> None:
    listened = source(server)
    server.say.put(CLOSING)
    whole(listened)
    server.users[0] = user("u-1", "INTERACTING")
    server.say.put(CLOSING)
    assert ("u-1", "ON_CONTACT") in states(whole(listened))


def test_malformed_messages_are_dead_letters_and_repeats_say_nothing(
    server: GenesysServer,
) -> None:
    message = told("u-2", "INTERACTING", "2026-03-02T02:00:00Z")
    for each in ("{", message, message, '{"topicName": "channel.metadata"}', CLOSING):
        server.say.put(each)
    heard = whole(source(server))
    assert sum(isinstance(each, DeadLetter) for each in heard) == 1
    after = states(heard[heard.index(Sign.READY) :])
    # Its moment, and the snapshot's after it, which is judged anew; the repeat adds nothing.
    assert after == [("u-2", "ON_CONTACT"), ("u-2", "ON_CONTACT")]


@pytest.mark.parametrize(
    ("path", "status", "reason", "misconfigured"),
    [
        ("/oauth", 401, "login_refused", True),
        ("/oauth", 503, "server_error", False),
        ("/api/v2/users", 401, "token_expired", False),
        ("/api/v2/users", 403, "not_allowed", True),
        ("/channels", 429, "throttled", False),
    ],
)
def test_why_it_cannot_connect(
    server: GenesysServer, path: str, status: int, reason: str, misconfigured: bool
) -> None:
    server.refuse[path] = status
    with pytest.raises(FeedFailed) as caught:
        whole(source(server))
    assert (caught.value.reason, caught.value.misconfigured) == (reason, misconfigured)


def test_a_socket_that_is_closed_or_falls_silent_has_failed(server: GenesysServer) -> None:
    server.say.put(None)
    with pytest.raises(FeedFailed, match="closed"):
        whole(source(server))
    with pytest.raises(FeedFailed, match="silent"):
        whole(source(server, silent_s=0.1))


def test_more_agents_than_a_channel_takes_are_refused_by_name(server: GenesysServer) -> None:
    server.users = [user(f"u-{number}", "IDLE") for number in range(501)]
    with pytest.raises(FeedFailed, match="too_many_agents"):
        whole(source(server))
