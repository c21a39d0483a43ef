"""Cases in the database, on SQLite and on PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from floor.finding import EpisodeKind, FindingStatus
from floor.time import Instant, plus
from workflow.case import SYSTEM, Actor, CaseId, CaseState, NotAllowed
from workflow.cases import EXPIRE_AFTER_S, NoSuchCase, SqlCases

NOW = Instant(1_772_420_000_000_000)
LEAD = Actor("lin")
CONFIRMED, CONFLICT, UNKNOWN, CANDIDATE = (
    FindingStatus.CONFIRMED,
    FindingStatus.CONFLICT,
    FindingStatus.UNKNOWN,
    FindingStatus.CANDIDATE,
)


@pytest.fixture
def cases(either) -> SqlCases:
    return SqlCases(either)


def only(cases: SqlCases):
    (case,) = cases.open_cases(10)
    return case


def whats(cases: SqlCases, case: CaseId) -> list[tuple[str, str, str, str]]:
    return [(e.actor, e.what, e.before, e.after) for e in cases.history(case)]


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (CONFIRMED, CaseState.STATE_CONFIRMED),
        (CONFLICT, CaseState.STATE_CONFLICT),
        (UNKNOWN, CaseState.STATE_UNKNOWN),
    ],
)
def test_a_finding_becomes_a_case(cases, finding, status, state):
    told = finding(status=status)
    cases.accept([told], NOW)
    case = only(cases)
    assert (case.id, case.state, case.status, case.created) == (told.id, state, status, NOW)
    assert (case.seats, case.start, case.end) == (told.seats, told.start, told.end)
    assert (case.pseudonym, case.rule, case.reason) == (told.pseudonym, told.rule, told.reason)
    assert cases.get(CaseId(told.id)) == case
    assert whats(cases, case.id) == [("system", f"found_{status}", "DETECTED", state)]


def test_a_candidate_is_no_case(cases, finding):
    cases.accept([finding(status=CANDIDATE)], NOW)
    assert cases.open_cases(10) == ()


def test_a_raised_hand_is_no_case(cases, finding):
    cases.accept([finding(kind=EpisodeKind.HAND_RAISED)], NOW)
    assert cases.open_cases(10) == ()


def test_one_episode_is_one_case(cases, finding):
    cases.accept([finding(end_s=None), finding(end_s=None), finding(end_s=90)], NOW)
    cases.accept([finding(end_s=90)], plus(NOW, 60))
    case = only(cases)
    assert case.end == finding(end_s=90).end and case.created == NOW
    assert len(cases.history(case.id)) == 1


def test_an_episode_that_ended_does_not_open_again(cases, finding):
    cases.accept([finding(end_s=90)], NOW)
    cases.accept([finding(status=UNKNOWN, end_s=None)], NOW)
    case = only(cases)
    assert (case.status, case.end) == (CONFIRMED, finding(end_s=90).end)


def test_a_late_agent_event_withdraws_the_case(cases, finding):
    told = finding()
    cases.accept([told], NOW)
    cases.accept([finding(status=CANDIDATE)], plus(NOW, 60))
    assert cases.open_cases(10) == ()
    assert cases.get(told.id).state is CaseState.WITHDRAWN
    cases.accept([told], plus(NOW, 90))
    assert only(cases).state is CaseState.STATE_CONFIRMED


@pytest.mark.parametrize("decision", ["acknowledge", "dismiss"])
@pytest.mark.parametrize("status", [CANDIDATE, CONFLICT, UNKNOWN])
def test_a_decision_is_never_overridden_but_the_change_is_noted(cases, finding, status, decision):
    cases.accept([finding()], NOW)
    case = only(cases)
    if decision == "acknowledge":
        decided = cases.acknowledge(case.id, LEAD, plus(NOW, 1))
    else:
        decided = cases.dismiss(case.id, LEAD, "shift change", plus(NOW, 1))
    cases.accept([finding(status=status), finding(status=status)], plus(NOW, 2))
    after = cases.get(case.id)
    assert (after.state, after.status) == (decided.state, status)
    assert whats(cases, case.id)[2:] == [("system", "noted", "confirmed", status)]


def test_a_lead_who_looks_sees_the_change(cases, finding):
    cases.accept([finding()], NOW)
    case = cases.review(only(cases).id, LEAD, NOW)
    cases.accept([finding(status=CONFLICT)], plus(NOW, 1))
    after = cases.get(case.id)
    assert (after.state, after.status) == (CaseState.LEAD_REVIEW, CONFLICT)
    assert whats(cases, case.id)[-1] == ("system", "noted", "confirmed", "conflict")
    with pytest.raises(NotAllowed):
        cases.acknowledge(case.id, LEAD, plus(NOW, 2))
    assert cases.dismiss(case.id, LEAD, "wrong seat", plus(NOW, 2)).state is CaseState.DISMISSED


def test_who_decided_when_and_why_is_kept(cases, finding):
    cases.accept([finding()], NOW)
    case = only(cases)
    cases.dismiss(case.id, LEAD, "  called by the lead  ", plus(NOW, 5))
    event = cases.history(case.id)[-1]
    assert (event.actor, event.at, event.what) == (LEAD, plus(NOW, 5), "dismiss")
    assert (event.before, event.after) == ("STATE_CONFIRMED", "DISMISSED")
    assert event.reason == "called by the lead"


@pytest.mark.parametrize("reason", ["", "   ", "x" * 1001, "a\0b"])
def test_a_dismissal_needs_a_reason(cases, finding, reason):
    cases.accept([finding()], NOW)
    with pytest.raises(ValueError, match="reason"):
        cases.dismiss(only(cases).id, LEAD, reason, NOW)


@pytest.mark.parametrize("act", ["acknowledge", "review"])
def test_the_program_decides_nothing(cases, finding, act):
    cases.accept([finding()], NOW)
    case = only(cases)
    with pytest.raises(NotAllowed):
        getattr(cases, act)(case.id, SYSTEM, NOW)
    assert cases.get(case.id) == case and len(cases.history(case.id)) == 1


def test_a_decided_case_is_not_decided_again(cases, finding):
    cases.accept([finding()], NOW)
    case = cases.acknowledge(only(cases).id, LEAD, NOW)
    with pytest.raises(NotAllowed):
        cases.dismiss(case.id, Actor("wu"), "no", NOW)


def test_an_unreviewed_case_expires_and_is_never_confirmed(cases, finding):
    cases.accept([finding(), finding("A-02", UNKNOWN)], NOW)
    late = plus(NOW, EXPIRE_AFTER_S)
    assert cases.expire(plus(late, -1)) == 0
    assert cases.expire(late) == 2
    assert cases.expire(late) == 0
    assert cases.get(finding().id).state is CaseState.EXPIRED
    cases.accept([finding(), finding("A-02", CONFIRMED)], late)
    assert cases.open_cases(10) == ()


def test_pages_of_open_cases_are_whole_and_newest_first(cases, finding):
    told = [finding(f"A-{n:02}", start_s=n // 3) for n in range(10)]
    cases.accept(told, NOW)
    seen = []
    page = cases.open_cases(4)
    while page:
        seen += page
        page = cases.open_cases(4, after=page[-1].id)
    assert sorted(c.id for c in seen) == sorted(f.id for f in told)
    assert [c.start for c in seen] == sorted((c.start for c in seen), reverse=True)


def test_an_unknown_case(cases):
    for call in (
        lambda: cases.get(CaseId("x")),
        lambda: cases.history(CaseId("x")),
        lambda: cases.open_cases(1, after=CaseId("x")),
        lambda: cases.acknowledge(CaseId("x"), LEAD, NOW),
    ):
        with pytest.raises(NoSuchCase):
            call()


class Lookalike:
    def __init__(self, finding):
        self._finding = finding

    def __getattr__(self, name):
        return getattr(self._finding, name)


@pytest.mark.parametrize("wrong", [None, {"id": "x"}, Lookalike], ids=["none", "dict", "lookalike"])
def test_law_2_only_what_passed_the_gate_is_accepted(cases, finding, wrong):
    other = wrong(finding("A-02")) if wrong is Lookalike else wrong
    with pytest.raises(TypeError, match="AnonymisedFinding"):
        cases.accept([finding(), other], NOW)
    assert cases.open_cases(10) == ()


def test_many_processes_telling_the_same_make_one_case_each(cases, finding):
    told = [finding(f"A-{n:02}") for n in range(8)]
    with ThreadPoolExecutor(6) as pool:
        for done in [
            pool.submit(cases.accept, told[n % 3 :] + told[: n % 3], NOW) for n in range(12)
        ]:
            done.result()
    assert len(cases.open_cases(100)) == 8
    assert all(len(cases.history(CaseId(f.id))) == 1 for f in told)


def test_of_two_who_decide_at_once_one_does(cases, finding):
    cases.accept([finding()], NOW)
    case = only(cases)

    def decide(n: int) -> bool:
        try:
            if n % 2:
                cases.acknowledge(case.id, Actor(f"lead{n}"), NOW)
            else:
                cases.dismiss(case.id, Actor(f"lead{n}"), "no", NOW)
        except NotAllowed:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(decide, range(8))) == 1
    assert len(cases.history(case.id)) == 2
