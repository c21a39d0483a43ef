"""A render cut into segments: what one process draws in one go, and what a resumed one keeps.

Segments depend on the script alone, never on how many processes draw them, and each is encoded by
itself from a key frame on. So the joined videos are equal to the byte however they were made.
"""

from dataclasses import dataclass

from eval.sim.script import CameraSpec, Script

SEGMENT_S = 10


@dataclass(frozen=True, slots=True)
class Segment:
    """Frames `first` to before `first + count` of one camera, its `number`-th segment."""

    camera: str
    number: int
    first: int
    count: int

    @property
    def name(self) -> str:
        """A file name's stem."""
        return f"{self.camera}.{self.number:04}"

    @property
    def frames(self) -> range:
        """The frames' numbers in the camera's video."""
        return range(self.first, self.first + self.count)


def segments_of(script: Script) -> list[Segment]:
    """All segments of a script, camera by camera."""
    return [segment for camera in script.cameras for segment in camera_segments(script, camera)]


def camera_segments(script: Script, camera: CameraSpec) -> list[Segment]:
    """One camera's segments in order of time."""
    fps = script.camera_video(camera).fps
    total, length = round(script.duration * fps), SEGMENT_S * fps
    return [
        Segment(camera.id, number, first, min(length, total - first))
        for number, first in enumerate(range(0, total, length))
    ]
