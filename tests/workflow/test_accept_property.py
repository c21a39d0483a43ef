"""However findings are batched, shuffled and repeated, the rows are the same."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, delete, select

from floor.finding import FindingStatus
from floor.time import Instant
from workflow.cases import SqlCases
from workflow.schema import CaseEventRow, CaseRow

NOW = Instant(1_772_420_000_000_000)
SEATS = [f"A-{n:02}" for n in range(6)]
STATUSES = sorted(FindingStatus)


@pytest.fixture
def wiped(engine: Engine):
    """The engine's cases after emptying it: fixtures outlive hypothesis' examples."""

    def fresh() -> SqlCases:
        with engine.begin() as connection:
            connection.execute(delete(CaseEventRow))
            connection.execute(delete(CaseRow))
        return SqlCases(engine)

    return fresh


def rows(engine: Engine, events: bool) -> list[tuple[object, ...]]:
    with engine.connect() as connection:
        cases = connection.execute(select(*CaseRow.__table__.c).order_by(CaseRow.id)).all()
        told = select(*(c for c in CaseEventRow.__table__.c if c.name != "id")).order_by(
            CaseEventRow.case_id, CaseEventRow.id
        )
        notes = connection.execute(told).all() if events else []
    if not events:  # how often a row was written depends on what was told before
        version = CaseRow.__table__.c.keys().index("version")
        return [tuple(v for n, v in enumerate(case) if n != version) for case in cases]
    return [tuple(row) for row in (*cases, *notes)]


common = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@given(data=st.data())
@common
def test_shuffled_and_duplicated_findings_end_in_the_same_rows(engine, wiped, finding, data):
    statuses = data.draw(st.lists(st.sampled_from(STATUSES), min_size=1, max_size=6))
    told = [finding(seat, s) for seat, s in zip(SEATS, statuses, strict=False)]
    wiped().accept(told, NOW)
    expected = rows(engine, events=True)

    order = data.draw(st.permutations(told + data.draw(st.lists(st.sampled_from(told)))))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(order)), max_size=4)))
    cases = wiped()
    for start, end in zip([0, *cuts], [*cuts, len(order)], strict=True):
        cases.accept(order[start:end], NOW)
    assert rows(engine, events=True) == expected


@given(
    histories=st.lists(
        st.lists(st.tuples(st.sampled_from(STATUSES), st.none() | st.just(90.0)), max_size=4),
        min_size=1,
        max_size=4,
    ),
    last=st.sampled_from(sorted(set(FindingStatus) - {FindingStatus.CANDIDATE})),
    random=st.randoms(use_true_random=False),
)
@common
def test_whatever_was_said_before_the_last_word_counts(
    engine, wiped, finding, histories, last, random
):
    """The words on one episode keep their order; those on several are mixed at will."""
    final = [finding(seat, last) for seat, _ in zip(SEATS, histories, strict=False)]
    wiped().accept(final, NOW)
    expected = rows(engine, events=False)

    queues = [
        [*(finding(seat, s, end_s=end) for s, end in history), finding(seat, last)]
        for seat, history in zip(SEATS, histories, strict=False)
    ]
    cases = wiped()
    while queue := random.choice([q for q in queues if q] or [[]]):
        cases.accept([queue.pop(0)], NOW)
    assert rows(engine, events=False) == expected
