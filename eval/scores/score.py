"""Replayed scenarios to an ``EvalResult``: each by itself, and all together."""

from collections.abc import Iterator, Sequence
from importlib.util import find_spec

from eval.scores.activities import tally_activities
from eval.scores.bootstrap import RESAMPLES, draw
from eval.scores.calibration import tally_calibration
from eval.scores.chair_distance import tally_chairs
from eval.scores.episodes import CONFIRMED, judge, tally_confirmed, tally_kinds, with_confirmed
from eval.scores.figures import Units, confirmed_score, kind_scores, seat_state_score
from eval.scores.pairing import Picture, pair_pictures
from eval.scores.pictures import detection_score, keypoint_score
from eval.scores.result import (
    FORMAT,
    Decided,
    EvalResult,
    NotScored,
    ScenarioScore,
    SeatTally,
    Tally,
    TrackingScore,
)
from eval.scores.scenario import Scenario
from eval.scores.seat_states import tally_states
from eval.scores.span import Span
from eval.scores.tally import CalibrationTally, ChairTally, ConfirmedTally, Tallies, total
from eval.scores.tracking import tracking_score

PICTURE_RESAMPLES = 100
"""Each of them sorts all guesses anew: 1,000 would take minutes and change little."""


def score(scenarios: Sequence[Scenario], product: str) -> EvalResult:
    """All figures of one or more scenarios. ``product`` is the version that replayed them."""
    by_seat = [_seat_tallies(scenario) for scenario in scenarios]
    whole = [total(seats.values()) for seats in by_seat]
    pictures = [_pictures(scenario) for scenario in scenarios]
    units = whole if len(scenarios) > 1 else list(by_seat[0].values())
    several = Units(tuple(units), draw(len(units))) if len(units) > 1 else None
    draws = draw(len(scenarios), PICTURE_RESAMPLES) if len(scenarios) > 1 else None
    every = total(whole)
    kinds = kind_scores(every, several)
    return EvalResult(
        format=FORMAT,
        product=product,
        kinds=kinds,
        seat_state=seat_state_score(every, several),
        confirmed=confirmed_score(every, several),
        detection=detection_score(pictures, draws),
        keypoints=keypoint_score(pictures, draws),
        tracking=tracking_score(pictures, draws) if _tracks() else None,
        seat_hours=round(every.seat_hours, 6),
        resampled=None if several is None else "scenarios" if len(scenarios) > 1 else "seats",
        resamples=0 if several is None else RESAMPLES,
        not_made=tuple(kind for kind, figures in kinds.items() if not figures.made),
        not_scored=tuple(
            note
            for scenario, group in zip(scenarios, pictures, strict=True)
            for note in _not_scored(scenario, group)
        ),
        scenarios=tuple(
            _alone(scenario, seats, group)
            for scenario, seats, group in zip(scenarios, by_seat, pictures, strict=True)
        ),
    )


def _alone(
    scenario: Scenario, seats: dict[str, Tallies], pictures: Sequence[Picture]
) -> ScenarioScore:
    sums = total(seats.values())
    return ScenarioScore(
        name=scenario.name,
        folder=scenario.folder,
        duration_s=round(scenario.duration_s, 3),
        seat_hours=round(scenario.seat_hours, 6),
        kinds=kind_scores(sums),
        seat_state=seat_state_score(sums),
        confirmed=confirmed_score(sums),
        detection=detection_score([pictures]),
        keypoints=keypoint_score([pictures]),
        tracking=_tracking(pictures),
        episodes=judge(*_episodes(scenario), scenario.duration_s),
        seats={seat: _seat(tallies) for seat, tallies in seats.items()},
    )


def _tracking(pictures: Sequence[Picture]) -> TrackingScore | None:
    return tracking_score([pictures]) if _tracks() else None


def _tracks() -> bool:
    """Whether the library that scores tracks is installed."""
    return find_spec("trackers") is not None


