"""The video's clock is the script's."""

from pathlib import Path

import av
import numpy as np
import pytest

from eval.sim.video import VideoWriter


def test_frames_come_back_at_their_times(tmp_path: Path) -> None:
    shades = np.random.default_rng(1).integers(0, 255, (150, 8, 8, 3), dtype=np.uint8)
    with VideoWriter(tmp_path / "v.mp4", (64, 64), fps=6, crf=20) as writer:
        for shade in shades:
            writer.write(np.kron(shade, np.ones((8, 8, 1), np.uint8)))
    with av.open(str(tmp_path / "v.mp4")) as container:
        stream = container.streams.video[0]
        times = [float(frame.pts * frame.time_base) for frame in container.decode(stream)]
        assert stream.codec_context.name == "h264"
        assert stream.codec_context.pix_fmt == "yuv420p"
    assert times == pytest.approx(np.arange(150) / 6)
