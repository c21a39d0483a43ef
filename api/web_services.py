"""What ``workflow`` keeps, in the shape that the pages ask for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from api.pushes import Pushes
from api.site.load import Site
from api.web.services import CaseClosed, CaseNotFound, User, WebCase, WebServices
from floor.time import Instant
from workflow.accounts import Accounts
from workflow.case import Actor, Case, CaseId, NotAllowed
from workflow.cases import CaseChanged, CaseStore, NoSuchCase
from workflow.roles import Role

SEES_FLOOR = frozenset({Role.DUTY_LEAD, Role.ADMIN})
"""Deny by default: QA and the privacy officer have no business on the live map."""

LANGUAGES = {"zh-CN": "zh_CN", "en": "en"}


@dataclass(frozen=True, slots=True)
class WebCases:
    """The duty lead's cases out of the store."""

    store: CaseStore

    def open_cases(self, limit: int, after: str | None) -> Sequence[WebCase]:
        """At most ``limit`` open cases. Raises ``CaseNotFound`` for an unknown ``after``."""
        try:
            cases = self.store.open_cases(limit, None if after is None else CaseId(after))
        except NoSuchCase:
            raise CaseNotFound(after) from None
        return [_web_case(case) for case in cases]

    def get(self, case_id: str) -> WebCase:
        """The case. Raises ``CaseNotFound``."""
        return self._do(case_id, lambda case: self.store.get(case))

    def acknowledge(self, case_id: str, actor: str, now: Instant) -> WebCase:
        """A person says that it is one. Raises ``CaseNotFound`` or ``CaseClosed``."""
        return self._do(case_id, lambda case: self.store.acknowledge(case, Actor(actor), now))

    def dismiss(self, case_id: str, actor: str, reason: str, now: Instant) -> WebCase:
        """A person says that it is none. Raises ``CaseNotFound`` or ``CaseClosed``."""
        return self._do(case_id, lambda case: self.store.dismiss(case, Actor(actor), reason, now))

    def _do(self, case_id: str, act: Callable[[CaseId], Case]) -> WebCase:
        try:
            return _web_case(act(CaseId(case_id)))
        except NoSuchCase:
            raise CaseNotFound(case_id) from None
        except (NotAllowed, CaseChanged) as error:
            raise CaseClosed(str(error)) from None


@dataclass(frozen=True, slots=True)
class WebAccounts:
    """Accounts and sessions out of the store."""

    accounts: Accounts

    def verify(self, name: str, password: str, now: Instant) -> User | None:
        """The user, or None where name or password is wrong or the account is locked."""
        found = self.accounts.verify(name, password, now)
        return None if found is None else User(found.name, found.role in SEES_FLOOR)

    def create_session(self, user: User, now: Instant) -> str:
        """A new session's secret token."""
        for known in self.accounts.users():
            if known.name == user.name:
                return self.accounts.open_session(known, now)
        raise LookupError(user.name)

    def find_session(self, token: str, now: Instant) -> User | None:
        """The user of a session that has not ended."""
        found = self.accounts.session_user(token, now)
        return None if found is None else User(found.name, found.role in SEES_FLOOR)

    def delete_session(self, token: str) -> None:
        """End the session."""
        self.accounts.close_session(token)


def services_of(
    site: Site,
    cases: CaseStore,
    accounts: Accounts,
    clock: Callable[[], Instant],
    host: str,
    demo: bool,
    pushes: Pushes | None = None,
) -> WebServices:
    """What the pages need. The Host header may name the address that is listened on."""
    settings = site.settings.site
    anywhere = host in ("0.0.0.0", "::")
    hosts = ("*",) if anywhere else ("127.0.0.1", "localhost", "[::1]", host)
    return WebServices(
        cases=WebCases(cases),
        accounts=WebAccounts(accounts),
        site=settings.name,
        timezone=settings.timezone,
        clock=clock,
        allowed_hosts=hosts,
        language=LANGUAGES[settings.language],
        demo=demo,
        pushes=pushes,
    )


def _web_case(case: Case) -> WebCase:
    return WebCase(
        id=case.id,
        finding_id=case.id,
        seats=case.seats,
        kind=case.kind.value,
        status=case.state.value,
        opened=case.created,
        actor=None,
        reason=case.reason,
    )
