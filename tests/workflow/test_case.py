"""The life of a case, as a table without a way around a person."""

from itertools import product

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from floor.finding import FindingStatus
from workflow.case import (
    CLOSED,
    FOUND,
    OPEN,
    PERSON_ACTS,
    SYSTEM,
    TRANSITIONS,
    Act,
    Actor,
    CaseState,
    NotAllowed,
    step,
)

LEAD = Actor("lin")


def test_every_state_is_open_closed_or_withdrawn():
    assert OPEN | CLOSED | {CaseState.WITHDRAWN} == set(CaseState)
    assert not OPEN & CLOSED


def test_every_status_is_an_act():
    assert set(FOUND) == set(FindingStatus)


def test_only_a_person_reaches_a_decision():
    for (before, act), after in TRANSITIONS.items():
        if before != after and after in {CaseState.ACKNOWLEDGED, CaseState.DISMISSED}:
            assert act in PERSON_ACTS


def test_nothing_confirms_itself_by_time_passing():
    assert {a for (_, act), a in TRANSITIONS.items() if act is Act.EXPIRE} == {CaseState.EXPIRED}


def test_a_closed_case_stays_closed():
    for (before, _), after in TRANSITIONS.items():
        assert before not in CLOSED or after is before


def test_what_is_not_in_the_table_is_refused():
    for state, act in product(CaseState, Act):
        if (state, act) not in TRANSITIONS:
            with pytest.raises(NotAllowed):
                step(state, FindingStatus.CONFIRMED, act, LEAD)


@pytest.mark.parametrize("actor", [SYSTEM, Actor(""), Actor("  ")])
@pytest.mark.parametrize("act", sorted(PERSON_ACTS))
def test_the_program_cannot_decide(act, actor):
    with pytest.raises(NotAllowed, match="takes a person"):
        step(CaseState.LEAD_REVIEW, FindingStatus.CONFIRMED, act, actor)


@pytest.mark.parametrize("status", sorted(set(FindingStatus) - {FindingStatus.CONFIRMED}))
def test_a_conflict_or_unknown_state_is_never_acknowledged(status):
    with pytest.raises(NotAllowed, match="cannot be acknowledged"):
        step(CaseState.LEAD_REVIEW, status, Act.ACKNOWLEDGE, LEAD)


def test_a_candidate_alone_is_no_case():
    with pytest.raises(NotAllowed):
        step(CaseState.DETECTED, FindingStatus.CANDIDATE, Act.FOUND_CANDIDATE, SYSTEM)


class CaseLife(RuleBasedStateMachine):
    """Any sequence of acts by anybody."""

    @initialize(status=st.sampled_from(sorted(set(FindingStatus) - {FindingStatus.CANDIDATE})))
    def detect(self, status: FindingStatus) -> None:
        self.state, self.status, self.decided_by = CaseState.DETECTED, status, None
        self._do(FOUND[status], SYSTEM)

    def _do(self, act: Act, actor: Actor) -> None:
        before = self.state
        try:
            self.state = step(self.state, self.status, act, actor)
        except NotAllowed:
            return
        if self.state in {CaseState.ACKNOWLEDGED, CaseState.DISMISSED} and before != self.state:
            assert self.decided_by is None
            self.decided_by, self.status_then = actor, self.status

    @rule(status=st.sampled_from(sorted(FindingStatus)))
    def tell(self, status: FindingStatus) -> None:
        self.status = status
        self._do(FOUND[status], SYSTEM)

    @rule(act=st.sampled_from(sorted(Act)), actor=st.sampled_from([SYSTEM, LEAD, Actor("wu")]))
    def act(self, act: Act, actor: Actor) -> None:
        if act not in FOUND.values():
            self._do(act, actor)

    @invariant()
    def a_decision_is_a_persons(self) -> None:
        if self.state in {CaseState.ACKNOWLEDGED, CaseState.DISMISSED}:
            assert self.decided_by not in {None, SYSTEM}
        else:
            assert self.decided_by is None

    @invariant()
    def only_the_confirmed_are_acknowledged(self) -> None:
        if self.state is CaseState.ACKNOWLEDGED:
            assert self.status_then is FindingStatus.CONFIRMED

    @invariant()
    def an_undecided_case_follows_its_finding(self) -> None:
        follows = {
            CaseState.STATE_CONFIRMED: FindingStatus.CONFIRMED,
            CaseState.STATE_CONFLICT: FindingStatus.CONFLICT,
            CaseState.STATE_UNKNOWN: FindingStatus.UNKNOWN,
            CaseState.WITHDRAWN: FindingStatus.CANDIDATE,
        }
        assert follows.get(self.state, self.status) is self.status

    @invariant()
    def nothing_stays_merely_detected(self) -> None:
        assert self.state is not CaseState.DETECTED


TestCaseLife = CaseLife.TestCase