def _episodes(scenario: Scenario) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """True and found episodes that can be held against each other."""
    if scenario.truth is None:
        return (), ()
    pair = scenario.truth, with_confirmed(scenario.found)
    if scenario.can_confirm:
        return pair
    true, found = (tuple(span for span in side if span.kind != CONFIRMED) for side in pair)
    return true, found


def _seat_tallies(scenario: Scenario) -> dict[str, Tallies]:
    """The sums of each seat. Hours count where there is a truth to hold what is found against."""
    true, found = _episodes(scenario)
    hours = 0.0 if scenario.truth is None else scenario.duration_s / 3600
    kinds = tally_kinds(true, found, scenario.duration_s)
    confirmed = tally_confirmed(true, found, scenario.duration_s)
    frames, observations = scenario.frames or (), scenario.observations
    states = tally_states(frames, observations)
    calibration = tally_calibration(frames, observations)
    chairs = tally_chairs(frames, observations)
    activities = tally_activities(frames, scenario.truth, observations)
    can_confirm = ConfirmedTally(seat_hours=hours if scenario.can_confirm else 0.0)
    return {
        seat: Tallies(
            hours,
            kinds.get(seat, {}),
            states.get(seat, {}),
            can_confirm + confirmed.get(seat, ConfirmedTally()),
            calibration.get(seat, CalibrationTally()),
            chairs.get(seat, ChairTally()),
            activities.get(seat, {}),
        )
        for seat in sorted(scenario.seats)
    }


def _seat(tallies: Tallies) -> SeatTally:
    return SeatTally(
        kinds={
            kind: Tally(each.truth, each.found, each.matched)
            for kind, each in tallies.kinds.items()
        },
        aspects={
            aspect: Decided(each.every.all, each.every.right, each.every.unknown)
            for aspect, each in tallies.aspects.items()
        },
        confirmed_truth_s=round(tallies.confirmed.truth_s, 3),
        confirmed_found_s=round(tallies.confirmed.found_s, 3),
    )


def _pictures(scenario: Scenario) -> tuple[Picture, ...]:
    if scenario.frames is None or scenario.detections is None:
        return ()
    return pair_pictures(
        scenario.frames,
        scenario.detections,
        scenario.cameras,
        scenario.observations,
        scenario.seats,
    )


def _not_scored(scenario: Scenario, pictures: Sequence[Picture]) -> Iterator[NotScored]:
    """What of a scenario has no figure, and why."""
    for measure, why in _gaps(scenario, pictures):
        yield NotScored(measure, scenario.name, why)


def _gaps(scenario: Scenario, pictures: Sequence[Picture]) -> Iterator[tuple[str, str]]:
    if scenario.truth is None:
        yield "kinds", "there is no truth.jsonl"
    elif not scenario.can_confirm:
        yield "confirmed", "the site has no roster or no agent log, so nothing can be confirmed"
    if scenario.seatless:
        yield "kinds", f"{scenario.seatless} true episodes are of people without a seat"
    if scenario.frames is None:
        yield "seat_state, detection, keypoints, tracking", "there is no frames.jsonl"
        return
    if scenario.detections is None:
        yield "detection, keypoints, tracking", "the replay has no detections.jsonl"
        return
    if len(pictures) < len(scenario.frames):
        missing = len(scenario.frames) - len(pictures)
        yield (
            "detection, keypoints, tracking",
            f"{missing} of {len(scenario.frames)} true frames were not looked at as a whole",
        )
    if any(each.truth.objects is None and each.truth.labelled is None for each in pictures):
        yield "detection of things", "frames.jsonl does not say which objects there are"
    people = [person for picture in pictures for person in picture.truth.people]
    if people and all(person.keypoints is None for person in people):
        yield "keypoints", "frames.jsonl has no keypoints"
    if all(each.tracks is None for each in scenario.detections):
        yield "tracking", "the detections have no track numbers: an earlier version followed nobody"
    elif not _tracks():
        yield "tracking", "the library is not installed: pip install 'floorwatch[tracks]'"
