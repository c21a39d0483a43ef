"""What a benchmark found, and the same as JSON."""

import json
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import onnxruntime as ort

from eval.bench.measure import Measured
from eval.bench.memory import Memory, memory_of
from eval.bench.providers import Speed
from eval.bench.rounds import (
    Costs,
    Pace,
    Ratio,
    costs,
    cpu_ratio,
    per_frame_ratio,
    ratio,
    ratio_of_known,
)
from eval.bench.seats import SeatCosts
from eval.bench.stage import Stage


@dataclass(frozen=True, slots=True)
class Comparison:
    """The three side by side. What was not measured is None, and ``why_no_script`` says why."""

    ours: Costs
    bare: Costs
    script: Costs | None
    why_no_script: str | None
    script_versions: Mapping[str, str]
    to_script: Ratio | None
    to_script_without_decoding: Ratio | None
    to_script_by_cpu: Ratio | None
    overhead: Ratio
    overhead_by_cpu: Ratio | None
    overhead_over_own_inference: Ratio
    pictures_by_network: Mapping[str, int]
    our_memory: Memory | None
    script_memory: Memory | None
    rounds: int


@dataclass(frozen=True, slots=True)
class BenchResult:
    """All that one run of ``floorwatch bench`` found; parts that were not asked for are None."""

    machine: Mapping[str, Any]
    floor: Mapping[str, Any]
    comparison: Comparison
    long_memory: Memory | None = None
    seats: SeatCosts | None = None
    providers: Sequence[Speed] | None = None


def compared(measured: Measured, pace: Pace, script_versions: Mapping[str, str]) -> Comparison:
    """The costs and ratios of what was measured."""
    ours, bare, script = measured.ours, measured.bare, measured.script
    n = min(len(ours), len(script))
    beside, theirs = ours[:n], script[:n]
    overhead = ratio([each.work_s for each in ours], [each.work_s for each in bare])
    own = ratio([each.work_s for each in ours], measured.inference_s)
    by_cpu = cpu_ratio(theirs, beside) if n else None
    worked, repeated = ([each.work_cpu_s for each in rounds] for rounds in (ours, bare))
    overhead_by_cpu = ratio_of_known(worked, repeated)
    return Comparison(
        ours=costs(ours, pace, together=True),
        bare=costs(bare, pace, together=True),
        script=costs(script, pace, together=False) if n else None,
        why_no_script=measured.why_no_script,
        script_versions=script_versions,
        to_script=per_frame_ratio(theirs, beside, decoding=True) if n else None,
        to_script_without_decoding=per_frame_ratio(theirs, beside, decoding=False) if n else None,
        to_script_by_cpu=by_cpu,
        overhead=overhead.less(1.0),
        overhead_by_cpu=None if overhead_by_cpu is None else overhead_by_cpu.less(1.0),
        overhead_over_own_inference=own.less(1.0),
        pictures_by_network=measured.pictures_by_network,
        our_memory=memory_of(measured.our_memory),
        script_memory=memory_of(measured.script_memory),
        rounds=len(ours),
    )


def machine() -> dict[str, Any]:
    """What it ran on."""
    return {
        "cores": cores(),
        "processor": platform.machine(),
        "system": platform.system(),
        "python": platform.python_version(),
        "onnxruntime": ort.__version__,
        "load": round(os.getloadavg()[0], 2),
    }


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def floor(stage: Stage, pictures: bool) -> dict[str, Any]:
    """What was measured on."""
    cameras = stage.site.settings.cameras
    vision = stage.site.settings.vision
    return {
        "cameras": len(cameras),
        "size": list(cameras[0].size),
        "seats": len(stage.site.settings.seats),
        "decisions_per_s": cameras[0].fps,
        "clips": sorted({str(clip.spec.source) for clip in stage.clips.values()}),
        "vision": vision.model_dump(mode="json"),
        "masked_pictures": pictures,
    }


def to_json(result: BenchResult) -> str:
    """The figures as JSON; ``ratio_to_script`` and ``overhead_over_bare_inference`` come first."""
    compared_ = result.comparison
    content = {
        "ratio_to_script": compared_.to_script and compared_.to_script.value,
        "overhead_over_bare_inference": compared_.overhead.value,
        **asdict(result),
    }
    return json.dumps(_rounded(content), indent=2, ensure_ascii=False)


def _rounded(content: Any) -> Any:
    """Six digits are more than any of these is worth."""
    if isinstance(content, float):
        return float(f"{content:.6g}")
    if isinstance(content, Mapping):
        return {str(key): _rounded(value) for key, value in content.items()}
    if isinstance(content, list | tuple):
        return [_rounded(each) for each in content]
    return content
