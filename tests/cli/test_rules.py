"""``floorwatch rules``: who writes a pack sees it and tries it without Python."""

import json

from api.packs import FOLDER


def test_packs_are_listed_in_both_languages(floorwatch) -> None:
    result = floorwatch("rules", "packs")
    assert result.exit_code == 0
    assert "电话销售部 / Telephone sales" in result.stdout


def test_rules_say_their_numbers_and_what_is_not_judged_yet(floorwatch) -> None:
    result = floorwatch("rules", "list", "call-centre", "--json")
    rules = {each["id"]: each for each in json.loads(result.stdout)}
    assert rules["R18"]["when"]["longer_than_s"] == 1800
    assert rules["R27"]["judged"] and not rules["R23"]["judged"]
    assert floorwatch("rules", "list").exit_code == 0


def test_a_packs_own_examples_hold(floorwatch) -> None:
    result = floorwatch("rules", "test", "service-desk")
    assert result.exit_code == 0
    assert "good  通话中喝水" in result.stdout


def test_a_changed_number_that_an_example_notices_fails(floorwatch, tmp_path) -> None:
    text = (FOLDER / "telesales.yaml").read_text("utf-8")
    mine = tmp_path / "mine.yaml"
    mine.write_text(text.replace("longer_than_s: 1800", "longer_than_s: 2400"), "utf-8")
    result = floorwatch("rules", "test", mine)
    assert result.exit_code == 1
    assert "R18 is expected 1 times and was broken 0 times" in result.stdout


def test_an_unknown_pack_is_told_with_those_there_are(floorwatch) -> None:
    result = floorwatch("rules", "test", "call-center")
    assert result.exit_code == 1
    assert "did you mean call-centre?" in result.stderr
