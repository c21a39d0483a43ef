"""A round: what each of those compared did in its turn, and what that makes of many rounds."""

from collections.abc import Sequence
from dataclasses import dataclass

from eval.bench.paced import Paced, paced
from eval.scores.bootstrap import draw, ratio_interval
from eval.scores.result import Interval


@dataclass(frozen=True, slots=True)
class Round:
    """One turn: ``frames`` decided, the seconds to get their pictures and to work on them.

    ``costs_s`` are the seconds of each decision that is made in one go, pictures included: of a
    tick of all cameras, or of each frame. ``cpu_s`` and, of it, ``work_cpu_s`` are CPU seconds
    of all threads, None where they are not known.
    """

    frames: int
    decode_s: float
    work_s: float
    cpu_s: float | None
    costs_s: tuple[float, ...]
    work_cpu_s: float | None = None


@dataclass(frozen=True, slots=True)
class Pace:
    """What has to be sustained: so many cameras, each decided on so often, on so many cores."""

    cameras: int
    decisions_per_s: float
    pictures_per_s: float
    cores: int


@dataclass(frozen=True, slots=True)
class Costs:
    """What a contestant costs. ``cameras`` is how many it sustains, pictures decoded and all."""

    frames: int
    cameras: float
    cameras_without_decoding: float
    cameras_per_core: float
    cameras_per_core_of_cpu: float | None
    ms_per_decision: float
    decoding_ms_per_decision: float
    cpu_ms_per_decision: float | None
    frame_age_p50_s: float
    frame_age_p95_s: float
    decisions_kept: float


def costs(rounds: Sequence[Round], pace: Pace, together: bool) -> Costs:
    """The costs of many rounds. ``together``: all cameras are decided in one go, not in turn."""
    frames = sum(each.frames for each in rounds)
    decode_s, work_s = sum(each.decode_s for each in rounds), sum(each.work_s for each in rounds)
    cpu_s = _sum(rounds)
    period_s = 1.0 / (pace.decisions_per_s * (1 if together else pace.cameras))
    aged: Paced = paced([s for each in rounds for s in each.costs_s], period_s, pace.pictures_per_s)
    sustained = frames / (decode_s + work_s) / pace.decisions_per_s
    return Costs(
        frames=frames,
        cameras=sustained,
        cameras_without_decoding=frames / work_s / pace.decisions_per_s,
        cameras_per_core=sustained / pace.cores,
        cameras_per_core_of_cpu=frames / cpu_s / pace.decisions_per_s if cpu_s else None,
        ms_per_decision=1000 * work_s / frames,
        decoding_ms_per_decision=1000 * decode_s / frames,
        cpu_ms_per_decision=None if cpu_s is None else 1000 * cpu_s / frames,
        frame_age_p50_s=aged.age_p50_s,
        frame_age_p95_s=aged.age_p95_s,
        decisions_kept=aged.kept,
    )


@dataclass(frozen=True, slots=True)
class Ratio:
    """A ratio of two sums over the rounds, and its 95 % interval over the rounds."""

    value: float
    interval: Interval | None

    def less(self, one: float) -> "Ratio":
        """The ratio minus ``one``: an overhead."""
        moved = self.interval and Interval(self.interval.low - one, self.interval.high - one)
        return Ratio(self.value - one, moved)


def ratio(above: Sequence[float], below: Sequence[float]) -> Ratio:
    """Of the sum of ``above`` over that of ``below``, one number a round. Raises ``ValueError``
    where there is nothing to divide by."""
    if sum(below) <= 0:
        raise ValueError("nothing was measured to compare with")
    return Ratio(sum(above) / sum(below), ratio_interval(draw(len(above)), above, below))


def per_frame_ratio(slow: Sequence[Round], fast: Sequence[Round], decoding: bool) -> Ratio:
    """How many times the cameras of ``slow`` are sustained by ``fast``."""

    def seconds(rounds: Sequence[Round]) -> list[float]:
        """Each round's seconds a frame, as a share of all frames."""
        frames = sum(each.frames for each in rounds)
        return [((each.decode_s if decoding else 0.0) + each.work_s) / frames for each in rounds]

    return ratio(seconds(slow), seconds(fast))


def cpu_ratio(slow: Sequence[Round], fast: Sequence[Round]) -> Ratio | None:
    """The same by CPU seconds a frame; None where they are not known."""

    def seconds(rounds: Sequence[Round]) -> list[float | None]:
        frames = sum(each.frames for each in rounds)
        return [None if each.cpu_s is None else each.cpu_s / frames for each in rounds]

    return ratio_of_known(seconds(slow), seconds(fast))


def ratio_of_known(above: Sequence[float | None], below: Sequence[float | None]) -> Ratio | None:
    """The ratio of sums; None where a number is not known, or nothing is there to divide by."""
    known_above = [each for each in above if each is not None]
    known_below = [each for each in below if each is not None]
    if len(known_above) < len(above) or len(known_below) < len(below) or sum(known_below) <= 0:
        return None
    return ratio(known_above, known_below)


def _sum(rounds: Sequence[Round]) -> float | None:
    known = [each.cpu_s for each in rounds if each.cpu_s is not None]
    return sum(known) if len(known) == len(rounds) else None
