"""The tables come from migrations, are the ones declared, and live in either database."""

import stat
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.exc import IntegrityError

from workflow.database import OldDatabase, head, open_database, upgrade
from workflow.schema import Base, CaseEventRow, SessionRow


def test_the_migrations_make_the_declared_tables(either):
    with either.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_indexes_and_constraints_have_the_declared_names(either):
    found = inspect(either)
    for table in Base.metadata.sorted_tables:
        assert {i["name"] for i in found.get_indexes(table.name)} >= {i.name for i in table.indexes}
        assert found.get_pk_constraint(table.name)["name"] == table.primary_key.name


def test_upgrading_twice_changes_nothing(sqlite_url):
    upgrade(sqlite_url)
    upgrade(sqlite_url)
    engine = open_database(sqlite_url)
    with engine.connect() as connection:
        assert MigrationContext.configure(connection).get_current_revision() == head()
    engine.dispose()


def test_a_database_without_tables_is_refused(sqlite_url):
    with pytest.raises(OldDatabase):
        open_database(sqlite_url)


def test_sqlite_writes_ahead_and_keeps_foreign_keys(engine):
    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1


def test_the_sqlite_file_is_for_its_owner_alone(sqlite_url, engine, tmp_path):
    with engine.begin() as connection:
        connection.execute(text("SELECT 1"))
    for file in tmp_path.glob("floorwatch.db*"):
        assert stat.S_IMODE(file.stat().st_mode) & 0o077 == 0, file


@pytest.mark.parametrize(
    "row",
    [
        lambda: {
            CaseEventRow: {
                "case_id": "nothing",
                "at_us": 1,
                "actor": "system",
                "what": "x",
                "from_state": "x",
                "to_state": "x",
            }
        },
        lambda: {
            SessionRow: {"token_hash": "x", "user_id": 99, "created_us": 1, "expires_us": 2},
        },
    ],
    ids=["event", "session"],
)
def test_no_row_points_to_nothing(either, row):
    ((table, values),) = row().items()
    with pytest.raises(IntegrityError), either.begin() as connection:
        connection.execute(table.__table__.insert().values(**values))


def test_the_folder_of_a_new_database_is_made(tmp_path: Path):
    url = f"sqlite:///{tmp_path}/a/b.db"
    upgrade(url)
    open_database(url).dispose()


def test_opening_changes_nothing(tmp_path):
    url = f"sqlite:///{tmp_path}/old.db"
    with create_engine(url).begin() as connection:
        connection.execute(text("CREATE TABLE other (id INTEGER)"))
    with pytest.raises(OldDatabase):
        open_database(url)
    assert inspect(create_engine(url)).get_table_names() == ["other"]
