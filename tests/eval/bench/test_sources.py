"""The bench of many sources: the healthy half is counted, and faults are told from it."""

from pathlib import Path

from support.videos import SIZE, make_video

from cameras.frame import CameraId
from cameras.spec import CameraSpec, SourceUrl
from eval.bench.sources import breaks, floods, refuses, watched


def test_three_that_misbehave_cost_three_that_do_not_nothing(tmp_path: Path) -> None:
    clip = make_video(tmp_path / "v.mp4", frames=40, fps=20)
    specs = [
        CameraSpec(CameraId(f"c{number}"), SourceUrl(str(clip)), SIZE, 2.0) for number in range(6)
    ]
    faults = {specs[1].id: breaks, specs[3].id: refuses, specs[5].id: floods}
    cadence = watched(specs, faults, seconds=3.0, settle_s=1.0)
    for spec in specs[::2]:
        assert cadence.seen_per_s[spec.id] > 1.3, "of two decisions a second"
    assert cadence.seen_per_s[specs[3].id] == 0
