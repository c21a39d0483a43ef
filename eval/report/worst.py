"""Which errors a reader should see first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from eval.scores.episodes import CONFIRMED, EDGE_S
from eval.scores.result import EvalResult, JudgedEpisode, ScenarioScore

MOST = 8
"""Of each sort that are shown."""
LATE_S = 2.0
"""A smaller error in time is no error that wants looking at."""
SHOWN_INTO_S = 3.0
"""How far into an episode the picture is taken: by then the seat has settled."""


class Fault(StrEnum):
    """Sorts of errors, the worst first."""

    FALSE_CONFIRMED = "false_confirmed"
    MISSED = "missed"
    FALSE = "false"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class WorstError:
    """An error, how bad it is within its sort (seconds), and the moment that shows it."""

    fault: Fault
    scenario: str
    episode: JudgedEpisode
    seconds: float
    moment: float


@dataclass(frozen=True, slots=True)
class Faults:
    """All errors of one sort: the worst of them, and how many more there are."""

    fault: Fault
    worst: tuple[WorstError, ...]
    more: int


def worst_errors(result: EvalResult, most: int = MOST) -> tuple[Faults, ...]:
    """The worst of each sort that occurred, of kinds that this version looks for.

    Within a sort the longest first: seconds missed, falsely found, or wrong in time.
    """
    made = {name for name, score in result.kinds.items() if score.made}
    errors = [
        error
        for scenario in result.scenarios
        for episode in scenario.episodes
        if episode.kind in made and (error := _error(scenario, episode)) is not None
    ]
    groups = []
    for fault in Fault:
        sort = sorted((e for e in errors if e.fault is fault), key=_badness)
        if sort:
            groups.append(Faults(fault, tuple(sort[:most]), max(0, len(sort) - most)))
    return tuple(groups)


def time_errors(scenario: ScenarioScore, kind: str) -> tuple[list[float], list[float]]:
    """Found minus true, of starts and of ends, of the matched episodes of a kind.

    An edge that both have at the edge of the recording is left out, as in the scores.
    """
    pairs = [e for e in scenario.episodes if e.kind == kind and e.verdict == "matched"]
    starts = (_start_error(episode) for episode in pairs)
    ends = (_end_error(episode, scenario.duration_s) for episode in pairs)
    return _known(starts), _known(ends)


def _badness(error: WorstError) -> tuple[bool, float, str, float]:
    """Confirmed absences first: they are what people are told of."""
    return error.episode.kind != CONFIRMED, -error.seconds, error.scenario, error.moment


def _error(scenario: ScenarioScore, episode: JudgedEpisode) -> WorstError | None:
    lasts = scenario.duration_s
    match episode.verdict:
        case "false":
            fault = Fault.FALSE_CONFIRMED if episode.kind == CONFIRMED else Fault.FALSE
            start, end = episode.found_start or 0.0, _until(episode.found_end, lasts)
        case "missed":
            fault = Fault.MISSED
            start, end = episode.truth_start or 0.0, _until(episode.truth_end, lasts)
        case "matched":
            return _late(scenario, episode)
    moment = min(start + SHOWN_INTO_S, (start + end) / 2)
    return WorstError(fault, scenario.name, episode, end - start, moment)


def _late(scenario: ScenarioScore, episode: JudgedEpisode) -> WorstError | None:
    """The larger of the errors at both ends; the picture is from between true and found."""
    start_error = _start_error(episode) or 0.0
    end_error = _end_error(episode, scenario.duration_s) or 0.0
    if max(abs(start_error), abs(end_error)) < LATE_S:
        return None
    if abs(start_error) >= abs(end_error):
        edges: Sequence[float | None] = (episode.truth_start, episode.found_start)
    else:
        edges = (episode.truth_end, episode.found_end)
    moment = sum(_until(edge, scenario.duration_s) for edge in edges) / 2
    seconds = max(abs(start_error), abs(end_error))
    return WorstError(Fault.LATE, scenario.name, episode, seconds, moment)


def _start_error(episode: JudgedEpisode) -> float | None:
    if episode.truth_start is None or episode.found_start is None:
        return None
    if max(episode.truth_start, episode.found_start) <= EDGE_S:
        return None
    return episode.found_start - episode.truth_start


def _end_error(episode: JudgedEpisode, duration_s: float) -> float | None:
    true, found = _until(episode.truth_end, duration_s), _until(episode.found_end, duration_s)
    return None if min(true, found) >= duration_s - EDGE_S else found - true


def _until(end: float | None, duration_s: float) -> float:
    return duration_s if end is None else min(end, duration_s)


def _known(errors: Iterable[float | None]) -> list[float]:
    return [error for error in errors if error is not None]
