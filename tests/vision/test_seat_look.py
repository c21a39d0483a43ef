"""What the seat network's numbers mean: every column belongs to one question."""

import numpy as np
import pytest
from support.looks import look

from vision.seat_look import CHOICES, COLUMNS, FLAGS, VALUES, WIDTH, SeatLook


def test_every_column_belongs_to_exactly_one_question() -> None:
    owned = np.concatenate([np.arange(WIDTH)[place] for place in COLUMNS.values()])
    assert owned.tolist() == list(range(WIDTH))


def test_questions_come_as_choices_flags_and_values() -> None:
    assert tuple(COLUMNS) == (*CHOICES, *FLAGS, *VALUES)
    for name, place in COLUMNS.items():
        assert place.stop - place.start == len(CHOICES.get(name, ("one",)))


@pytest.mark.parametrize("question", list(CHOICES))
def test_each_word_has_its_own_number(question: str) -> None:
    for word in CHOICES[question]:
        seen = look(**{question: word})
        assert seen.best(question) == word
        assert seen.choice(question, word) == pytest.approx(0.96)
        others = [seen.choice(question, other) for other in CHOICES[question] if other != word]
        assert sum(others) == pytest.approx(0.04)


def test_flags_and_values_are_read_by_name() -> None:
    seen = SeatLook(np.arange(WIDTH, dtype=np.float32))
    for name in FLAGS:
        assert seen.flag(name) == COLUMNS[name].start
    for name in VALUES:
        assert seen.value(name) == COLUMNS[name].start
