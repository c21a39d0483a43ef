"""The people of all cameras over time: the one place that remembers who is whom, by the moment."""

from collections.abc import Collection, Mapping, Sequence

from cameras.frame import CameraId
from floor.layout import SeatId
from floor.time import Instant, seconds_between
from vision.body import Body
from vision.detections import Detections
from vision.paths import Paths, walked
from vision.people import people_of
from vision.scene import NOT_SEEN, Scene, scene
from vision.seat_region import SeatRegion
from vision.tracks import PeopleTracker

FRESH_S = 3.0
"""So long a scene stands for what is so now: a sweep that is due every 2 s, and comes late."""


class PeopleWatch:
    """Watches people camera by camera, each on its own. For each picture that was looked at as a
    whole: `follow`, then `see`; for one that shows nothing: `be_blind`. `latest` at any time."""

    def __init__(self) -> None:
        self._tracker = PeopleTracker()
        self._paths: dict[CameraId, Paths] = {}
        self._scenes: dict[CameraId, tuple[Instant, Scene]] = {}

    def follow(self, camera: CameraId, detections: Detections, now: Instant) -> Detections:
        """The detections with who is whom."""
        return detections.with_tracks(self._tracker.update(camera, detections, now))

    def see(
        self,
        camera: CameraId,
        bodies: Sequence[Body],
        seated_at: Mapping[int, tuple[int, float]],
        regions: Sequence[SeatRegion],
        occupied: Collection[SeatId],
        now: Instant,
    ) -> Scene:
        """What the camera shows of people. ``bodies`` are of followed detections, ``seated_at``
        is what `assign` says of them and ``regions``; ``occupied`` are the seats that somebody is
        known to sit on, hidden or not."""
        people = people_of(bodies, seated_at, regions, occupied)
        paths = walked(self._paths.get(camera, Paths()), people, regions, occupied, now)
        self._paths[camera] = paths
        seen = scene(paths, people, occupied, now)
        self._scenes[camera] = now, seen
        return seen

    def be_blind(self, camera: CameraId) -> None:
        """Forget what people did there: it is not known what they do now."""
        self._paths.pop(camera, None)
        self._scenes.pop(camera, None)

    def latest(self, camera: CameraId, now: Instant) -> Scene:
        """What was last seen there, while that is fresh."""
        at, seen = self._scenes.get(camera, (now, NOT_SEEN))
        return seen if 0 <= seconds_between(at, now) <= FRESH_S else NOT_SEEN
