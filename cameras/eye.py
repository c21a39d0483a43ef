"""From a live camera's picture to what it shows: a frame, or why seats cannot be judged by it."""

from cameras.frame import Blind, Frame, Image, View
from cameras.frozen import Liveness
from cameras.quality import Quality, quality_of
from cameras.reader import Arrival
from cameras.spec import CameraSpec


class Eye:
    """What one live camera's pictures are judged by, over time. For one thread."""

    def __init__(self, spec: CameraSpec) -> None:
        self._spec = spec
        self._liveness = Liveness()

    def look(self, arrival: Arrival) -> tuple[View, str]:
        """What a picture shows that was not looked at yet, and what is wrong with it or nothing."""
        image = arrival.picture.to_bgr()
        quality = self._quality(image, arrival)
        if quality.unfit is not None:
            return Blind(self._spec.id, quality.unfit), quality.unfit
        frame = Frame(
            self._spec.id,
            image,
            arrival.captured_us,
            arrival.monotonic,
            arrival.picture.pts,
            arrival.uncertainty_s,
        )
        return frame, quality.poor or ""

    def _quality(self, image: Image, arrival: Arrival) -> Quality:
        quality = quality_of(image)
        if quality.unfit is not None or self._spec.source.recorded:
            return quality  # a recording may be a drawing, which has no noise
        frozen = self._liveness.frozen(image, arrival.monotonic)
        return Quality("frozen") if frozen else quality
