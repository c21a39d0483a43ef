"""What is kept of an unfinished render: only what is whole, and only of the same script."""

from pathlib import Path

import pytest

from eval.sim.render.parts import Parts, digest_of, half_of
from eval.sim.render.segments import segments_of
from eval.sim.script import Script


@pytest.fixture
def parts(tmp_path: Path) -> Parts:
    made = Parts(tmp_path / "out", "one")
    made.open()
    return made


def test_a_segment_counts_from_its_lines_on(small: Script, parts: Parts) -> None:
    segment = segments_of(small)[0]
    half = half_of(parts.video(segment))
    half.write_bytes(b"frames")
    assert not parts.is_finished(segment)
    parts.keep(segment, {half: parts.video(segment)}, [{"time": 0.0}])
    assert parts.is_finished(segment)
    assert parts.video(segment).read_bytes() == b"frames"
    assert parts.read_lines(segment) == [{"time": 0.0}]


def test_half_written_parts_are_gone_at_the_next_start(small: Script, parts: Parts) -> None:
    first, second = segments_of(small)[:2]
    parts.keep(first, {}, [])
    half_of(parts.video(second)).write_bytes(b"fra")
    half_of(parts.lines(second)).write_text('{"ti')
    again = Parts(parts.folder, "one")
    again.open()
    assert again.is_finished(first) and not again.is_finished(second)
    assert [path.name for path in again.place.iterdir()] == [parts.lines(first).name]


def test_parts_of_another_script_are_gone(small: Script, parts: Parts) -> None:
    segment = segments_of(small)[0]
    parts.keep(segment, {}, [])
    other = Parts(parts.folder, "two")
    other.open()
    assert not other.is_finished(segment)
    assert not parts.place.exists()


def test_no_parts_are_left_at_the_end(parts: Parts) -> None:
    (parts.folder / "floor.yaml").write_text("version: 1")
    parts.close()
    assert [path.name for path in parts.folder.iterdir()] == ["floor.yaml"]


def test_nothing_is_left_of_nothing(parts: Parts) -> None:
    parts.close()
    assert not parts.folder.exists()


@pytest.mark.parametrize(
    "change",
    [
        {"seed": 4},
        {"duration": 59.0},
        {"people": ()},
        {"cameras": []},
    ],
)
def test_any_change_of_the_script_is_another_render(
    small: Script, change: dict[str, object]
) -> None:
    assert digest_of(small) == digest_of(small.model_copy())
    assert digest_of(small) != digest_of(small.model_copy(update=change))
