"""The cameras as metrics: their states, how often and how long, their pictures and their people."""

from collections.abc import Iterator, Sequence

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from api.board import CameraCard
from cameras.state import CameraState


def camera_metrics(cards: Sequence[CameraCard]) -> Iterator[Metric]:
    """All metrics of the cameras; what is not known of one has no number, not 0."""
    yield from _states(cards)
    yield from _counts(cards)
    yield from _decoding(cards)
    yield from _people(cards)


def _states(cards: Sequence[CameraCard]) -> Iterator[Metric]:
    state = GaugeMetricFamily(
        "floorwatch_camera_state", "1 for the state the camera is in.", labels=["camera", "state"]
    )
    reason = GaugeMetricFamily(
        "floorwatch_camera_reason",
        "1 for the reason why the camera is not well.",
        labels=["camera", "reason"],
    )
    age = GaugeMetricFamily(
        "floorwatch_frame_age_seconds", "Age of the camera's last frame.", labels=["camera"]
    )
    for card in cards:
        for each in CameraState:
            state.add_metric([card.camera, each], float(card.state == each))
        if card.reason:
            reason.add_metric([card.camera, card.reason], 1.0)
        if card.frame_age_s is not None:
            age.add_metric([card.camera], card.frame_age_s)
    yield from (state, reason, age)


def _counts(cards: Sequence[CameraCard]) -> Iterator[Metric]:
    entered = CounterMetricFamily(
        "floorwatch_camera_entered",
        "How often the camera came into the state.",
        labels=["camera", "state"],
    )
    seconds = CounterMetricFamily(
        "floorwatch_camera_seconds",
        "How long the camera was in the state.",
        labels=["camera", "state"],
    )
    frames = CounterMetricFamily(
        "floorwatch_camera_frames", "Pictures that came.", labels=["camera"]
    )
    reconnects = CounterMetricFamily(
        "floorwatch_camera_reconnects", "Breaks after which pictures came again.", labels=["camera"]
    )
    missed = CounterMetricFamily(
        "floorwatch_camera_missed_decisions",
        "Decisions that were due while the floor was busy.",
        labels=["camera"],
    )
    for card in cards:
        if card.counts is None:
            continue
        for state in CameraState:
            entered.add_metric([card.camera, state], card.counts.entries[state])
            seconds.add_metric([card.camera, state], card.counts.seconds[state])
        frames.add_metric([card.camera], card.counts.frames)
        reconnects.add_metric([card.camera], card.counts.reconnects)
        missed.add_metric([card.camera], card.counts.missed)
    yield from (entered, seconds, frames, reconnects, missed)


def _decoding(cards: Sequence[CameraCard]) -> Iterator[Metric]:
    part = GaugeMetricFamily(
        "floorwatch_camera_decoded_part",
        "Part of the coded pictures that is decoded, 0 to 1, and on what.",
        labels=["camera", "on"],
    )
    gop = GaugeMetricFamily(
        "floorwatch_camera_gop_seconds", "Time between key frames.", labels=["camera"]
    )
    for card in cards:
        decoding = None if card.counts is None else card.counts.decoding
        if decoding is None:
            continue
        part.add_metric([card.camera, decoding.on], decoding.part)
        if decoding.gop_s is not None:
            gop.add_metric([card.camera], decoding.gop_s)
    yield from (part, gop)


def _people(cards: Sequence[CameraCard]) -> Iterator[Metric]:
    people = GaugeMetricFamily("floorwatch_people", "People in view.", labels=["camera"])
    on_feet = GaugeMetricFamily(
        "floorwatch_people_on_feet", "Those of them who are on their feet.", labels=["camera"]
    )
    groups = GaugeMetricFamily(
        "floorwatch_groups", "Groups of people who stand together.", labels=["camera"]
    )
    for card in cards:
        if card.people is not None:
            people.add_metric([card.camera], card.people.count)
            on_feet.add_metric([card.camera], card.people.on_feet)
            groups.add_metric([card.camera], len(card.people.groups))
    yield from (people, on_feet, groups)
