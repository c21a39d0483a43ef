"""FreeSWITCH's event socket (inbound): auth, the callcenter's events, the list of agents.

The list is asked for after every login and again every ``resync_s``: FreeSWITCH restarts without
a word about its agents.
"""

import math
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from pydantic import SecretStr

from floor.agent_state import AgentEvent, AgentKey
from floor.errors import InputFault
from floor.feeds.ami_members import Said
from floor.feeds.batch import DeadLetter
from floor.feeds.feed import FeedClock
from floor.feeds.freeswitch_agents import Desks
from floor.feeds.network import FeedFailed, Heard, Nap, Sign
from floor.feeds.wire import Wire, wired
from floor.time import Instant

ANSWER_S: Final = 10.0
MAX_FRAME_BYTES: Final = 4_194_304


@dataclass(frozen=True, slots=True)
class Frame:
    """Headers, and the body that ``Content-Length`` announced."""

    headers: dict[str, str]
    body: str

    @property
    def kind(self) -> str:
        """Its content type."""
        return self.headers.get("Content-Type", "")


class Frames:
    """Bytes as they come, cut into whole frames; the half of one waits for its rest."""

    def __init__(self) -> None:
        self._rest = b""

    def take(self, data: bytes) -> Iterator[Frame]:
        """The frames that are whole now. Raises ``FeedFailed`` where it is another protocol."""
        self._rest += data
        while b"\n\n" in self._rest:
            head, _, rest = self._rest.partition(b"\n\n")
            headers = headers_of(head.decode("utf-8", "replace"))
            length = headers.get("Content-Length", "0")
            if not length.isdecimal() or int(length[:12]) > MAX_FRAME_BYTES:
                raise FeedFailed("not_understood")
            size = int(length)
            if len(rest) < size:
                return
            self._rest = rest[size:]
            yield Frame(headers, rest[:size].decode("utf-8", "replace"))
        if len(self._rest) > MAX_FRAME_BYTES:
            raise FeedFailed("not_understood")


def headers_of(text: str) -> dict[str, str]:
    """``Key: value`` lines with values percent-encoded; lines that are none are passed over."""
    pairs = [line.partition(":") for line in text.splitlines()]
    return {key.strip(): unquote(value.strip()) for key, colon, value in pairs if colon}


@dataclass(frozen=True, slots=True)
class FreeSwitch:
    """A source of agent states. ``desks`` outlive a connection."""

    name: str
    host: str
    port: int
    password: SecretStr
    desks: Desks
    resync_s: float
    clock: FeedClock

    def listen(self, nap: Nap) -> Generator[Heard, None, None]:
        """One connection. Raises ``FeedFailed`` or ``OSError``."""
        with wired(self.host, self.port, tls=False) as wire:
            talk = _Talk(self, wire)
            yield from talk.log_in()
            yield from talk.follow()


class _Talk:
    """What one connection remembers."""

    def __init__(self, source: FreeSwitch, wire: Wire) -> None:
        self._source, self._wire, self._frames = source, wire, Frames()
        self._pending: list[Frame] = []

    def log_in(self) -> Generator[Heard, None, None]:
        """Auth, then the subscription."""
        password = self._source.password.get_secret_value()
        if "\n" in password or "\r" in password:
            raise FeedFailed("login_malformed", misconfigured=True)
        yield from self._next("auth/request")
        self._wire.send(f"auth {password}\n\n")
        reply = yield from self._next("command/reply")
        if not reply.headers.get("Reply-Text", "").startswith("+OK"):
            raise FeedFailed("login_refused", misconfigured=True)
        self._wire.send("event plain CUSTOM callcenter::info\n\n")
        reply = yield from self._next("command/reply")
        if not reply.headers.get("Reply-Text", "").startswith("+OK"):
            raise FeedFailed("not_permitted", misconfigured=True)

    def follow(self) -> Generator[Heard, None, None]:
        """Lists and events until the line breaks."""
        source, ready = self._source, False
        asked, complete = -math.inf, True
        while True:
            now = source.clock.monotonic()
            if complete and now - asked >= source.resync_s:
                self._wire.send("api callcenter_config agent list\n\n")
                asked, complete = now, False
            if not complete and now - asked > ANSWER_S:
                raise TimeoutError("no list of agents")
            for frame in self._read():
                if frame.kind == "api/response":
                    yield from self._listed(frame)
                    complete = True
                    yield Sign.ALIVE if ready else Sign.READY
                    ready = True
                elif frame.kind == "text/event-plain":
                    yield from self._heard(frame)
                elif frame.kind == "text/disconnect-notice":
                    raise FeedFailed("hung_up")
            yield from self._events(source.desks.pass_time(source.clock.now()))
            yield Sign.QUIET

    def _listed(self, frame: Frame) -> Iterator[AgentEvent]:
        try:
            said = list(self._source.desks.listed(frame.body, self._source.clock.now()))
        except ValueError:
            # Without the list nothing is known for certain; mod_callcenter may not be loaded.
            raise FeedFailed("no_agent_list", misconfigured=True) from None
        yield from self._events(iter(said))

    def _heard(self, frame: Frame) -> Iterator[Heard]:
        headers = headers_of(frame.body)
        try:
            yield from self._events(self._source.desks.hear(headers, self._time(headers)))
        except ValueError as error:
            fault = InputFault(self._source.name, None, str(error), None, "missing or malformed")
            yield DeadLetter(fault, frame.body)

    def _events(self, said: Iterator[Said]) -> Iterator[AgentEvent]:
        name, now = self._source.name, self._source.clock.now()
        for agent, state, reason, since in said:
            yield AgentEvent(name, "", AgentKey(agent), state, reason, since, now)

    def _time(self, headers: dict[str, str]) -> Instant:
        """FreeSWITCH's own time of the event, in microseconds since 1970."""
        text = headers.get("Event-Date-Timestamp", "")
        if not text:
            return self._source.clock.now()
        if not text.isdecimal() or len(text) > 17:
            raise ValueError("Event-Date-Timestamp")
        return Instant(int(text))

    def _read(self) -> Iterator[Frame]:
        pending, self._pending = self._pending, []
        yield from pending or self._frames.take(self._wire.receive())

    def _next(self, kind: str) -> Generator[Heard, None, Frame]:
        """The next frame of a kind; those before it are told again by the list."""
        until = self._source.clock.monotonic() + ANSWER_S
        while self._source.clock.monotonic() <= until:
            frames = list(self._read())
            for number, frame in enumerate(frames):
                if frame.kind == kind:
                    self._pending = frames[number + 1 :]
                    return frame
                if frame.kind == "text/rude-rejection":
                    raise FeedFailed("not_permitted", misconfigured=True)
            yield Sign.QUIET
        raise TimeoutError("no answer")
