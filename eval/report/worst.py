"""Which errors a reader should see first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from eval.report.occupancy import wrong_stretches
from eval.scores.edges import end_error, start_error, until
from eval.scores.episodes import CONFIRMED
from eval.scores.result import EvalResult, JudgedEpisode, ScenarioScore
from eval.scores.scenario import Scenario

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
    STATE = "state"
    """A seat taken for another state, where no episodes are known."""


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


def worst_errors(
    result: EvalResult, scenarios: Sequence[Scenario] = (), most: int = MOST
) -> tuple[Faults, ...]:
    """The worst of each sort that occurred, of kinds that this version looks for.

    Within a sort the longest first: seconds missed, falsely found, or wrong in time. Where
    ``scenarios`` have true states and no true episodes, wrong states are errors.
    """
    made = {name for name, score in result.kinds.items() if score.made}
    errors = [
        error
        for scenario in result.scenarios
        for episode in scenario.episodes
        if episode.kind in made and (error := _error(scenario, episode)) is not None
    ]
    errors += [each for scenario in scenarios for each in _wrong_states(scenario)]
    groups = []
    for fault in Fault:
        sort = sorted((e for e in errors if e.fault is fault), key=_badness)
        if sort:
            groups.append(Faults(fault, tuple(sort[:most]), max(0, len(sort) - most)))
    return tuple(groups)


def _wrong_states(scenario: Scenario) -> Iterator[WorstError]:
    """As absences that are false, or that were missed."""
    if scenario.truth is not None:
        return
    for wrong in wrong_stretches(scenario):
        span, nothing = (wrong.start, wrong.end), (None, None)
        if wrong.seen == "empty":
            episode = JudgedEpisode("off_seat", (wrong.seat,), "false", *nothing, *span, None)
        else:
            episode = JudgedEpisode("off_seat", (wrong.seat,), "missed", *span, *nothing, None)
        middle = (wrong.start + wrong.end) / 2
        moment = min(wrong.start + SHOWN_INTO_S, middle)
        yield WorstError(Fault.STATE, scenario.name, episode, wrong.end - wrong.start, moment)


def _badness(error: WorstError) -> tuple[bool, float, str, float]:
    """Confirmed absences first: they are what people are told of."""
    return error.episode.kind != CONFIRMED, -error.seconds, error.scenario, error.moment


def _error(scenario: ScenarioScore, episode: JudgedEpisode) -> WorstError | None:
    lasts = scenario.duration_s
    match episode.verdict:
        case "false":
            fault = Fault.FALSE_CONFIRMED if episode.kind == CONFIRMED else Fault.FALSE
            start, end = episode.found_start or 0.0, until(episode.found_end, lasts)
        case "missed":
            fault = Fault.MISSED
            start, end = episode.truth_start or 0.0, until(episode.truth_end, lasts)
        case "matched":
            return _late(scenario, episode)
    moment = min(start + SHOWN_INTO_S, (start + end) / 2)
    return WorstError(fault, scenario.name, episode, end - start, moment)


def _late(scenario: ScenarioScore, episode: JudgedEpisode) -> WorstError | None:
    """The larger of the errors at both ends; the picture is from between true and found."""
    start = abs(start_error(episode) or 0.0)
    end = abs(end_error(episode, scenario.duration_s) or 0.0)
    if max(start, end) < LATE_S:
        return None
    if start >= end:
        edges: Sequence[float | None] = (episode.truth_start, episode.found_start)
    else:
        edges = (episode.truth_end, episode.found_end)
    moment = sum(until(edge, scenario.duration_s) for edge in edges) / 2
    return WorstError(Fault.LATE, scenario.name, episode, max(start, end), moment)
