"""What a process and its children use, read from /proc."""

import os
from pathlib import Path

import pytest

from eval.bench.process_tree import usage

TICK, PAGE = os.sysconf("SC_CLK_TCK"), os.sysconf("SC_PAGE_SIZE")


def process(proc: Path, pid: int, children: str, ticks: tuple[int, int], pages: int) -> None:
    folder = proc / str(pid)
    task = folder / "task" / str(pid)
    task.mkdir(parents=True)
    (task / "children").write_text(children)
    counters = f"S 1 1 1 0 -1 0 0 0 0 0 {ticks[0]} {ticks[1]} 900 900 20 0"
    (folder / "stat").write_text(f"{pid} (a name) with) brackets) {counters}")
    (folder / "statm").write_text(f"9999 {pages} 5 1 0 1 0\n")


@pytest.fixture
def proc(tmp_path: Path) -> Path:
    process(tmp_path, 10, "11 12 ", (TICK, 2 * TICK), 256)
    process(tmp_path, 11, "13", (TICK, 0), 256)
    process(tmp_path, 12, "99", (5 * TICK, 0), 1024)
    process(tmp_path, 13, "", (0, TICK), 512)
    return tmp_path  # 99 has ended


def test_children_and_their_children_count(proc: Path) -> None:
    used = usage(10, proc=proc)
    assert used is not None
    assert used.cpu_s == pytest.approx(3 + 1 + 5 + 1)
    assert used.resident_mb == pytest.approx(2048 * PAGE / 2**20)


def test_but_for_those_left_out(proc: Path) -> None:
    used = usage(10, without=(11,), proc=proc)
    assert used is not None
    assert used.cpu_s == pytest.approx(3 + 5)


def test_without_proc_nothing_is_known(tmp_path: Path) -> None:
    assert usage(10, proc=tmp_path) is None


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="this system has no /proc")
def test_of_this_very_process() -> None:
    before = usage(os.getpid())
    total = sum(number * number for number in range(2_000_000))
    after = usage(os.getpid())
    assert total
    assert before is not None
    assert after is not None
    assert after.cpu_s > before.cpu_s
    assert after.resident_mb > 10
