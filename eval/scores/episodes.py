"""True and found episodes of one recording, judged: matched, missed or false."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from eval.scores.matching import match
from eval.scores.result import JudgedEpisode
from eval.scores.span import Span, overlap_s, temporal_iou
from eval.scores.tally import CURVE, ConfirmedTally, KindTally

LEAST_IOU = 0.5
"""A pair that shares less is a miss and a false alarm."""

EDGE_S = 1.0
"""So near to the start or end of a recording is at it: what came before or after is not known."""

CONFIRMED = "off_seat_confirmed"
"""The kind of truth that found absences with the status *confirmed* are held against."""

Group = tuple[str, tuple[str, ...]]
"""A kind and the seats it is about, in order of their names."""


def with_confirmed(found: Iterable[Span]) -> tuple[Span, ...]:
    """The found episodes, and each confirmed absence once more under its own kind."""
    spans = tuple(found)
    confirmed = (
        Span(CONFIRMED, span.seats, span.start, span.end, True, span.confirmed_s)
        for span in spans
        if span.confirmed
    )
    return (*spans, *confirmed)


def judge(
    truth: Sequence[Span], found: Sequence[Span], duration_s: float
) -> tuple[JudgedEpisode, ...]:
    """Every episode once, a matched pair as one, by kind, seats and start."""
    judged: list[JudgedEpisode] = []
    for group, (true, seen) in _grouped(truth, found).items():
        pairs = dict(_matched(true, seen, duration_s, LEAST_IOU))
        judged += [
            _judged(group, each, seen[pairs[place]] if place in pairs else None, duration_s)
            for place, each in enumerate(true)
        ]
        matched = set(pairs.values())
        judged += [
            _judged(group, None, each, duration_s)
            for place, each in enumerate(seen)
            if place not in matched
        ]
    return tuple(judged)


def tally_kinds(
    truth: Sequence[Span], found: Sequence[Span], duration_s: float
) -> dict[str, dict[str, KindTally]]:
    """For each seat and kind the sums. Several seats' episode counts at the first of them."""
    tallies: dict[str, dict[str, KindTally]] = defaultdict(dict)
    for (kind, seats), (true, seen) in _grouped(truth, found).items():
        pairs = _matched(true, seen, duration_s, LEAST_IOU)
        starts, ends = _errors([(true[t], seen[f]) for t, f in pairs], duration_s)
        curve = tuple(len(_matched(true, seen, duration_s, iou)) for iou in CURVE)
        tally = KindTally(len(true), len(seen), len(pairs), starts, ends, curve)
        at_seat = tallies[seats[0]]
        at_seat[kind] = at_seat.get(kind, KindTally()) + tally
    return tallies


def tally_confirmed(
    truth: Sequence[Span], found: Sequence[Span], duration_s: float
) -> dict[str, ConfirmedTally]:
    """For each seat the seconds of off-seat time that counts.

    A finding shares at most its ``confirmed_s`` with the truth, since its episode may be longer
    than what counts of it. It is a false alarm where it shares nothing.
    """
    tallies: dict[str, ConfirmedTally] = defaultdict(ConfirmedTally)
    for (kind, seats), (true, seen) in _grouped(truth, found).items():
        if kind != CONFIRMED:
            continue
        stretches = [each.within(duration_s) for each in true]
        truth_s = sum(end - start for start, end in stretches)
        shared = [
            sum(overlap_s(each.within(duration_s), stretch) for stretch in stretches)
            for each in seen
        ]
        tallies[seats[0]] += ConfirmedTally(
            truth_s=truth_s,
            found_s=sum(each.confirmed_s for each in seen),
            overlap_s=sum(
                min(both, each.confirmed_s) for both, each in zip(shared, seen, strict=True)
            ),
            false_alarms=sum(both == 0 for both in shared),
        )
    return tallies


def _grouped(
    truth: Iterable[Span], found: Iterable[Span]
) -> Mapping[Group, tuple[list[Span], list[Span]]]:
    groups: dict[Group, tuple[list[Span], list[Span]]] = defaultdict(lambda: ([], []))
    for side, spans in enumerate((truth, found)):
        for span in sorted(spans, key=lambda each: each.start):
            groups[span.kind, tuple(sorted(span.seats))][side].append(span)
    return dict(sorted(groups.items()))


def _matched(
    true: Sequence[Span], seen: Sequence[Span], duration_s: float, least_iou: float
) -> tuple[tuple[int, int], ...]:
    return match(
        [each.within(duration_s) for each in true],
        [each.within(duration_s) for each in seen],
        least_iou,
    )


def _errors(
    pairs: Iterable[tuple[Span, Span]], duration_s: float
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Seconds between the starts and between the ends, where the recording shows either."""
    starts, ends = [], []
    for true, seen in pairs:
        (true_start, true_end), (start, end) = true.within(duration_s), seen.within(duration_s)
        if max(true_start, start) > EDGE_S:
            starts.append(abs(true_start - start))
        if min(true_end, end) < duration_s - EDGE_S:
            ends.append(abs(true_end - end))
    return tuple(starts), tuple(ends)


def _judged(group: Group, true: Span | None, seen: Span | None, duration_s: float) -> JudgedEpisode:
    kind, seats = group
    iou = None
    if true is not None and seen is not None:
        iou = round(temporal_iou(true.within(duration_s), seen.within(duration_s)), 4)
    return JudgedEpisode(
        kind=kind,
        seats=seats,
        verdict="false" if true is None else "missed" if seen is None else "matched",
        truth_start=None if true is None else true.start,
        truth_end=None if true is None else true.end,
        found_start=None if seen is None else seen.start,
        found_end=None if seen is None else seen.end,
        iou=iou,
    )
