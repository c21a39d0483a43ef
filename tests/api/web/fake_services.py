"""Cases and accounts in memory, for the web's tests."""

import itertools
from collections.abc import Callable, Sequence
from dataclasses import replace

from api.web.services import (
    CaseClosed,
    CaseNotFound,
    LockedOut,
    User,
    WebCase,
    WebServices,
)
from floor.time import Instant, plus

LEAD, PASSWORD = "li.lead", "correct horse"
NOW = Instant(1_772_413_200_000_000)


class FakeCases:
    def __init__(self) -> None:
        self.cases: dict[str, WebCase] = {}

    def add(self, finding_id: str, seat: str, kind: str = "off_seat") -> WebCase:
        case = WebCase(finding_id, finding_id, (seat,), kind, "STATE_CONFIRMED", NOW, None, None)
        self.cases[case.id] = case
        return case

    def open_cases(self, limit: int, after: str | None) -> Sequence[WebCase]:
        found = [case for case in self.cases.values() if case.status == "STATE_CONFIRMED"]
        if after is not None:
            found = list(itertools.dropwhile(lambda case: case.id != after, found))[1:]
        return found[:limit]

    def get(self, case_id: str) -> WebCase:
        if case_id not in self.cases:
            raise CaseNotFound(f"no case {case_id}")
        return self.cases[case_id]

    def acknowledge(self, case_id: str, actor: str, now: Instant) -> WebCase:
        return self._step(case_id, "ACKNOWLEDGED", actor, None)

    def dismiss(self, case_id: str, actor: str, reason: str, now: Instant) -> WebCase:
        return self._step(case_id, "DISMISSED", actor, reason)

    def _step(self, case_id: str, status: str, actor: str, reason: str | None) -> WebCase:
        case = self.get(case_id)
        if case.status != "STATE_CONFIRMED":
            raise CaseClosed(f"case {case_id} is closed")
        self.cases[case_id] = replace(case, status=status, actor=actor, reason=reason)
        return self.cases[case_id]


class FakeAccounts:
    """One lead; three wrong passwords lock the name."""

    def __init__(self) -> None:
        self.sessions: dict[str, tuple[User, Instant]] = {}
        self.failures = 0
        self._tokens = itertools.count(1)

    def verify(self, name: str, password: str, now: Instant) -> User | None:
        if self.failures >= 3:
            raise LockedOut(60)
        if (name, password) == (LEAD, PASSWORD):
            return User(name)
        if (name, password) == ("wang.worker", PASSWORD):
            return User(name, sees_floor=False)
        self.failures += 1
        return None

    def create_session(self, user: User, now: Instant) -> str:
        token = f"session-{next(self._tokens)}"
        self.sessions[token] = (user, plus(now, 8 * 3600))
        return token

    def find_session(self, token: str, now: Instant) -> User | None:
        user, end = self.sessions.get(token, (None, now))
        return user if now < end else None

    def delete_session(self, token: str) -> None:
        self.sessions.pop(token, None)


def services(
    *,
    demo: bool = False,
    language: str = "zh_CN",
    clock: Callable[[], Instant] = lambda: NOW,
    heartbeat_s: float = 15.0,
) -> WebServices:
    return WebServices(
        cases=FakeCases(),
        accounts=FakeAccounts(),
        site="华东一号呼叫中心",
        timezone="Asia/Shanghai",
        clock=clock,
        allowed_hosts=("127.0.0.1", "localhost", "testserver"),
        language=language,
        demo=demo,
        heartbeat_s=heartbeat_s,
    )
