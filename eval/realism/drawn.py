"""Moments of a script drawn straight away, without a video in between."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from eval.realism.true_picture import TruePicture
from eval.sim.rehearse import rehearse
from eval.sim.sensor import Sensor, expose
from eval.sim.site import camera_of
from eval.sim.studio import set_up
from eval.sim.truth.frame import frame_line

FIRST_S = 1.0


def drawn_pictures(script_file: Path, most: int) -> Iterator[TruePicture]:
    """`most` pictures of a script, the same number of each camera, evenly spread in time.

    Raises `ScriptError` for a script that cannot be played, `DrawingUnavailableError` without
    OpenGL, `RuntimeError` if the people's data cannot be fetched.
    """
    rehearsal = rehearse(script_file)
    script = rehearsal.script
    studio = set_up(rehearsal)
    each = max(1, most // len(script.cameras))
    for number, spec in enumerate(script.cameras):
        camera, sensor = camera_of(script, spec), Sensor.of(spec, script.start)
        with studio.renderer(camera, spec) as renderer:
            for time in np.linspace(FIRST_S, script.duration, each, endpoint=False).tolist():
                moment, shown = studio.at(time)
                rng = np.random.default_rng([script.seed, number, round(time * 1000)])
                picture = expose(renderer.picture(moment), sensor, time, rng)
                seen = renderer.seen(moment)
                wholes = renderer.whole(moment, seen)
                line = frame_line(camera, time, [], shown, seen, wholes)
                name = f"{script_file.stem}/{camera.id}@{time:.1f}"
                yield TruePicture(name, np.ascontiguousarray(picture[..., ::-1]), line)
