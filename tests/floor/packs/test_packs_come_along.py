"""The packs of the policy collection hold what they promise."""

import pytest

from api.packs import load_pack, pack_names
from floor.packs.example import differences
from floor.packs.judge import is_judged
from floor.packs.rule import Outcome

CATALOGUE = {f"R{n}" for n in range(1, 28)} - {"R17", "R25"}


def test_the_default_pack_has_the_whole_catalogue() -> None:
    pack = load_pack("call-centre").pack
    assert {rule.id for rule in pack.rules} == CATALOGUE


@pytest.mark.parametrize(
    ("rule", "number", "value"),
    [
        ("R1", "longer_than_s", 20),
        ("R2", "longer_than_s", 60),
        ("R3", "longer_than_s", 15 * 60),
        ("R4", "longer_than_s", 10 * 60),
        ("R4", "grace_s", 2 * 60),
        ("R5", "more_than", 2),
        ("R6", "longer_than_s", 60),
        ("R7", "longer_than_s", 2),
        ("R8", "longer_than_s", 30),
        ("R10", "longer_than_s", 10),
        ("R12", "longer_than_s", 5),
        ("R13", "longer_than_s", 2),
        ("R14", "longer_than_s", 10),
        ("R18", "longer_than_s", 30 * 60),
        ("R19", "before_s", 5 * 60),
        ("R21", "longer_than_s", 60),
        ("R27", "longer_than_s", 60),
    ],
)
def test_its_numbers_are_those_of_the_catalogue(rule: str, number: str, value: float) -> None:
    found = load_pack("call-centre").pack.rule(rule)
    assert found is not None and found.when.numbers[number] == value


@pytest.mark.parametrize("rule", ["R9", "R11", "R14"])
def test_what_is_health_or_off_by_default_is_off(rule: str) -> None:
    found = load_pack("call-centre").pack.rule(rule)
    assert found is not None and not found.on


def test_a_raised_hand_is_a_request_for_help_and_never_a_case() -> None:
    for name in pack_names():
        found = load_pack(name).pack.rule("R7")
        assert found is None or found.outcome is Outcome.HELP


@pytest.mark.parametrize("name", pack_names())
def test_every_pack_says_what_its_examples_say(name: str) -> None:
    pack = load_pack(name).pack
    assert pack.examples
    assert {each.name: differences(each, pack.rules) for each in pack.examples} == {
        each.name: [] for each in pack.examples
    }


@pytest.mark.parametrize("name", pack_names())
def test_every_rule_that_is_judged_and_not_inherited_is_in_an_example(name: str) -> None:
    """An example that nobody wrote is a rule that nobody tried."""
    file = load_pack(name)
    tried = {rule for each in file.pack.examples for rule in (*each.expect, *each.excused)}
    own = {rule.id for rule in file.pack.rules if rule.id in file.own and rule.on}
    judged = {rule.id for rule in file.pack.rules if is_judged(rule)}
    assert (own & judged) - tried == set()


def test_an_example_that_is_wrong_is_told() -> None:
    pack = load_pack("call-centre").pack
    first = pack.examples[0]
    assert differences(first.model_copy(update={"expect": ("R2",)}), pack.rules) == [
        "R27 is expected 0 times and was broken 1 times"
    ]
    assert differences(first, [rule for rule in pack.rules if rule.id != "R2"]) == [
        "R2 is expected 1 times and was broken 0 times"
    ]
