"""One segment drawn: pictures through the sensor into the video, and the lines of truth."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from fractions import Fraction
from zlib import crc32

import numpy as np

from eval.sim.camera import Camera
from eval.sim.drawing import Renderer
from eval.sim.lamps import lamp_factor
from eval.sim.rehearse import Rehearsal
from eval.sim.render.parts import Parts, half_of
from eval.sim.render.reference import write_reference
from eval.sim.render.segments import Segment
from eval.sim.render.tell import Tell
from eval.sim.script.parts import Video
from eval.sim.sensor import Bytes, Sensor, expose
from eval.sim.site import camera_of
from eval.sim.studio import Studio
from eval.sim.truth import seat_truth
from eval.sim.truth.frame import Line, SeatInView, frame_line
from eval.sim.video import MaskWriter, VideoWriter

REFERENCE_GRAIN = 7_000_000
"""The reference's number among the seeds of noise: frames have the ones from 0 on."""


@dataclass(frozen=True, slots=True)
class CameraAtWork:
    """One camera of a studio, ready to draw: its settings, the seats that it judges, and its
    renderer."""

    studio: Studio
    camera: Camera
    video: Video
    sensor: Sensor
    seats: list[SeatInView]
    renderer: Renderer

    def draw(self, segment: Segment, parts: Parts, tell: Tell) -> None:
        """Draw a segment into its parts; with a camera's first one its reference."""
        video, masked = self.video, self.video.masks
        pictures, masks = half_of(parts.video(segment)), half_of(parts.masks(segment))
        lines: list[Line] = []
        with ExitStack() as files:
            writer = files.enter_context(VideoWriter(pictures, video.size, video.fps, video.crf))
            mask_writer = None
            if masked:
                rate = Fraction(video.fps, video.truth_every)
                mask_writer = files.enter_context(MaskWriter(masks, video.size, rate))
            for frame in segment.frames:
                moment, shown = self.studio.at(frame / video.fps, self.camera)
                writer.write(self._exposed(self.renderer.picture(moment), frame))
                if frame % video.truth_every == 0:
                    seen = self.renderer.seen(moment)
                    wholes = self.renderer.whole(moment, seen)
                    line = frame_line(
                        self.camera, frame / video.fps, self.seats, shown, seen, wholes
                    )
                    if mask_writer is not None:
                        people = np.where(seen.ids <= len(shown.figures), seen.ids, 0)
                        mask_writer.write(people.astype(np.uint8))
                        line["mask_frame"] = frame // video.truth_every
                    lines.append(line)
                tell(segment.camera)
        if segment.number == 0:
            write_reference(parts.reference(segment.camera), self.reference())
        written = {pictures: parts.video(segment)}
        if masked:
            written[masks] = parts.masks(segment)
        parts.keep(segment, written, lines)

    def reference(self) -> Bytes:
        """The floor with nobody there, chairs pushed in and bare desks, RGB (height, width, 3), in
        the light of the first frame."""
        moment = self.studio.tidy(lamp_factor(self.studio.rehearsal.script.lights, 0.0))
        picture = self.renderer.picture(moment)
        return expose(picture, self.sensor, 0.0, self._luck(REFERENCE_GRAIN))

    def _exposed(self, picture: Bytes, frame: int) -> Bytes:
        """The picture as the camera's sensor gives it; its noise depends on the frame alone."""
        return expose(picture, self.sensor, frame / self.video.fps, self._luck(frame))

    def _luck(self, number: int) -> np.random.Generator:
        seed = self.studio.rehearsal.script.seed
        return np.random.default_rng([seed, crc32(self.camera.id.encode()), number])


@contextmanager
def camera_at_work(studio: Studio, camera_id: str) -> Iterator[CameraAtWork]:
    """A camera with a renderer, which is released at the end.

    Raises `DrawingUnavailableError` without OpenGL.
    """
    script = studio.rehearsal.script
    spec = next(spec for spec in script.cameras if spec.id == camera_id)
    camera = camera_of(script, spec)
    with studio.renderer(camera, spec) as renderer:
        yield CameraAtWork(
            studio,
            camera,
            script.camera_video(spec),
            Sensor.of(spec, script.start),
            seats_in_view(studio.rehearsal, camera_id),
            renderer,
        )


def seats_in_view(rehearsal: Rehearsal, camera_id: str) -> list[SeatInView]:
    """The seats that a camera judges, each with what is true of it."""
    owners = {track.seat.id: track for track in rehearsal.tracks if track.seat}
    found = []
    for view in rehearsal.views:
        if view.camera == camera_id:
            owner = owners.get(view.seat.id)
            truth = None if owner is None else seat_truth(owner)
            found.append(SeatInView(view.seat, owner, truth))
    return found
