"""A pack's file is refused with line and column, and told what would be right."""

from pathlib import Path

import pytest

from api.packs import FOLDER, load_pack, pack_names
from api.site.faults import SiteFaults

PACK = (FOLDER / "closed-floor.yaml").read_text("utf-8")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "mine.yaml"
    path.write_text(PACK, "utf-8")
    return path


def edit(path: Path, before: str, after: str) -> None:
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), "utf-8")


def faults(path: Path | str) -> str:
    with pytest.raises(SiteFaults) as error:
        load_pack(str(path))
    return str(error.value)


def test_a_pack_of_ones_own_extends_one_that_comes_along(file: Path) -> None:
    found = load_pack(str(file))
    assert found.own == {"R10", "R13", "R16"}
    assert found.pack.rule("R8") is not None, "of the default pack"
    assert found.pack.rule("R6") is None, "left out"


def test_a_missing_approver_names_its_line_and_p1(file: Path) -> None:
    edit(file, '    approver: &manager "客服部经理 manager of customer service"\n', "")
    edit(file, "    approver: *manager\n", "    approver: me\n")
    edit(file, "    approver: *manager\n", "    approver: me\n")
    said = faults(file)
    assert said.startswith(f"{file}:8:5: rules[0].approver: is missing; add it (P1")


def test_a_forbidden_rule_is_refused_by_name_with_the_reason(file: Path) -> None:
    edit(file, "工作区域内不得吃零食", "严禁留长发、胡须")
    said = faults(file)
    assert ":8:5:" in said
    assert "R10 is about dress and looks, which is never automated" in said


def test_a_word_that_is_no_condition_is_told_with_those_that_are(file: Path) -> None:
    edit(file, "kind: seen", "kind: heard")
    said = faults(file)
    assert ":19:5: rules[0].when" in said
    assert "seen" in said and "away" in said


def test_a_number_that_cannot_be_right_is_told(file: Path) -> None:
    edit(file, "longer_than_s: 10", "longer_than_s: -10")
    assert "longer_than_s: is -10; input should be greater than 0" in faults(file)


def test_leaving_out_what_is_not_there_is_a_fault(file: Path) -> None:
    edit(file, "without: [R1,", "without: [R99,")
    assert "without: R99 is no rule of call-centre" in faults(file)


def test_packs_that_extend_one_another_are_a_ring(tmp_path: Path) -> None:
    path = tmp_path / "telesales.yaml"
    path.write_text(PACK.replace("extends: call-centre", "extends: nowhere"), "utf-8")
    assert "no such pack" in faults(path)


def test_a_name_that_is_nearly_one_is_helped() -> None:
    assert "did you mean call-centre?" in faults("call-center")


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert "cannot be read: No such file" in faults(tmp_path / "none.yaml")


def test_broken_yaml_is_told_with_its_place(file: Path) -> None:
    edit(file, "rules:\n", "rules: [\n")
    assert f"{file}:" in faults(file) and "not YAML" in faults(file)


def test_there_is_a_pack_for_each_policy_that_differs() -> None:
    assert set(pack_names()) >= {
        "call-centre",
        "telesales",
        "service-desk",
        "office-hours",
        "short-breaks",
        "operations",
        "dispatch-room",
        "closed-floor",
    }
