"""P6: a key per day, made once, for the owner alone, and gone when it is destroyed."""

import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from privacy.keys import KEY_BYTES, DerivedKeys, FolderKeys, KeyDestroyed, UnsafeKey

DAY = date(2026, 3, 2)
NEXT = date(2026, 3, 3)


@pytest.fixture
def keys(tmp_path) -> FolderKeys:
    return FolderKeys(tmp_path / "keys")


def test_nothing_is_made_before_the_first_use(keys):
    assert not keys.folder.exists()


def test_a_day_has_one_key(keys):
    key = keys.key(DAY)
    assert len(key) == KEY_BYTES
    assert keys.key(DAY) == FolderKeys(keys.folder).key(DAY) == key
    assert keys.key(NEXT) != key
    assert keys.days() == (DAY, NEXT)


def test_two_installations_have_different_keys(keys, tmp_path):
    assert keys.key(DAY) != FolderKeys(tmp_path / "other").key(DAY)


def test_only_the_owner_may_read(keys):
    keys.key(DAY)
    assert stat.S_IMODE(keys.folder.stat().st_mode) == 0o700
    assert [stat.S_IMODE(f.stat().st_mode) for f in keys.folder.iterdir()] == [0o600]


def test_a_key_that_others_can_read_is_refused(keys):
    keys.key(DAY)
    next(keys.folder.iterdir()).chmod(0o640)
    with pytest.raises(UnsafeKey, match="0640"):
        keys.key(DAY)


@pytest.mark.parametrize("content", [b"", b"short", bytes(KEY_BYTES), b"x" * (KEY_BYTES + 1)])
def test_a_file_that_is_no_key_is_refused(keys, content):
    keys.key(DAY)
    next(keys.folder.iterdir()).write_bytes(content)
    with pytest.raises(UnsafeKey, match="does not hold"):
        keys.key(DAY)


def test_many_at_once_get_the_same_key(keys):
    with ThreadPoolExecutor(16) as pool:
        assert len(set(pool.map(lambda _: keys.key(DAY), range(64)))) == 1
    assert [f.name for f in keys.folder.iterdir()] == ["2026-03-02.key"]


def test_a_destroyed_key_is_gone_and_no_new_one_is_made(keys):
    old, other = keys.key(DAY), keys.key(NEXT)
    assert keys.destroy(DAY) is True
    for again in (keys, FolderKeys(keys.folder)):
        with pytest.raises(KeyDestroyed):
            again.key(DAY)
    assert keys.key(NEXT) == other
    assert all(old not in file.read_bytes() for file in keys.folder.iterdir())
    assert keys.destroy(DAY) is False


def test_a_restored_key_of_a_destroyed_day_is_not_used(keys):
    old = keys.key(DAY)
    keys.destroy(DAY)
    (keys.folder / "2026-03-02.key").write_bytes(old)
    with pytest.raises(KeyDestroyed):
        keys.key(DAY)


def test_a_day_can_be_destroyed_before_it_has_a_key(keys):
    assert keys.destroy(DAY) is False
    with pytest.raises(KeyDestroyed):
        keys.key(DAY)


def test_derived_keys_are_the_same_in_every_run():
    keys = DerivedKeys(b"demo")
    assert keys.key(DAY) == DerivedKeys(b"demo").key(DAY)
    assert len(keys.key(DAY)) == KEY_BYTES
    assert len({keys.key(DAY), keys.key(NEXT), DerivedKeys(b"other").key(DAY)}) == 3


def test_derived_keys_cannot_pretend_to_be_destroyed():
    assert not hasattr(DerivedKeys(b"demo"), "destroy")


def test_the_secret_is_not_in_the_repr():
    assert "demo" not in repr(DerivedKeys(b"demo"))
