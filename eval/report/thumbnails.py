"""The moments of errors as pictures in which nobody can be seen.

Each picture comes out of the product's own masker, fed with the decisions before it, as it is on
a live floor: what moved or was seen a moment ago is covered too. But the moments of errors are
those at which the networks may have missed somebody, so all who are there in truth are covered
as well. Where the truth does not say who is there, there is no picture: a far or half hidden person
whom the networks miss is missed by the masker too. What the masker drops is not shown.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Final

import numpy as np

from api.site.build import camera_specs, static_masks
from api.site.load import Site
from cameras.errors import SourceError
from cameras.frame import CameraId, Frame, View
from cameras.replay import TOLERANCE_S, replay_ticks
from eval.scores.courses import half_interval, nearest
from eval.scores.scenario import Detected, Scenario, TrueFrame
from privacy.anonymised import MaskedPicture
from privacy.mask import MaskSettings, PersonMasker
from privacy.static_mask import static_mask
from vision.detections import Detections
from vision.detector import PERSON

PEOPLE: Final = frozenset({"person"})
BEFORE_S: Final = MaskSettings().motion_hold_s
"""So long before a moment masking begins: for as long as it remembers."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A camera at a time, in seconds of the recording."""

    camera: str
    time: float


def masked_moments(
    site: Site, scenario: Scenario, moments: Collection[Moment]
) -> dict[Moment, MaskedPicture]:
    """The picture of the last decision at or before each moment, masked.

    A moment is missing from the answer where there is no picture that may be shown: without
    the detections or the truth of that very decision, where the camera is blind, or where the
    masker refuses.
    """
    wanted: dict[str, set[float]] = defaultdict(set)
    for moment in moments:
        wanted[moment.camera].add(moment.time)
    shown: dict[Moment, MaskedPicture] = {}
    for camera, times in wanted.items():
        hidden = Hidden.of(scenario, camera)
        for time, picture in _camera(site, CameraId(camera), sorted(times), hidden).items():
            shown[Moment(camera, time)] = picture
    return shown


@dataclass(frozen=True, slots=True)
class Hidden:
    """Whom one camera's pictures must not show: those detected and those truly there."""

    detected: Mapping[float, Detected]
    frames: Sequence[TrueFrame]
    times: Sequence[float]
    reach_s: float
    size: tuple[int, int]

    @classmethod
    def of(cls, scenario: Scenario, camera: str) -> "Hidden":
        """What is known of a camera of a scenario."""
        frames = sorted(
            (each for each in scenario.frames or () if each.camera == camera),
            key=lambda each: each.time,
        )
        times = [each.time for each in frames]
        return cls(
            {each.time: each for each in scenario.detections or () if each.camera == camera},
            frames,
            times,
            half_interval(times),
            scenario.cameras[camera],
        )

    def at(self, time: float) -> Detections | None:
        """Everybody to cover at a decision; None where it is not known who is there."""
        detected = self.detected.get(round(time, 3))
        if detected is None or not self.times:
            return None
        frame = self.frames[nearest(self.times, time)]
        if abs(frame.time - time) > self.reach_s or not frame.tells(PEOPLE):
            return None
        width, height = self.size
        there = [
            (x0 / width, y0 / height, x1 / width, y1 / height)
            for x0, y0, x1, y1 in (person.box for person in frame.people)
        ]
        boxes = np.clip(np.array(there, np.float32).reshape(-1, 4), 0.0, 1.0)
        return people_of(detected).with_boxes(boxes, PERSON)


def people_of(detected: Detected) -> Detections:
    """Who was detected, as the masker takes them."""
    people = [place for place, number in enumerate(detected.classes) if number == PERSON]
    points = np.zeros((len(people), 17, 3), np.float32)
    for row, place in enumerate(people):
        known = detected.keypoints[place]
        if known is not None:
            points[row] = known
    return Detections(
        np.array([detected.boxes[place] for place in people], np.float32).reshape(-1, 4),
        np.array([detected.scores[place] for place in people], np.float32),
        np.full(len(people), PERSON, np.int64),
        points,
    )


def _camera(
    site: Site, camera: CameraId, times: Sequence[float], hidden: Hidden
) -> dict[float, MaskedPicture]:
    """One camera's pictures: every decision near a moment goes through the masker, in order."""
    settings = MaskSettings(hold_s=site.settings.privacy.hold_s)
    masker = PersonMasker(camera, settings)
    polygons = static_masks(site)[camera]
    latest: dict[float, MaskedPicture | None] = {}
    for time, view in _views(site, camera, until=times[-1]):
        near = [each for each in times if time - TOLERANCE_S <= each <= time + BEFORE_S]
        if not near:
            continue
        covered = static_mask(view, polygons) if isinstance(view, Frame) and polygons else view
        picture = masker.mask(covered, hidden.at(time))
        for each in near:
            latest[each] = picture
    return {time: picture for time, picture in latest.items() if picture is not None}


def _views(site: Site, camera: CameraId, until: float) -> Iterable[tuple[float, View]]:
    """A camera's decisions, seconds from the start; a recording that breaks off ends there."""
    specs = [spec for spec in camera_specs(site) if spec.id == camera]
    with closing(replay_ticks(specs, 0)) as ticks:
        try:
            for tick in ticks:
                time = tick.time_us / 1_000_000
                if time > until + TOLERANCE_S:
                    return
                yield time, tick.views[0]
        except SourceError:
            return
