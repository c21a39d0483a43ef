"""Asterisk's manager interface over TCP: login, a snapshot of all queues, then events.

The snapshot is asked for again every ``resync_s``: it renews the states and shows a dead line.
"""

import hashlib
import math
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from typing import Final

from pydantic import SecretStr

from floor.agent_state import AgentEvent, AgentKey
from floor.errors import InputFault
from floor.feeds.ami_members import QueueMembers, Said
from floor.feeds.batch import DeadLetter
from floor.feeds.feed import FeedClock
from floor.feeds.network import FeedFailed, Heard, Nap, Sign
from floor.feeds.wire import Wire, wired
from floor.time import SECOND, Instant

ANSWER_S: Final = 10.0
MAX_BLOCK_BYTES: Final = 1_048_576
Block = dict[str, str]


class Blocks:
    """Bytes as they come, cut into whole blocks; the half of one waits for its rest."""

    def __init__(self) -> None:
        self._rest = b""

    def take(self, data: bytes) -> Iterator[str]:
        """The blocks that are whole now. Raises ``FeedFailed`` where one never ends."""
        *whole, self._rest = (self._rest + data).split(b"\r\n\r\n")
        if len(self._rest) > MAX_BLOCK_BYTES:
            raise FeedFailed("not_understood")
        return (block.decode("utf-8", "replace").strip("\r\n") for block in whole)


def block_of(text: str) -> Block | None:
    """``Key: value`` lines; None where a line is none."""
    pairs = [line.partition(":") for line in text.split("\r\n")]
    if not all(colon for _, colon, _ in pairs):
        return None
    return {key.strip(): value.strip() for key, _, value in pairs}


@dataclass(frozen=True, slots=True)
class AsteriskAmi:
    """A source of agent states; ``user`` needs ``read = agent`` and ``write = agent`` there.

    ``members`` outlive a connection: who left the queues meanwhile is missing in the next snapshot.
    """

    name: str
    host: str
    port: int
    user: str
    secret: SecretStr
    members: QueueMembers
    resync_s: float
    clock: FeedClock
    tls: bool = False
    plain_login: bool = False

    def listen(self, nap: Nap) -> Generator[Heard, None, None]:
        """One connection. Raises ``FeedFailed`` or ``OSError``."""
        with wired(self.host, self.port, self.tls) as wire:
            talk = _Talk(self, wire)
            yield from talk.log_in()
            yield from talk.follow(nap)


class _Talk:
    """What one connection remembers."""

    def __init__(self, source: AsteriskAmi, wire: Wire) -> None:
        self._source, self._wire = source, wire
        self._blocks, self._members = Blocks(), source.members
        self._pending: list[str] = []

    def log_in(self) -> Generator[Heard, None, None]:
        """Banner, challenge, login."""
        yield from self._banner()
        source, secret = self._source, self._source.secret.get_secret_value()
        _fit(source.user, secret)
        proof = f"Secret: {secret}\r\n"
        if not source.plain_login:
            self._send("Action: Challenge\r\nAuthType: MD5\r\n")
            answer = yield from self._answer()
            if "Challenge" not in answer:
                raise FeedFailed("login_refused", misconfigured=True)
            # The protocol's own scheme: it keeps the secret off the line, no more.
            key = hashlib.md5((answer["Challenge"] + secret).encode()).hexdigest()
            proof = f"AuthType: MD5\r\nKey: {key}\r\n"
        self._send(f"Action: Login\r\nUsername: {source.user}\r\n{proof}Events: on\r\n")
        answer = yield from self._answer()
        if answer.get("Response") != "Success":
            raise FeedFailed("login_refused", misconfigured=True)

    def follow(self, nap: Nap) -> Generator[Heard, None, None]:
        """Snapshots and events until the line breaks."""
        source, ready = self._source, False
        asked, complete = -math.inf, True
        while True:
            now = source.clock.monotonic()
            if complete and now - asked >= source.resync_s:
                self._members.begin_listing()
                self._send("Action: QueueStatus\r\nActionID: floor\r\n")
                asked, complete = now, False
            if not complete and now - asked > ANSWER_S:
                raise TimeoutError("no snapshot")
            for text in self._read():
                block = block_of(text)
                if block is None:
                    yield self._dead("", "not lines of Key: value", text)
                elif block.get("Event") == "QueueStatusComplete":
                    yield from self._events(self._members.end_listing(source.clock.now()))
                    complete = True
                    yield Sign.ALIVE if ready else Sign.READY
                    ready = True
                elif block.get("Response") == "Error":
                    raise FeedFailed("not_permitted", misconfigured=True)
                else:
                    yield from self._heard(block, text)
            yield from self._events(self._members.pass_time(source.clock.now()))
            yield Sign.QUIET

    def _heard(self, block: Block, text: str) -> Generator[Heard, None, None]:
        try:
            yield from self._events(self._members.hear(block, self._time(block)))
        except ValueError as error:
            yield self._dead(str(error), "missing or malformed", text)

    def _events(self, said: Iterator[Said]) -> Iterator[AgentEvent]:
        name, now = self._source.name, self._source.clock.now()
        for agent, state, reason, since in said:
            yield AgentEvent(name, "", AgentKey(agent), state, reason, since, now)

    def _time(self, block: Block) -> Instant:
        """Asterisk's own time of the event where ``timestampevents`` is on, else now."""
        if "Timestamp" not in block:
            return self._source.clock.now()
        try:
            return Instant(round(float(block["Timestamp"]) * SECOND))
        except (ValueError, OverflowError):
            raise ValueError("Timestamp") from None

    def _dead(self, field: str, wrong: str, text: str) -> DeadLetter:
        return DeadLetter(InputFault(self._source.name, None, field, None, wrong), text)

    def _send(self, text: str) -> None:
        self._wire.send(text + "\r\n")

    def _read(self) -> Iterator[str]:
        pending, self._pending = self._pending, []
        yield from pending or self._blocks.take(self._wire.receive())

    def _banner(self) -> Generator[Heard, None, None]:
        until, head = self._source.clock.monotonic() + ANSWER_S, b""
        while b"\r\n" not in head:
            head += self._wire.receive()
            yield Sign.QUIET
            if len(head) > 256 or self._source.clock.monotonic() > until:
                raise FeedFailed("not_understood")
        banner, _, rest = head.partition(b"\r\n")
        if not banner.startswith(b"Asterisk Call Manager"):
            raise FeedFailed("not_understood", misconfigured=True)
        self._pending = list(self._blocks.take(rest))

    def _answer(self) -> Generator[Heard, None, Block]:
        """The next answer; events in between are told again by the snapshot."""
        until = self._source.clock.monotonic() + ANSWER_S
        while self._source.clock.monotonic() <= until:
            texts = list(self._read())
            for number, text in enumerate(texts):
                block = block_of(text)
                if block is not None and "Response" in block:
                    self._pending = texts[number + 1 :]
                    return block
            yield Sign.QUIET
        raise TimeoutError("no answer")


def _fit(*texts: str) -> None:
    """A line break in a login would be a command of its own."""
    if any("\r" in text or "\n" in text for text in texts):
        raise FeedFailed("login_malformed", misconfigured=True)
