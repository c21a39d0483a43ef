"""Segments cover every frame once, whatever the lengths and rates."""

from itertools import product

import pytest

from eval.sim.render.segments import SEGMENT_S, segments_of
from eval.sim.script import Script


@pytest.mark.parametrize(
    ("seconds", "rates"), list(product([0.6, 9.99, 10.0, 10.2, 61.5], [[1], [6, 25], [2, 2, 2]]))
)
def test_every_frame_is_in_one_segment(small: Script, seconds: float, rates: list[int]) -> None:
    cameras = [
        small.cameras[0].model_copy(update={"id": f"cam{number}", "fps": fps})
        for number, fps in enumerate(rates)
    ]
    script = small.model_copy(update={"duration": seconds, "cameras": cameras})
    segments = segments_of(script)
    assert len({each.name for each in segments}) == len(segments)
    for number, fps in enumerate(rates):
        mine = [each for each in segments if each.camera == f"cam{number}"]
        assert [frame for each in mine for frame in each.frames] == list(
            range(round(seconds * fps))
        )
        assert all(0 < each.count <= SEGMENT_S * fps for each in mine)


def test_a_segment_keeps_its_frames_when_the_scenario_grows(small: Script) -> None:
    longer = small.model_copy(update={"duration": 2 * small.duration})
    assert segments_of(longer)[: len(segments_of(small))] == segments_of(small)
