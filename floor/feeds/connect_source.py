"""Amazon Connect's agent event stream, read from Kinesis Data Streams."""

from collections.abc import Callable, Generator, Mapping
from datetime import datetime
from typing import Any, Final, Protocol

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, NoCredentialsError

from floor.feeds.batch import DeadLetter
from floor.feeds.connect import ConnectStream
from floor.feeds.feed import FeedClock
from floor.feeds.network import FeedFailed, Heard, Nap, Sign
from floor.time import plus, to_datetime

POLL_S: Final = 1.0
"""A shard may be read five times a second, by all its readers together."""

LOOK_BACK_S: Final = 900.0
"""A new process reads so much of the past. Heartbeats come every 120 s and tell the whole state, so
this finds every agent; a checkpoint on disk would save no more than that."""

MOST_RECORDS: Final = 1_000

THROTTLED_S: Final = 2.0

_THROTTLED: Final = frozenset(
    {
        "ProvisionedThroughputExceededException",
        "LimitExceededException",
        "ThrottlingException",
        "KMSThrottlingException",
    }
)

# Trying again soon mends the first; the others need a person.
_REASONS: Final = {
    "ExpiredTokenException": ("token_expired", False),
    "ExpiredToken": ("token_expired", False),
    "AccessDeniedException": ("not_allowed", True),
    "UnrecognizedClientException": ("login_refused", True),
    "InvalidSignatureException": ("login_refused", True),
    "InvalidClientTokenId": ("login_refused", True),
    "ResourceNotFoundException": ("no_stream", True),
}


class Kinesis(Protocol):
    """What is used of boto3's client."""

    def list_shards(self, **asked: Any) -> Mapping[str, Any]:
        """One page of the stream's shards."""
        ...

    def get_shard_iterator(self, **asked: Any) -> Mapping[str, Any]:
        """Where to read a shard from."""
        ...

    def get_records(self, **asked: Any) -> Mapping[str, Any]:
        """Records from there on, and where to go on."""
        ...

    def close(self) -> None:
        """Give back its connections."""
        ...


def open_kinesis(region: str) -> Kinesis:
    """Amazon's own Kinesis, with the credentials that boto3 finds (environment, file, role). The
    feed tries again by itself, so boto3 does not; and no read blocks for long."""
    times = Config(connect_timeout=5, read_timeout=5, retries={"total_max_attempts": 1})
    client: Kinesis = boto3.client("kinesis", region_name=region, config=times)
    return client


class ConnectSource:
    """Reads every shard, children after a resharding too.

    ``open_client`` is called for each connection, so that credentials that expired are fetched
    anew. What has been read of each shard is remembered while the process lives.
    """

    def __init__(
        self,
        stream_name: str,
        open_client: Callable[[], Kinesis],
        stream: ConnectStream | None = None,
        clock: FeedClock | None = None,
        poll_s: float = POLL_S,
    ) -> None:
        self._name = stream_name
        self._open_client = open_client
        self._stream = stream or ConnectStream()
        self._clock = clock or FeedClock()
        self._poll_s = poll_s
        self._reached: dict[str, str] = {}
        self._finished: set[str] = set()

    def listen(self, nap: Nap) -> Generator[Heard, None, None]:
        """One connection, as ``floor.feeds.network.Source`` has it."""
        try:
            client = self._open_client()
            try:
                yield from self._follow(client, nap)
            finally:
                client.close()
        except ClientError as error:
            code = str(error.response.get("Error", {}).get("Code", ""))
            reason, misconfigured = _REASONS.get(code, ("kinesis", False))
            raise FeedFailed(reason, misconfigured) from None
        except NoCredentialsError:
            raise FeedFailed("no_credentials", misconfigured=True) from None
        except BotoCoreError:
            raise FeedFailed("unreachable") from None

    def _follow(self, client: Kinesis, nap: Nap) -> Generator[Heard, None, None]:
        since = to_datetime(plus(self._clock.now(), -LOOK_BACK_S))
        iterators = {shard: self._iterator(client, shard, since) for shard in self._shards(client)}
        behind = set(iterators)
        ready = False
        while True:
            wait_s = self._poll_s
            for shard in list(iterators):
                try:
                    answer = client.get_records(ShardIterator=iterators[shard], Limit=MOST_RECORDS)
                except ClientError as error:
                    code = error.response.get("Error", {}).get("Code")
                    if code == "ExpiredIteratorException":
                        iterators[shard] = self._iterator(client, shard, since)
                        continue
                    if code in _THROTTLED:
                        wait_s = max(wait_s, THROTTLED_S)
                        continue
                    raise
                yield from self._told(shard, answer["Records"])
                if not answer.get("MillisBehindLatest"):
                    behind.discard(shard)
                following = answer.get("NextShardIterator")
                if following:
                    iterators[shard] = following
                    continue
                # Read to its end: it was split or merged, and its children go on.
                del iterators[shard]
                behind.discard(shard)
                self._finished.add(shard)
                for child in self._shards(client):
                    if child not in iterators:
                        iterators[child] = self._iterator(client, child, since)
            if not ready and not behind:
                ready = True
                yield Sign.READY
            yield Sign.ALIVE if wait_s == self._poll_s else Sign.QUIET
            if nap(wait_s):
                return

    def _told(self, shard: str, records: list[Mapping[str, Any]]) -> Generator[Heard, None, None]:
        for record in records:
            number = str(record["SequenceNumber"])
            raw = bytes(record["Data"])
            events, faults = self._stream.take(raw, f"{shard}:{number}")
            yield from events
            shown = raw.decode("utf-8", errors="replace")
            yield from (DeadLetter(fault, shown) for fault in faults)
            self._reached[shard] = number

    def _shards(self, client: Kinesis) -> list[str]:
        """All shards that are not read to their end."""
        found: list[str] = []
        asked: dict[str, Any] = {"StreamName": self._name}
        while True:
            answer = client.list_shards(**asked)
            found.extend(str(shard["ShardId"]) for shard in answer["Shards"])
            if not answer.get("NextToken"):
                return [shard for shard in found if shard not in self._finished]
            asked = {"NextToken": answer["NextToken"]}

    def _iterator(self, client: Kinesis, shard: str, since: datetime) -> str:
        asked: dict[str, Any] = {"StreamName": self._name, "ShardId": shard}
        if shard in self._reached:
            asked |= {
                "ShardIteratorType": "AFTER_SEQUENCE_NUMBER",
                "StartingSequenceNumber": self._reached[shard],
            }
        else:
            asked |= {"ShardIteratorType": "AT_TIMESTAMP", "Timestamp": since}
        return str(client.get_shard_iterator(**asked)["ShardIterator"])
