"""From a live camera's picture to what it shows: a frame, or why seats cannot be judged by it."""

from collections.abc import Sequence

from cameras.aim import Aim
from cameras.frame import Blind, Frame, Image, View
from cameras.frozen import Liveness
from cameras.quality import quality_of
from cameras.reader import Arrival
from cameras.sketch import Sketch, rows_of
from cameras.spec import CameraSpec
from cameras.stream_clock import UNSEEN_DELAY_S
from cameras.view import NOT_SHIFTED, Covered, Moved, Shift, Shifted, moved_back

NOTICED = 0.01
"""Of the width: whoever touched the camera should look after it. Less is corrected silently."""


class Eye:
    """What one live camera's pictures are judged by, over time. For one thread.

    ``views`` are sketches of what it should see; without any its first good picture is.
    """

    def __init__(self, spec: CameraSpec, views: Sequence[Sketch] = ()) -> None:
        self._spec = spec
        self._liveness = Liveness()
        self._aim = Aim(rows_of(spec.size), list(views))

    def look(self, arrival: Arrival) -> tuple[View, str]:
        """What a picture shows that was not looked at yet, and what is wrong with it or nothing.

        Blind for what ``quality_of`` calls unfit, ``frozen``, ``covered`` and ``moved``. A
        recording is judged by its quality alone: it may be a drawing, which has no noise, and
        nobody turns its camera.
        """
        image = arrival.picture.to_bgr()
        quality = quality_of(image)
        if quality.unfit is not None:
            return self._blind(quality.unfit)
        if self._spec.source.recorded:
            return self._frame(image, arrival), quality.poor or ""
        if self._liveness.frozen(image, arrival.monotonic):
            return self._blind("frozen")
        match self._aim.look(image, arrival.monotonic, arrival.connection):
            case Covered():
                return self._blind("covered")
            case Moved():
                return self._blind("moved")
            case Shifted(by):
                poor = quality.poor or ("shifted" if _is_noticed(by, self._spec.size) else "")
                return self._frame(moved_back(image, by), arrival), poor
            case _:
                return self._frame(image, arrival), quality.poor or ""

    def _blind(self, reason: str) -> tuple[View, str]:
        return Blind(self._spec.id, reason), reason

    def _frame(self, image: Image, arrival: Arrival) -> Frame:
        return Frame(
            self._spec.id,
            image,
            arrival.captured_us,
            arrival.monotonic,
            arrival.picture.pts,
            # Were the stream's own time wrong, it would have been taken when it came.
            UNSEEN_DELAY_S + arrival.waited_s,
        )


def _is_noticed(by: Shift, size: tuple[int, int]) -> bool:
    return by.off(NOT_SHIFTED, (size[1], size[0])) > NOTICED
