"""A file as a feed: polled in place, since reading a file never keeps anybody waiting."""

from dataclasses import replace
from typing import Self

import structlog

from floor.feeds.batch import Batch
from floor.feeds.dead_letters import DeadLetters
from floor.feeds.feed import FeedClock, FeedState, FeedStatus
from floor.feeds.lines import FileFollower

_log = structlog.get_logger(__name__)


class FileFeed:
    """Follows a file and counts what it says. A file that is not there, or cannot be read at this
    moment, is ``missing`` and looked for at every poll."""

    def __init__(
        self,
        name: str,
        kind: str,
        follower: FileFollower,
        dead: DeadLetters,
        clock: FeedClock | None = None,
    ) -> None:
        self._follower = follower
        self._dead = dead
        self._clock = clock or FeedClock()
        self._status = FeedStatus(name, kind, FeedState.CONNECTING, "connecting")
        self._heard_at: float | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._follower.close()

    def poll(self) -> Batch:
        """What came since the last poll."""
        try:
            batch, reason = self._follower.poll(), ""
        except OSError as error:
            batch, reason = Batch(missing=True), "unreadable"
            _log.debug("feed_file_unreadable", feed=self._status.name, error=error.strerror)
        if batch.events or batch.letters:
            self._heard_at = self._clock.monotonic()
        before = self._status
        state = FeedState.MISSING if batch.missing else FeedState.LIVE
        self._status = replace(
            before,
            state=state,
            reason=reason or ("missing" if batch.missing else ""),
            events=before.events + len(batch.events),
            dead_letters=before.dead_letters + len(batch.letters),
            faults=before.faults + (batch.missing and before.state is FeedState.LIVE),
        )
        try:
            self._dead.keep(batch.letters, self._clock.now())
        except OSError as error:
            _log.error("dead_letters_not_kept", feed=before.name, error=error.strerror)
        return batch

    def status(self) -> FeedStatus:
        """How it is doing; from any thread."""
        heard = self._heard_at
        silent = None if heard is None else max(0.0, self._clock.monotonic() - heard)
        return replace(self._status, silent_s=silent)
