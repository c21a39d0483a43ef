"""What the web needs of the rest of the product, as protocols that ``workflow`` fulfils."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from api.pushes import Pushes
from floor.time import Instant


class CaseNotFound(LookupError):
    """No case has this id, or the user may not see it."""


class CaseClosed(RuntimeError):
    """The case is in a state in which the wished step makes no sense."""


class LockedOut(RuntimeError):
    """Too many wrong passwords; ``retry_after_s`` says when the next attempt is looked at."""

    def __init__(self, retry_after_s: float) -> None:
        super().__init__(f"locked for another {retry_after_s:.0f} s")
        self.retry_after_s = retry_after_s


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who has signed in. ``sees_floor`` says whether the live map is theirs to see."""

    name: str
    sees_floor: bool = True


@dataclass(frozen=True, slots=True)
class WebCase:
    """A case as the pages show it. ``status`` is a state of ``workflow.case``."""

    id: str
    finding_id: str
    seats: tuple[str, ...]
    kind: str
    status: str
    opened: Instant
    actor: str | None
    reason: str | None


class Cases(Protocol):
    """The duty lead's open cases. All methods may block; the web calls them on a worker thread."""

    def open_cases(self, limit: int, after: str | None) -> Sequence[WebCase]:
        """At most ``limit`` open cases, newest first, after the case with the id ``after``."""

    def get(self, case_id: str) -> WebCase:
        """The case. Raises ``CaseNotFound``."""

    def acknowledge(self, case_id: str, actor: str, now: Instant) -> WebCase:
        """Note that ``actor`` takes the case up. Raises ``CaseNotFound`` or ``CaseClosed``."""

    def dismiss(self, case_id: str, actor: str, reason: str, now: Instant) -> WebCase:
        """Close the case for ``reason``. Raises ``CaseNotFound`` or ``CaseClosed``."""


class Accounts(Protocol):
    """Names, passwords and sessions. All methods may block."""

    def verify(self, name: str, password: str, now: Instant) -> User | None:
        """The user, or None where name or password is wrong. Raises ``LockedOut``."""

    def create_session(self, user: User, now: Instant) -> str:
        """A new session's secret token."""

    def find_session(self, token: str, now: Instant) -> User | None:
        """The user of a session that has not ended, else None."""

    def delete_session(self, token: str) -> None:
        """End the session, if there is one."""


@dataclass(frozen=True, slots=True)
class WebServices:
    """All that ``create_app`` is given beside the board.

    ``timezone`` is the site's IANA zone, ``language`` its default (``zh_CN`` or ``en``).
    ``clock`` stamps what users do. ``allowed_hosts`` are the names that the Host header may
    hold. ``secure_cookies`` is for sites behind TLS. In a ``demo`` nobody signs in.
    """

    cases: Cases
    accounts: Accounts
    site: str
    timezone: str
    clock: Callable[[], Instant]
    allowed_hosts: tuple[str, ...]
    language: str = "zh_CN"
    demo: bool = False
    secure_cookies: bool = False
    heartbeat_s: float = 15.0
    stale_after_s: float = 10.0
    pushes: Pushes | None = None
