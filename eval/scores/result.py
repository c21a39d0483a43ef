"""What ``floorwatch eval`` finds: plain figures, which are also the JSON that it prints.

A figure is None where there is nothing to measure it on (no truth, nothing found), never 0 or 1
in its place. Seconds and counts are as named; shares are 0..1.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

FORMAT = 1
"""The version of this shape; a baseline of another version is refused."""


@dataclass(frozen=True, slots=True)
class Interval:
    """The middle 95 % of a figure over bootstrap resamples."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """Precision, recall and F1 of a kind where a match needs a temporal IoU of ``iou``."""

    iou: float
    precision: float | None
    recall: float | None
    f1: float | None


@dataclass(frozen=True, slots=True)
class KindScore:
    """The episodes of one kind, matched one to one at a temporal IoU of 0.5.

    ``made`` is False where this version of the product does not look for the kind: all is missed,
    and nothing can be a false alarm. Errors are of matched pairs: the median of the absolute
    difference, and its 95th percentile. An edge that both have at the edge of the recording is
    not measured. ``intervals`` has the figures by name.
    """

    made: bool
    truth: int
    found: int
    matched: int
    precision: float | None
    recall: float | None
    f1: float | None
    start_error_s: float | None
    start_error_p95_s: float | None
    end_error_s: float | None
    end_error_p95_s: float | None
    false_per_1000_seat_hours: float | None
    curve: tuple[CurvePoint, ...] = ()
    intervals: Mapping[str, Interval] | None = None


@dataclass(frozen=True, slots=True)
class AspectScore:
    """One aspect of the seat state (occupancy, chair or posture), decision by decision.

    ``accuracy`` counts *unknown* as wrong, ``decided_accuracy`` leaves it out, ``unknown`` is its
    share. The ``settled`` figures leave out what is within a second of a true change.
    ``confusion`` is decisions by true state, then by seen state.
    """

    decisions: int
    accuracy: float | None
    decided_accuracy: float | None
    unknown: float | None
    settled_accuracy: float | None
    settled_decided_accuracy: float | None
    confusion: Mapping[str, Mapping[str, int]]
    intervals: Mapping[str, Interval] | None = None


@dataclass(frozen=True, slots=True)
class CalibrationBin:
    """Decisions whose confidence is from ``low`` to below ``high``: its mean is ``stated``, and
    ``right`` is the share of them that was right."""

    low: float
    high: float
    decisions: int
    stated: float
    right: float


@dataclass(frozen=True, slots=True)
class CalibrationScore:
    """What the confidence of decisions on occupancy is worth; *unknown* is left out.

    ``ece`` is the expected calibration error, ``brier`` the mean squared distance between how
    sure and right or wrong. ``bins`` are without empty ones.
    """

    decisions: int
    ece: float
    brier: float
    bins: tuple[CalibrationBin, ...]
    intervals: Mapping[str, Interval] | None = None


@dataclass(frozen=True, slots=True)
class ChairDistanceScore:
    """How far free chairs are from home, in centimetres: the median of the absolute error and
    its 95th percentile over the ``said`` of all ``decisions`` whose true distance is known."""

    decisions: int
    said: int
    error_cm: float | None
    error_p95_cm: float | None


@dataclass(frozen=True, slots=True)
class ActivityScore:
    """What people do, decision by decision: of how many it is ``true``, how many say it was
    ``seen``, and how many both (``right``). ``unknown`` is the share that could not judge."""

    decisions: int
    true: int
    seen: int
    right: int
    unknown: float | None
    precision: float | None
    recall: float | None
    f1: float | None
    intervals: Mapping[str, Interval] | None = None


@dataclass(frozen=True, slots=True)
class SeatStateScore:
    """The seat state. The three first are ``aspects[...].accuracy`` once more."""

    occupancy_accuracy: float | None
    chair_accuracy: float | None
    posture_accuracy: float | None
    aspects: Mapping[str, AspectScore]
    calibration: CalibrationScore | None = None
    chair_distance: ChairDistanceScore | None = None
    activities: Mapping[str, ActivityScore] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ConfirmedScore:
    """Off-seat time that counts (rule R27): seconds found and true, and false alarms.

    ``error_s`` is ``found_s - truth_s``; ``overlap_s`` are the seconds that both have.
    """

    truth: int
    found: int
    matched: int
    truth_s: float
    found_s: float
    overlap_s: float
    error_s: float
    false_alarms: int
    false_per_1000_seat_hours: float | None
    intervals: Mapping[str, Interval] | None = None


@dataclass(frozen=True, slots=True)
class ClassScore:
    """Average precision of one class of things, as COCO defines it.

    ``truth`` are those that must be found; ``ignored`` are too small or too hidden to count
    either way.
    """

    truth: int
    ignored: int
    found: int
    ap50: float | None
    ap50_95: float | None
    intervals: Mapping[str, Interval] | None = None


@dataclass(frozen=True, slots=True)
class DetectionScore:
    """Boxes in ``frames`` pictures, by class."""

    frames: int
    classes: Mapping[str, ClassScore]


@dataclass(frozen=True, slots=True)
class KeypointScore:
    """Keypoints of people: average precision over object keypoint similarity, as COCO has it."""

    frames: int
    truth: int
    ignored: int
    found: int
    oks_ap: float | None
    oks_ap50: float | None
    intervals: Mapping[str, Interval] | None = None


@dataclass(frozen=True, slots=True)
class TrackingScore:
    """Tracks of people within each camera."""

    frames: int
    truth: int
    found: int
    hota: float | None
    detection_accuracy: float | None
    association_accuracy: float | None
    idf1: float | None
    intervals: Mapping[str, Interval] | None = None


@dataclass(frozen=True, slots=True)
class JudgedEpisode:
    """One true or found episode, or a pair of them. ``end`` None: lasts to the recording's end.

    *matched* has both; *missed* only the truth, *false* only what was found.
    """

    kind: str
    seats: tuple[str, ...]
    verdict: Literal["matched", "missed", "false"]
    truth_start: float | None
    truth_end: float | None
    found_start: float | None
    found_end: float | None
    iou: float | None


@dataclass(frozen=True, slots=True)
class Tally:
    """Episodes of one kind at one seat. A chat counts at the first of its seats."""

    truth: int
    found: int
    matched: int


@dataclass(frozen=True, slots=True)
class Decided:
    """Decisions of one aspect at one seat."""

    decisions: int
    right: int
    unknown: int


@dataclass(frozen=True, slots=True)
class SeatTally:
    """What one seat adds to the sums: for resampling over seats and for comparisons in pairs."""

    kinds: Mapping[str, Tally]
    aspects: Mapping[str, Decided]
    confirmed_truth_s: float
    confirmed_found_s: float


@dataclass(frozen=True, slots=True)
class NotScored:
    """A measure that is missing, and why. ``scenario`` None: everywhere."""

    measure: str
    scenario: str | None
    why: str


@dataclass(frozen=True, slots=True)
class ScenarioScore:
    """One scenario by itself; without intervals. ``seat_hours`` are seats times duration."""

    name: str
    folder: str
    duration_s: float
    seat_hours: float
    kinds: Mapping[str, KindScore]
    seat_state: SeatStateScore | None
    confirmed: ConfirmedScore | None
    detection: DetectionScore | None
    keypoints: KeypointScore | None
    tracking: TrackingScore | None
    episodes: tuple[JudgedEpisode, ...]
    seats: Mapping[str, SeatTally]


@dataclass(frozen=True, slots=True)
class EvalResult:
    """All scenarios together, and each by itself.

    ``resampled`` says what the intervals are over: scenarios, or the seats of the only one, or
    None where neither can be resampled.
    """

    format: int
    product: str
    kinds: Mapping[str, KindScore]
    seat_state: SeatStateScore | None
    confirmed: ConfirmedScore | None
    detection: DetectionScore | None
    keypoints: KeypointScore | None
    tracking: TrackingScore | None
    seat_hours: float
    resampled: Literal["scenarios", "seats"] | None
    resamples: int
    not_made: tuple[str, ...]
    not_scored: tuple[NotScored, ...]
    scenarios: tuple[ScenarioScore, ...]
