"""Users, sessions and the lock against guessing, on SQLite and on PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

import privacy.passwords
from floor.time import Instant, plus
from privacy.passwords import WeakPassword
from workflow.accounts import (
    LOCKED_S,
    MOST_FAILURES,
    SESSION_S,
    Accounts,
    NoSuchUser,
    User,
    UserExists,
)
from workflow.roles import Role
from workflow.schema import SessionRow, UserRow

NOW = Instant(1_772_420_000_000_000)
RIGHT = "correct horse battery"
WRONG = "wrong horse battery"


@pytest.fixture(autouse=True)
def _fast_hashes(monkeypatch):
    """The cheapest argon2: its strength is not what is tested here."""
    cheap = privacy.passwords.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(privacy.passwords, "_HASHER", cheap)


@pytest.fixture
def accounts(either) -> Accounts:
    return Accounts(either)


@pytest.fixture
def lin(accounts) -> User:
    return accounts.create_user("Lin", RIGHT, Role.DUTY_LEAD, "zh-CN", NOW)


def test_a_user_is_who_knows_the_password(accounts, lin):
    assert lin == User("lin", Role.DUTY_LEAD, "zh-CN", NOW)
    assert accounts.verify("lin", RIGHT, NOW) == lin
    assert accounts.verify("LIN", RIGHT, NOW) == lin
    assert accounts.verify("lin", WRONG, NOW) is None
    assert accounts.verify("nobody", RIGHT, NOW) is None
    assert accounts.verify("", RIGHT, NOW) is None


def test_the_password_is_not_in_the_database(accounts, lin):
    with accounts.engine.connect() as connection:
        row = connection.execute(select(*UserRow.__table__.c)).one()
    assert RIGHT not in str(row) and row.password_hash.startswith("$argon2id$")


def test_nobody_shares_a_name(accounts, lin):
    with pytest.raises(UserExists):
        accounts.create_user("LIN", RIGHT, Role.QA, "en", NOW)


@pytest.mark.parametrize("name", ["", " ", "system", "System", "a b", "x" * 65, "-a", "a\0"])
def test_a_bad_name_is_refused(accounts, name):
    with pytest.raises(ValueError, match="user name"):
        accounts.create_user(name, RIGHT, Role.QA, "en", NOW)


def test_a_chinese_name_is_a_name(accounts):
    accounts.create_user("林班长", RIGHT, Role.DUTY_LEAD, "zh-CN", NOW)
    assert [user.name for user in accounts.users()] == ["林班长"]


def test_a_short_password_is_refused(accounts, lin):
    with pytest.raises(WeakPassword):
        accounts.create_user("wu", "elevenchars", Role.QA, "en", NOW)
    with pytest.raises(WeakPassword):
        accounts.change_password("lin", "elevenchars")


def test_an_unknown_user_costs_the_same_work(accounts, lin, monkeypatch):
    asked = []
    real = privacy.passwords._HASHER.verify

    class Counting:
        hash = privacy.passwords._HASHER.hash

        def verify(self, stored, password):
            asked.append(password)
            return real(stored, password)

    monkeypatch.setattr(privacy.passwords, "_HASHER", Counting())
    for name in ("lin", "nobody", "no such name"):
        accounts.verify(name, WRONG, NOW)
    assert asked == [WRONG] * 3


def test_five_failures_lock_for_five_minutes(accounts, lin):
    for n in range(MOST_FAILURES):
        assert accounts.verify("lin", RIGHT, NOW) if n == 0 else True
        assert accounts.verify("lin", WRONG, NOW) is None
    assert accounts.verify("lin", RIGHT, plus(NOW, LOCKED_S - 1)) is None
    assert accounts.verify("lin", RIGHT, plus(NOW, LOCKED_S)) == lin


def test_the_lock_survives_a_restart(accounts, lin):
    for _ in range(MOST_FAILURES):
        accounts.verify("lin", WRONG, NOW)
    assert Accounts(accounts.engine).verify("lin", RIGHT, NOW) is None


def test_four_failures_and_a_success_start_anew(accounts, lin):
    for _ in range(3):
        for _ in range(MOST_FAILURES - 1):
            accounts.verify("lin", WRONG, NOW)
        assert accounts.verify("lin", RIGHT, NOW) == lin


def test_after_the_lock_the_count_starts_anew(accounts, lin):
    for _ in range(MOST_FAILURES):
        accounts.verify("lin", WRONG, NOW)
    later = plus(NOW, LOCKED_S)
    assert accounts.verify("lin", WRONG, later) is None
    assert accounts.verify("lin", RIGHT, later) == lin


def test_failures_side_by_side_are_all_counted(accounts, lin):
    with ThreadPoolExecutor(MOST_FAILURES) as pool:
        list(pool.map(lambda _: accounts.verify("lin", WRONG, NOW), range(MOST_FAILURES)))
    assert accounts.verify("lin", RIGHT, NOW) is None


def test_one_persons_lock_is_nobody_elses(accounts, lin):
    wu = accounts.create_user("wu", RIGHT, Role.QA, "en", NOW)
    for _ in range(MOST_FAILURES):
        accounts.verify("lin", WRONG, NOW)
    assert accounts.verify("wu", RIGHT, NOW) == wu


def test_a_session_lasts_twelve_hours(accounts, lin):
    token = accounts.open_session(lin, NOW)
    assert accounts.session_user(token, plus(NOW, SESSION_S - 1)) == lin
    assert accounts.session_user(token, plus(NOW, SESSION_S)) is None
    assert accounts.session_user("guess", NOW) is None


def test_the_token_is_not_in_the_database(accounts, lin):
    token = accounts.open_session(lin, NOW)
    with accounts.engine.connect() as connection:
        row = connection.execute(select(*SessionRow.__table__.c)).one()
    assert token not in str(row)
    assert accounts.session_user(row.token_hash, NOW) is None
    assert token != accounts.open_session(lin, NOW)


def test_a_session_ends_with_the_log_out(accounts, lin):
    token, other = accounts.open_session(lin, NOW), accounts.open_session(lin, NOW)
    accounts.close_session(token)
    accounts.close_session(token)
    assert accounts.session_user(token, NOW) is None
    assert accounts.session_user(other, NOW) == lin


def test_a_new_password_ends_every_session(accounts, lin):
    token = accounts.open_session(lin, NOW)
    accounts.change_password("lin", "another good password")
    assert accounts.session_user(token, NOW) is None
    assert accounts.verify("lin", RIGHT, NOW) is None
    assert accounts.verify("lin", "another good password", NOW) == lin


def test_a_user_who_is_deleted_is_out_at_once(accounts, lin):
    token = accounts.open_session(lin, NOW)
    accounts.delete_user("lin")
    assert accounts.session_user(token, NOW) is None
    assert accounts.users() == ()
    for call in (accounts.delete_user, lambda n: accounts.change_password(n, RIGHT)):
        with pytest.raises(NoSuchUser):
            call("lin")
    with pytest.raises(NoSuchUser):
        accounts.open_session(lin, NOW)


def test_old_sessions_are_purged(accounts, lin):
    accounts.open_session(lin, NOW)
    new = accounts.open_session(lin, plus(NOW, 60))
    accounts.purge_sessions(plus(NOW, SESSION_S))
    with accounts.engine.connect() as connection:
        assert len(connection.execute(select(SessionRow.token_hash)).all()) == 1
    assert accounts.session_user(new, plus(NOW, SESSION_S)) == lin
