import pytest

from eval.real.yolo_labels import Label, parse_label, read_labels
from floor.errors import InputFaults


def test_a_box_is_given_by_its_middle_and_size() -> None:
    assert parse_label("3 0.5 0.5 0.2 0.4") == Label(3, pytest.approx((0.4, 0.3, 0.6, 0.7)))


def test_of_a_polygon_the_box_around_it_is_taken() -> None:
    assert parse_label("0 0.4 0.1 0.1 0.2 0.5 0.9").box == (0.1, 0.1, 0.5, 0.9)


def test_a_box_that_rounding_moved_over_the_edge_ends_at_the_edge() -> None:
    assert parse_label("0 0.1 0.5 0.204 1.0").box == pytest.approx((0.0, 0.0, 0.202, 1.0))


@pytest.mark.parametrize(
    "text",
    ["0", "0 0.5 0.5 0.2", "x 0.5 0.5 0.2 0.4", "0 0.5 0.5 nan 0.4", "0 0.5 0.5 0 0.4",
     "0 3 4 2 2", "0 0.1 0.1 0.2 0.2 0.3"],
)  # fmt: skip
def test_what_is_no_label_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parse_label(text)


def test_a_bad_label_is_refused_with_its_line(tmp_path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("0 0.5 0.5 0.2 0.4\n\n0 0.5\n")
    with pytest.raises(InputFaults, match=r"a\.txt:3: expected a class"):
        read_labels(file)
