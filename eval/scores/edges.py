"""How early or late the edges of matched episodes are, as far as the recording shows them."""

from collections.abc import Iterable

from eval.scores.episodes import EDGE_S
from eval.scores.result import JudgedEpisode, ScenarioScore


def edge_errors(scenario: ScenarioScore, kind: str) -> tuple[list[float], list[float]]:
    """Found minus true, in seconds, of starts and of ends of the matched episodes of a kind.

    An edge that both have at the edge of the recording is left out, as in the scores.
    """
    pairs = [e for e in scenario.episodes if e.kind == kind and e.verdict == "matched"]
    starts = (start_error(episode) for episode in pairs)
    ends = (end_error(episode, scenario.duration_s) for episode in pairs)
    return _known(starts), _known(ends)


def start_error(episode: JudgedEpisode) -> float | None:
    """Of one matched episode; None where its start is not to be measured."""
    if episode.truth_start is None or episode.found_start is None:
        return None
    if max(episode.truth_start, episode.found_start) <= EDGE_S:
        return None
    return episode.found_start - episode.truth_start


def end_error(episode: JudgedEpisode, duration_s: float) -> float | None:
    """Likewise of its end."""
    true, found = until(episode.truth_end, duration_s), until(episode.found_end, duration_s)
    return None if min(true, found) >= duration_s - EDGE_S else found - true


def until(end: float | None, duration_s: float) -> float:
    """When an episode ends within a recording."""
    return duration_s if end is None else min(end, duration_s)


def _known(errors: Iterable[float | None]) -> list[float]:
    return [error for error in errors if error is not None]
