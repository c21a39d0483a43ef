"""A benchmark as tables for people."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from rich.box import SIMPLE
from rich.console import RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from eval.bench.memory import Memory
    from eval.bench.result import BenchResult, Comparison
    from eval.bench.rounds import Costs, Ratio

NOT_MEASURED = "-"

ROWS: tuple[tuple[str, "Callable[[Costs], float | None]", str], ...] = (
    ("cameras sustained", lambda c: c.cameras, "{:.1f}"),
    ("  for each core", lambda c: c.cameras_per_core, "{:.2f}"),
    ("  by its CPU time", lambda c: c.cameras_per_core_of_cpu, "{:.2f}"),
    ("ms a decision", lambda c: c.ms_per_decision, "{:.1f}"),
    ("  and ms to decode for it", lambda c: c.decoding_ms_per_decision, "{:.1f}"),
    ("CPU ms a decision, both", lambda c: c.cpu_ms_per_decision, "{:.1f}"),
    ("frame age, median, s", lambda c: c.frame_age_p50_s, "{:.2f}"),
    ("  95th percentile, s", lambda c: c.frame_age_p95_s, "{:.2f}"),
    ("decisions made of those due", lambda c: c.decisions_kept, "{:.0%}"),
)


def tables(result: "BenchResult") -> Iterator[RenderableType]:
    """The floor, the ratios, the costs behind them, and the parts that were asked for."""
    floor, host = result.floor, result.machine
    width, height = floor["size"]
    yield Text(
        f"{floor['cameras']} cameras of {width}x{height}, {floor['seats']} seats, "
        f"{floor['decisions_per_s']:g} decisions a second each, on {host['cores']} cores "
        f"(load {host['load']}); {result.comparison.rounds} rounds"
    )
    yield _ratios(result.comparison)
    yield _costs(result.comparison)
    frames = result.comparison.ours.frames
    looked = ", ".join(
        f"{name} {pictures / frames:.2f}"
        for name, pictures in result.comparison.pictures_by_network.items()
    )
    yield Text(f"Runs a decision of ours, of pictures or crops of seats: {looked}")
    if result.comparison.why_no_script is not None:
        yield Text(f"The script was not measured: {result.comparison.why_no_script}", "red")
    if result.long_memory is not None:
        memory = result.long_memory
        yield Text(
            f"Memory over {memory.frames} frames with fake networks, which make up what they find: "
            f"at most {_peak(memory)} MB, {_growth(memory)} MB per 1,000 frames"
        )
    yield from _seats(result)
    yield from _providers(result)


def _ratios(compared: "Comparison") -> Table:
    table = _table("Ratios of one run, with their 95 % interval over its rounds")
    table.add_column("")
    table.add_column("", justify="right")
    table.add_column("", justify="right")
    for name, each in (
        ("cameras sustained, ours over the script's", compared.to_script),
        ("  without decoding", compared.to_script_without_decoding),
        ("  by CPU time", compared.to_script_by_cpu),
    ):
        table.add_row(name, *_ratio(each, "{:.2f}"))
    for name, each in (
        ("overhead over bare inference", compared.overhead),
        ("  by CPU time", compared.overhead_by_cpu),
        ("  over our own run's inference", compared.overhead_over_own_inference),
    ):
        table.add_row(name, *_ratio(each, "{:.1%}"))
    return table


def _ratio(each: "Ratio | None", shape: str) -> tuple[str, str]:
    if each is None:
        return NOT_MEASURED, ""
    interval = each.interval
    if interval is None:
        return shape.format(each.value), ""
    return shape.format(each.value), f"{shape} to {shape}".format(interval.low, interval.high)


def _costs(compared: "Comparison") -> Table:
    table = _table("Costs")
    table.add_column("")
    for name in ("ours", "script", "bare inference"):
        table.add_column(name, justify="right")
    each = (compared.ours, compared.script, compared.bare)
    for name, read, shape in ROWS:
        values = [None if costs is None else read(costs) for costs in each]
        table.add_row(name, *(NOT_MEASURED if v is None else shape.format(v) for v in values))
    ours, script = compared.our_memory, compared.script_memory
    table.add_row("memory, peak MB", *(_peak(memory) for memory in (ours, script)), "")
    table.add_row("  growth, MB per 1,000 frames", *(_growth(each) for each in (ours, script)), "")
    return table


def _peak(memory: "Memory | None") -> str:
    return NOT_MEASURED if memory is None else f"{memory.peak_mb:.0f}"


def _growth(memory: "Memory | None") -> str:
    growth = None if memory is None else memory.growth_mb_per_1000_frames
    return NOT_MEASURED if growth is None else f"{growth:+.1f}"


def _seats(result: "BenchResult") -> Iterator[RenderableType]:
    if result.seats is None:
        return
    found = result.seats
    table = _table("Cost by seats a camera")
    table.add_column("seats")
    table.add_column("ms a decision", justify="right")
    table.add_column("on the line", justify="right")
    for seats, ms in found.ms.items():
        table.add_row(str(seats), f"{ms:.1f}", f"{found.base_ms + found.seat_ms * seats:.1f}")
    table.caption = (
        f"{found.base_ms:.1f} ms and {found.seat_ms:.2f} ms a seat; "
        f"at most {found.worst_residual:.1%} off the line"
    )
    table.caption_justify = "left"
    yield table


def _providers(result: "BenchResult") -> Iterator[RenderableType]:
    if result.providers is None:
        return
    table = _table("Frames a second of the networks alone")
    for name in ("device", "network", "batch", "plain", "bound"):
        table.add_column(name, justify="left" if name in ("device", "network") else "right")
    for each in result.providers:
        table.add_row(
            each.device,
            escape(each.network),
            str(each.batch),
            f"{each.frames_per_s:.1f}",
            f"{each.frames_per_s_bound:.1f}",
        )
    yield table


def _table(title: str) -> Table:
    return Table(title=title, title_justify="left", box=SIMPLE, padding=0)
