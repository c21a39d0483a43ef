"""Passwords are hashed slowly, and strangers cost the same as users."""

import pytest

import privacy.passwords
from privacy.passwords import WeakPassword, hash_password, needs_rehash, verify_password

RIGHT = "correct horse battery"


def test_a_hash_is_argon2id_and_salted():
    first, second = hash_password(RIGHT), hash_password(RIGHT)
    assert first.startswith("$argon2id$") and first != second and RIGHT not in first
    assert not needs_rehash(first)


def test_only_the_right_password_matches():
    stored = hash_password(RIGHT)
    assert verify_password(stored, RIGHT)
    for wrong in ("", "correct horse batterz", RIGHT + " ", RIGHT[:-1], RIGHT * 60):
        assert not verify_password(stored, wrong)


def test_an_unknown_user_never_matches_and_is_verified_all_the_same(monkeypatch):
    done = []
    real = privacy.passwords._HASHER

    class Counting:
        hash = real.hash

        def verify(self, stored, password):
            done.append(stored)
            return real.verify(stored, password)

    monkeypatch.setattr(privacy.passwords, "_HASHER", Counting())
    assert not verify_password(None, RIGHT)
    assert not verify_password(None, "nobody has this password")
    assert len(done) == 2 and all(s.startswith("$argon2id$") for s in done)


@pytest.mark.parametrize("length", [0, 11, 1025])
def test_too_short_or_long_is_refused(length):
    with pytest.raises(WeakPassword):
        hash_password("x" * length)


def test_twelve_characters_are_enough():
    assert verify_password(hash_password("密码密码密码密码密码密码"), "密码密码密码密码密码密码")


def test_what_is_beyond_the_longest_is_not_cut_off():
    stored = hash_password("x" * 1024)
    assert verify_password(stored, "x" * 1024)
    assert not verify_password(stored, "x" * 1025)


@pytest.mark.parametrize("stored", ["", "plain", "$argon2id$broken", "$2b$12$abc"])
def test_a_hash_that_cannot_be_read_matches_nothing(stored):
    assert not verify_password(stored, RIGHT)


def test_composed_and_decomposed_letters_are_the_same():
    assert verify_password(
        hash_password("caf\u00e9 caf\u00e9 caf\u00e9"), "cafe\u0301 " * 2 + "cafe\u0301"
    )
