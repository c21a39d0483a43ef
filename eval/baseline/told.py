"""A comparison for people, as lines of text, and for programs, as JSON."""

from collections.abc import Iterator

from pydantic import TypeAdapter

from eval.baseline.comparison import Basis, Change, Compared, Comparison

ORDER = (Change.WORSE, Change.GONE, Change.BETTER, Change.NEW, Change.NOISE)
BASES = {
    Basis.SCENARIOS: "99 % of the difference over scenarios",
    Basis.SEATS: "99 % of the difference over seats",
    Basis.INTERVALS: "by both results' own intervals: no scenario in common",
    Basis.TOLERANCE: "too little to resample: by a fixed tolerance",
}


def as_json(comparison: Comparison) -> dict[str, object]:
    """The comparison, with ``passes`` for a gate that reads it."""
    told: dict[str, object] = TypeAdapter(Comparison).dump_python(comparison, mode="json")
    return {"passes": comparison.passes, **told}


def lines(comparison: Comparison) -> Iterator[str]:
    """What changed, the worst first; figures that are the same are only counted."""
    yield f"Against the baseline of version {comparison.product_then}:"
    if comparison.other_truth:
        yield f"  not compared, their truth has changed: {', '.join(comparison.other_truth)}"
    if comparison.only_then:
        yield f"  only in the baseline: {', '.join(comparison.only_then)}"
    if comparison.only_now:
        yield f"  only now: {', '.join(comparison.only_now)}"
    if not comparison.shared:
        yield "  no scenario in common"
    for change in ORDER:
        for each in comparison.figures:
            if each.change is change:
                yield f"  {change.value}: {_figure(each)}"
    same = sum(each.change is Change.SAME for each in comparison.figures)
    yield f"  the same: {same} of {len(comparison.figures)} figures"
    if comparison.passes:
        yield "Nothing is worse beyond noise."
    else:
        yield f"Worse beyond noise: {', '.join(each.figure for each in comparison.worse)}"


def _figure(each: Compared) -> str:
    then, now = ("nothing" if value is None else f"{value:.4g}" for value in (each.then, each.now))
    said = f"{each.figure} {then} -> {now}"
    if each.interval is not None:
        said += f" ({each.interval.low:+.3g} to {each.interval.high:+.3g}"
        return f"{said}, {BASES[each.basis]})"
    return said if None in (each.then, each.now) else f"{said} ({BASES[each.basis]})"
