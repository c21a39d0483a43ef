"""Connect's stream over moto's Kinesis on 127.0.0.1 (a stand-in, not Amazon's own)."""

import json
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError
from moto.server import ThreadedMotoServer

from floor.agent_state import AgentEvent
from floor.feeds.batch import DeadLetter
from floor.feeds.connect_source import ConnectSource
from floor.feeds.network import FeedFailed, Heard, Sign


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


def kinesis(endpoint: str) -> Any:
    return boto3.client(
        "kinesis",
        region_name="eu-west-2",
        endpoint_url=endpoint,
        aws_access_key_id="test",
        aws_secret_access_key="test",
    )


@pytest.fixture
def stream(endpoint: str, request: pytest.FixtureRequest) -> str:
    name = request.node.name[:60].replace("[", "-").replace("]", "")
    kinesis(endpoint).create_stream(StreamName=name, ShardCount=2)
    return name


def put(endpoint: str, stream: str, event_id: str, agent: str = "a-1", raw: bytes = b"") -> None:
    message = {
        "AgentARN": f"arn:aws:connect:eu-west-2:1:instance/i/agent/{agent}",
        "EventId": event_id,
        "EventTimestamp": "2026-03-02T01:00:00.000Z",
        "EventType": "STATE_CHANGE",
        "CurrentAgentSnapshot": {
            "AgentStatus": {"Name": "Lunch", "Type": "CUSTOM"},
            "Configuration": {"Username": "zhang"},
        },
    }
    data = raw or json.dumps(message).encode()
    kinesis(endpoint).put_record(StreamName=stream, PartitionKey=event_id, Data=data)


class Client:
    """Moto's Kinesis behind faults: each is raised once, at the next read."""

    def __init__(self, endpoint: str) -> None:
        self._real = kinesis(endpoint)
        self.faults: list[str] = []
        self.asked: list[str] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    def get_shard_iterator(self, **asked: Any) -> Any:
        self.asked.append(asked["ShardIteratorType"])
        return self._real.get_shard_iterator(**asked)

    def get_records(self, **asked: Any) -> Any:
        if self.faults:
            raise ClientError({"Error": {"Code": self.faults.pop(0)}}, "GetRecords")
        return self._real.get_records(**asked)


def rounds(source: ConnectSource, most: int) -> list[Heard]:
    """What comes in so many rounds of all shards."""
    left = [most]

    def nap(_: float) -> bool:
        left[0] -= 1
        return left[0] == 0

    with closing(source.listen(nap)) as listening:
        return list(listening)


def ids(heard: list[Heard]) -> set[str]:
    return {each.event_id for each in heard if isinstance(each, AgentEvent)}


def test_all_shards_are_read_and_a_reconnect_goes_on_where_it_was(
    endpoint: str, stream: str
) -> None:
    for number in range(6):
        put(endpoint, stream, f"e{number}", f"a-{number}")
    source = ConnectSource(stream, lambda: Client(endpoint))
    heard = rounds(source, 2)
    assert ids(heard) == {f"e{number}" for number in range(6)}
    assert Sign.READY in heard
    put(endpoint, stream, "e6", "a-6")
    assert ids(rounds(source, 2)) == {"e6"}


def test_after_a_resharding_the_children_are_read(endpoint: str, stream: str) -> None:
    put(endpoint, stream, "before", "a-1")
    source = ConnectSource(stream, lambda: Client(endpoint))
    assert ids(rounds(source, 2)) == {"before"}
    client = kinesis(endpoint)
    shards = client.list_shards(StreamName=stream)["Shards"]
    keys = shards[0]["HashKeyRange"]
    middle = (int(keys["StartingHashKey"]) + int(keys["EndingHashKey"])) // 2
    client.split_shard(
        StreamName=stream, ShardToSplit=shards[0]["ShardId"], NewStartingHashKey=str(middle)
    )
    for number in range(8):
        put(endpoint, stream, f"after{number}", f"b-{number}")
    assert ids(rounds(source, 4)) == {f"after{number}" for number in range(8)}


def test_an_iterator_that_expired_and_throttling_lose_nothing(endpoint: str, stream: str) -> None:
    client = Client(endpoint)
    source = ConnectSource(stream, lambda: client)
    put(endpoint, stream, "e1")
    rounds(source, 2)
    put(endpoint, stream, "e2", "a-2")
    client.faults = [
        "ExpiredIteratorException",
        "ProvisionedThroughputExceededException",
        "ThrottlingException",
    ]
    assert ids(rounds(source, 4)) == {"e2"}
    assert client.asked[-1] in {"AFTER_SEQUENCE_NUMBER", "AT_TIMESTAMP"}


@pytest.mark.parametrize(
    ("code", "reason", "misconfigured"),
    [
        ("ExpiredTokenException", "token_expired", False),
        ("AccessDeniedException", "not_allowed", True),
        ("UnrecognizedClientException", "login_refused", True),
        ("InternalFailure", "kinesis", False),
    ],
)
def test_why_a_connection_failed(
    endpoint: str, stream: str, code: str, reason: str, misconfigured: bool
) -> None:
    client = Client(endpoint)
    client.faults = [code]
    with pytest.raises(FeedFailed) as caught:
        rounds(ConnectSource(stream, lambda: client), 2)
    assert (caught.value.reason, caught.value.misconfigured) == (reason, misconfigured)


def test_a_stream_that_is_not_there_needs_a_person(endpoint: str) -> None:
    with pytest.raises(FeedFailed) as caught:
        rounds(ConnectSource("nowhere", lambda: Client(endpoint)), 2)
    assert (caught.value.reason, caught.value.misconfigured) == ("no_stream", True)


def test_what_cannot_be_read_is_a_dead_letter_and_costs_no_other(
    endpoint: str, stream: str
) -> None:
    put(endpoint, stream, "bad", raw=b'{"EventType": "LOGIN"')
    put(endpoint, stream, "good")
    heard = rounds(ConnectSource(stream, lambda: Client(endpoint)), 2)
    assert ids(heard) == {"good"}
    assert sum(isinstance(each, DeadLetter) for each in heard) == 1
