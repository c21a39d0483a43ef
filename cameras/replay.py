"""Recorded cameras on event time: the same files give the same ticks, on any machine.

No clock, no threads of ours, no dropped frame: how fast it runs changes nothing in what it
says.
"""

from collections.abc import Generator, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from typing import Self

from cameras.decode import check_shape, open_replay
from cameras.errors import TruncatedSource
from cameras.frame import Blind, Frame, Tick, View
from cameras.needed import TOLERANCE_S as TOLERANCE_S
from cameras.needed import decision_us
from cameras.picture import Opener, Picture
from cameras.quality import judge_frame
from cameras.spec import CameraSpec, same_shape


def replay_ticks(
    specs: Sequence[CameraSpec], start_us: int, opener: Opener = open_replay
) -> Generator[Tick, None, None]:
    """All decision times of the recordings, in order, with what each due camera showed.

    Camera ``c`` is due at ``start_us + round(k * 1e6 / c.fps)`` µs, k = 0, 1, ..., and shows
    its latest frame whose time since its first frame is not later (by more than 1 ms). The last
    frame lasts for its own duration; then the camera is due no more, and the replay ends with
    the last one.
    ``Frame.monotonic`` is the seconds from the start to the frame. A picture that is damaged,
    unfit or of another shape is Blind.

    Raises a SourceError before the first tick if a source cannot be opened or has the wrong
    shape. A recording that breaks off is Blind("truncated") for as long as it should have
    lasted, touches no other camera, and raises its TruncatedSource after the last tick.
    """
    with ExitStack() as stack:
        recordings: list[_Recording] = []
        for spec in specs:
            pictures = stack.enter_context(closing(opener(spec)))
            recordings.append(_Recording(spec, pictures, start_us))
        for recording in recordings:
            recording.begin()
        while running := [r for r in recordings if r.read_on()]:
            due_us = min(r.due_us for r in running)
            yield Tick(due_us, tuple(r.decide() for r in running if r.due_us == due_us))
        for recording in recordings:
            if recording.broken is not None:
                raise recording.broken


@dataclass(slots=True)
class _Shown:
    """A picture, and what it looked like once somebody asked."""

    picture: Picture
    view: View | None = None


class _Recording:
    """One camera's recording, read just far enough for its next decision."""

    def __init__(self, spec: CameraSpec, pictures: Iterator[Picture], start_us: int) -> None:
        self._spec = spec
        self._pictures = pictures
        self._start_us = start_us
        self._decision = 0
        self._first_pts = 0.0
        self._now: _Shown | None = None
        self._next: Picture | None = None
        self.broken: TruncatedSource | None = None

    def begin(self) -> Self:
        """Read the first picture; raises a SourceError if there is none of the right shape."""
        self._next = self._read()
        if self._next is None:
            if self.broken is not None:
                raise self.broken
            return self
        check_shape(self._spec, self._next)
        self._first_pts = self._next.pts
        self._advance()
        return self

    @property
    def due_us(self) -> int:
        """The next decision's time."""
        return self._start_us + decision_us(self._decision, self._spec.fps)

    def read_on(self) -> bool:
        """Read up to the next decision; False if there is nothing left to show then."""
        self._advance()
        return self._next is not None or self._due_s() < self._lasts_s() - TOLERANCE_S

    def decide(self) -> View:
        """What the camera shows at the decision that is due, and on to the next."""
        due_s = self._due_s()
        self._decision += 1
        if self._now is None:
            return Blind(self._spec.id, "no_frame")
        if self.broken is not None and self._next is None and due_s >= self._end_s() - TOLERANCE_S:
            return Blind(self._spec.id, "truncated")
        if self._now.view is None:
            self._now.view = self._look(self._now.picture)
        return self._now.view

    def _due_s(self) -> float:
        return (self.due_us - self._start_us) / 1_000_000

    def _end_s(self) -> float:
        """When the last picture stops being shown, in seconds from the first."""
        if self._now is None:
            return 0.0
        picture = self._now.picture
        return picture.pts - self._first_pts + (picture.duration_s or 1.0 / self._spec.fps)

    def _lasts_s(self) -> float:
        promised = self.broken.lasts_s if self.broken is not None else None
        return max(self._end_s(), promised or 0.0)

    def _advance(self) -> None:
        due_s = self._due_s()
        while self._next is not None and self._next.pts - self._first_pts <= due_s + TOLERANCE_S:
            self._now = _Shown(self._next)
            self._next = self._read()

    def _read(self) -> Picture | None:
        try:
            return next(self._pictures, None)
        except TruncatedSource as error:
            self.broken = error
            return None

    def _look(self, picture: Picture) -> View:
        if not same_shape(picture.size, self._spec.size):
            return Blind(self._spec.id, "bad_size")
        if picture.damaged:
            return Blind(self._spec.id, "damaged")
        image = picture.to_bgr()
        reason = judge_frame(image)
        if reason is not None:
            return Blind(self._spec.id, reason)
        since_start = picture.pts - self._first_pts
        captured_us = self._start_us + round(since_start * 1_000_000)
        return Frame(self._spec.id, image, captured_us, since_start, picture.pts)
