"""The page of a report, made and put in its place."""

import hashlib
from base64 import b64encode
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from api.site.build import seat_regions
from api.site.load import Site
from eval.report import numbers, page
from eval.report.answers import activity_rows, confidence
from eval.report.error_cards import Pictures, error_cards, moment_of
from eval.report.thumbnails import Moment, masked_moments
from eval.report.timeline import legend_bar, legend_swatch
from eval.report.words import ASPECTS, PAGE, STATES, VERDICTS, Words, kind
from eval.report.worst import MOST, Faults, worst_errors
from eval.scores.result import EvalResult
from eval.scores.scenario import Scenario
from privacy.anonymised import MaskedPicture

NAME = "report.html"
DRAWN_STATES = ("occupied", "standing", "empty", "unknown")
DRAWN_VERDICTS = ("matched", "missed", "false")


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page: its id, its heading, and without what it is left out."""

    id: str
    heading: Words
    needs: str | None


SECTIONS = (
    Section("summary", PAGE["summary"], None),
    Section("seat-state", PAGE["seat_state"], "aspects"),
    Section("curves", PAGE["curves"], "plots"),
    Section("worst", PAGE["worst"], None),
    Section("timelines", PAGE["timelines"], "timelines"),
    Section("detection", PAGE["detection"], "classes"),
    Section("trust", PAGE["trust"], None),
)


@dataclass(frozen=True, slots=True)
class Replayed:
    """A scenario that was scored, with the site that it was replayed from."""

    site: Site
    scenario: Scenario


def write_report(
    result: EvalResult,
    replays: Sequence[Replayed],
    out: Path,
    progress: Callable[[str], None] = lambda scenario: None,
) -> Path:
    """Write ``out/report.html`` and return its path; ``out`` is made where it is not there.

    ``replays`` are those of ``result``, by name. ``progress`` is told whose pictures are being
    masked, which takes longest. The page is whole or not there: it is moved to its place.
    """
    faults = worst_errors(result, [each.scenario for each in replays])
    html = render(result, replays, faults, masked_pictures(replays, faults, progress))
    out.mkdir(parents=True, exist_ok=True)
    part = out / f".{NAME}.part"
    part.write_text(html, "utf-8")
    return part.replace(out / NAME)


def masked_pictures(
    replays: Sequence[Replayed], faults: Sequence[Faults], progress: Callable[[str], None]
) -> dict[str, Mapping[Moment, MaskedPicture]]:
    """For each scenario the masked pictures of its worst errors."""
    moments: dict[str, set[Moment]] = defaultdict(set)
    scenarios = {each.scenario.name: each for each in replays}
    for group in faults:
        for error in group.worst:
            replayed = scenarios[error.scenario]
            moments[error.scenario].add(moment_of(error, replayed.scenario))
    masked: dict[str, Mapping[Moment, MaskedPicture]] = {}
    for name, wanted in moments.items():
        progress(name)
        masked[name] = masked_moments(scenarios[name].site, scenarios[name].scenario, wanted)
    return masked


def render(
    result: EvalResult,
    replays: Sequence[Replayed],
    faults: Sequence[Faults],
    masked: Mapping[str, Mapping[Moment, MaskedPicture]],
) -> str:
    """The page as text: the same for the same result."""
    scenarios = {each.scenario.name: each.scenario for each in replays}
    outlines = {
        each.scenario.name: {str(region.seat): region.outline for region in seat_regions(each.site)}
        for each in replays
    }
    pictures = Pictures(masked, outlines)
    seats = result.seat_state
    style = Markup(stylesheet())  # a file of ours
    parts: dict[str, Sequence[object]] = {
        "kinds": page.kind_rows(result),
        "aspects": page.aspect_tables(result),
        "plots": page.kind_plots(result),
        "faults": [(each, error_cards(each, scenarios, pictures)) for each in faults],
        "timelines": page.timelines(result, scenarios),
        "classes": page.class_rows(result),
    }
    return (
        _environment()
        .get_template("report.html")
        .render(
            **parts,
            style=style,
            style_digest=digest(style),
            words=PAGE,
            aspect_names=ASPECTS,
            verdicts=VERDICTS,
            contents=[each for each in SECTIONS if each.needs is None or parts[each.needs]],
            result=result,
            cards=page.cards(result),
            not_made=[kind(name) for name in result.not_made],
            most=MOST,
            swatches=[(STATES[name], legend_swatch(name)) for name in DRAWN_STATES],
            bars=[(PAGE[name], legend_bar(name)) for name in DRAWN_VERDICTS],
            confidence=confidence(seats.calibration) if seats and seats.calibration else None,
            activities=activity_rows(result),
            scenario_rows=page.scenario_rows(result),
            numbers=numbers,
        )
    )


def digest(text: str) -> str:
    """A source of the page's content security policy: only what has this hash is used."""
    return "sha256-" + b64encode(hashlib.sha256(text.encode()).digest()).decode()


def stylesheet() -> str:
    """The colours of the live floor, and the report's own rules."""
    tokens = files("api.web").joinpath("static/css/tokens.css").read_text("utf-8")
    own = files("eval.report").joinpath("templates/report.css").read_text("utf-8")
    return f"{tokens}\n{own}"


def say(words: Words, values: Mapping[str, object] | None = None) -> Markup:
    """Words in both languages, of which the page shows one."""
    filled = words if values is None else words.filled(values)
    return Markup(
        f'<span class="zh" lang="zh-CN">{escape(filled.zh)}</span>'
        f'<span class="en" lang="en">{escape(filled.en)}</span>'
    )


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("eval.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["say"] = say
    return environment
