"""The worst errors as cards: what was true, what was found, and a masked picture of the moment."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from eval.report import numbers
from eval.report.svg import element
from eval.report.thumbnails import Moment
from eval.report.words import Words, kind
from eval.report.worst import Faults, WorstError
from eval.scores.scenario import Scenario
from privacy.anonymised import MaskedPicture


@dataclass(frozen=True, slots=True)
class ErrorCard:
    """One of the worst errors. ``picture`` is a data URI, or None where none may be shown."""

    error: WorstError
    name: Words
    truth: str | None
    found: str | None
    lasts: str
    camera: str
    clock: str
    picture: str | None
    size: tuple[int, int]
    outlines: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class Pictures:
    """Masked pictures by scenario and moment, and the seats' outlines (0..1) by scenario."""

    masked: Mapping[str, Mapping[Moment, MaskedPicture]]
    outlines: Mapping[str, Mapping[str, Sequence[tuple[float, float]]]]


def error_cards(
    faults: Faults, scenarios: Mapping[str, Scenario], pictures: Pictures
) -> tuple[ErrorCard, ...]:
    """The errors of one sort with their pictures."""
    return tuple(_error_card(each, scenarios[each.scenario], pictures) for each in faults.worst)


def moment_of(error: WorstError, scenario: Scenario) -> Moment:
    """Where to look: the camera of the episode's first seat."""
    return Moment(scenario.seats[error.episode.seats[0]], error.moment)


def _error_card(error: WorstError, scenario: Scenario, pictures: Pictures) -> ErrorCard:
    episode = error.episode
    moment = moment_of(error, scenario)
    masked = pictures.masked.get(scenario.name, {}).get(moment)
    outlines = pictures.outlines.get(scenario.name, {})
    return ErrorCard(
        error,
        kind(episode.kind),
        numbers.stretch(episode.truth_start, episode.truth_end),
        numbers.stretch(episode.found_start, episode.found_end),
        numbers.seconds(error.seconds),
        moment.camera,
        numbers.clock(error.moment),
        None if masked is None else f"data:image/jpeg;base64,{b64encode(masked.data).decode()}",
        scenario.cameras[moment.camera] if masked is None else (masked.width, masked.height),
        tuple(
            _outline(outlines[seat])
            for seat in episode.seats
            if seat in outlines and scenario.seats[seat] == moment.camera
        ),
    )


def _outline(corners: Sequence[tuple[float, float]]) -> Markup:
    points = " ".join(f"{100 * x:.1f},{100 * y:.1f}" for x, y in corners)
    return element("polygon", {"points": points, "class": "outline"})
