"""Genesys Cloud's notifications: a channel of its own, its WebSocket, and a snapshot each time.

Ways and limits: "Notification service" and "Client credentials grant", Genesys Cloud Developer
Center.
"""

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import Any, Final

import httpx
from websockets.exceptions import ConnectionClosed as Closed
from websockets.exceptions import InvalidHandshake, InvalidURI, WebSocketException
from websockets.sync.client import ClientConnection, connect

from floor.feeds.batch import DeadLetter
from floor.feeds.feed import FeedClock
from floor.feeds.genesys import SOURCE, GenesysAxes
from floor.feeds.network import FeedFailed, Heard, Nap, Sign

MOST_TOPICS: Final = 1_000
"""Of one channel. Each agent takes two, so one feed follows 500 agents."""

PAGE: Final = 100
PING_S: Final = 30.0
SILENT_S: Final = 75.0
"""The service says something every 30 s; after two and a half of them the line is dead."""

RENEW_S: Final = 900.0
"""A state that does not change is not told again: a snapshot renews all of them this often."""

TOKEN_MARGIN_S: Final = 300.0
TIMEOUT_S: Final = 10.0
MOST_BYTES: Final = 1_048_576
CHANNEL_S: Final = 23 * 3_600.0
"""A channel lives for 24 hours; it is left before."""


class GenesysSource:
    """``login_url`` such as ``https://login.mypurecloud.ie``, ``api_url`` such as
    ``https://api.mypurecloud.ie``. The token lives in memory, and never in an error."""

    def __init__(
        self,
        login_url: str,
        api_url: str,
        client_id: str,
        client_secret: str,
        clock: FeedClock | None = None,
        silent_s: float = SILENT_S,
        renew_s: float = RENEW_S,
    ) -> None:
        self._login_url, self._api_url = login_url.rstrip("/"), api_url.rstrip("/")
        self._login = (client_id, client_secret)
        self._clock = clock or FeedClock()
        self._silent_s, self._renew_s = silent_s, renew_s
        self._axes = GenesysAxes()

    def listen(self, nap: Nap) -> Generator[Heard, None, None]:
        """One connection, as ``floor.feeds.network.Source`` has it. Subscribes before it takes the
        snapshot, so that no change falls between the two."""
        try:
            with httpx.Client(base_url=self._api_url, timeout=TIMEOUT_S) as http:
                lives_s = self._log_in(http)
                agents = [str(user.get("id", "")) for user in self._users(http)]
                topics = [
                    {"id": f"v2.users.{agent}.{axis}"}
                    for agent in agents
                    for axis in ("presence", "routingStatus")
                ]
                if len(topics) > MOST_TOPICS:
                    raise FeedFailed("too_many_agents", misconfigured=True)
                channel = self._asked(http, "POST", "/api/v2/notifications/channels")
                with _socket(str(channel["connectUri"])) as socket:
                    path = f"/api/v2/notifications/channels/{channel['id']}/subscriptions"
                    self._asked(http, "PUT", path, json=topics)
                    yield from self._snapshot(http)
                    yield Sign.READY
                    until = self._clock.monotonic() + min(lives_s, CHANNEL_S)
                    yield from self._follow(http, socket, nap, until)
        except httpx.TimeoutException:
            raise TimeoutError from None
        except httpx.HTTPError:
            raise FeedFailed("unreachable") from None
        except Closed:
            raise FeedFailed("closed") from None
        except (InvalidHandshake, InvalidURI, WebSocketException):
            raise FeedFailed("no_socket") from None
        except (KeyError, TypeError, ValueError):
            raise FeedFailed("answer_not_understood") from None

    def _follow(
        self, http: httpx.Client, socket: ClientConnection, nap: Nap, until: float
    ) -> Generator[Heard, None, None]:
        """What comes, until the service closes, falls silent, or the token ends."""
        heard = asked = renewed = self._clock.monotonic()
        while not nap(0):
            now = self._clock.monotonic()
            if now >= until:
                return
            if now - heard > self._silent_s:
                raise FeedFailed("silent")
            if now - asked >= min(PING_S, self._silent_s / 2):
                socket.send('{"message": "ping"}')
                asked = now
            if now - renewed >= self._renew_s:
                yield from self._snapshot(http)
                renewed = now
            try:
                raw = socket.recv(timeout=0.5)
            except TimeoutError:
                yield Sign.QUIET
                continue
            heard = self._clock.monotonic()
            shown = raw if isinstance(raw, str) else raw.decode("utf-8", errors="replace")
            if '"v2.system.socket_closing"' in shown:
                return  # it says so a minute ahead; the next connection takes a snapshot
            events, faults = self._axes.take(raw, SOURCE)
            yield from events
            yield from (DeadLetter(fault, shown) for fault in faults)
            yield Sign.ALIVE

    def _log_in(self, http: httpx.Client) -> float:
        """Puts the token on every further request; how long to use it, in seconds."""
        answer = http.post(
            f"{self._login_url}/oauth/token",
            data={"grant_type": "client_credentials"},
            auth=self._login,
        )
        if answer.status_code in {400, 401, 403}:
            raise FeedFailed("login_refused", misconfigured=True)
        token = _checked(answer)
        http.headers["Authorization"] = f"Bearer {token['access_token']}"
        return max(float(token.get("expires_in", 3_600)) - TOKEN_MARGIN_S, 60.0)

    def _users(self, http: httpx.Client) -> Iterator[dict[str, Any]]:
        number = 1
        while True:
            query = f"expand=presence,routingStatus&state=active&pageSize={PAGE}"
            page = self._asked(http, "GET", f"/api/v2/users?{query}&pageNumber={number}")
            yield from page["entities"]
            if number >= int(page.get("pageCount", 1)):
                return
            number += 1

    def _snapshot(self, http: httpx.Client) -> Generator[Heard, None, None]:
        now = self._clock.now()
        for user in self._users(http):
            events, faults = self._axes.snapshot(user, now, "users")
            yield from events
            yield from (DeadLetter(fault) for fault in faults)

    def _asked(
        self, http: httpx.Client, method: str, path: str, json: object = None
    ) -> dict[str, Any]:
        return _checked(http.request(method, path, json=json))


def _checked(answer: httpx.Response) -> dict[str, Any]:
    """The JSON of an answer. Raises ``FeedFailed`` with a code; the text may hold the token."""
    if answer.status_code == 401:
        raise FeedFailed("token_expired")
    if answer.status_code == 403:
        raise FeedFailed("not_allowed", misconfigured=True)
    if answer.status_code == 429:
        raise FeedFailed("throttled")
    if not answer.is_success:
        raise FeedFailed("server_error")
    found = answer.json() if answer.content else {}
    if not isinstance(found, dict):
        raise FeedFailed("answer_not_understood")
    return found


@contextmanager
def _socket(address: str) -> Iterator[ClientConnection]:
    with connect(
        address, open_timeout=TIMEOUT_S, close_timeout=1.0, max_size=MOST_BYTES, proxy=None
    ) as socket:
        yield socket
