import re
from string import Formatter

import pytest

from eval.report import words
from eval.report.worst import Fault
from eval.scores.truth_file import Kind

TABLES = (words.KINDS, words.STATES, words.ASPECTS, words.CLASSES, words.VERDICTS, words.PAGE)
ALL = [pytest.param(each, id=key) for table in TABLES for key, each in table.items()]


@pytest.mark.parametrize("each", ALL)
def test_both_languages_say_something_and_take_the_same_values(each: words.Words) -> None:
    def names(text: str) -> set[str | None]:
        return {name for _, name, _, _ in Formatter().parse(text)} - {None}

    assert each.zh and each.en
    assert names(each.zh) == names(each.en)


def test_english_has_no_chinese_in_it() -> None:
    han = re.compile("[\u4e00-\u9fff]")
    assert [each.en for table in TABLES for each in table.values() if han.search(each.en)] == []


def test_every_kind_and_sort_of_error_has_words() -> None:
    assert set(Kind.__args__) == set(words.KINDS)
    assert {fault.value for fault in Fault} == set(words.VERDICTS)
