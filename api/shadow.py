"""A network on trial: it watches the live floor beside the one that decides, and decides nothing.

Objective: know how a candidate does in this room before anything depends on it. Assumptions: most
of the time two good networks agree, so only agreement by seat is counted and only disagreements are
written, as states without pixels. What may fail: the candidate itself; its first fault ends the
trial and nothing else. It runs on a share of each camera's pictures, after the live decision.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

import structlog

from api.networks import open_detector, open_seats
from api.shadow_journal import Disagreement, Journal
from api.shadow_report import Agreement, ShadowReport
from api.site.build import neighbour_pairs, seat_regions
from api.site.load import Site
from api.trial import SETTINGS, with_network
from cameras.frame import CameraId, Tick, View
from floor.layout import SeatId
from floor.observation import Occupancy, SeatObservation
from models.manifest import PACKAGE, ModelError, load_manifest
from vision.observer import SeatObserver, Seen

_log = structlog.get_logger()


class Observer(Protocol):
    """What watches seats: see ``SeatObserver``."""

    def observe(self, tick: Tick) -> Seen:
        """The state of every seat of the cameras that are due."""
        ...


def open_shadow(site: Site, name: str, every: int, models: Path = PACKAGE) -> "Shadow":
    """A trial of the network ``name`` at a site, on every so many pictures of each camera.

    Disagreements go to ``shadow-NAME.jsonl`` beside the site file. Raises ``ModelError`` where the
    network is not on the list, cannot run, or is the one that decides already.
    """
    entry = load_manifest(models / "manifest.yaml").entry(name)
    setting = SETTINGS[entry.purpose]
    if getattr(site.settings.vision, setting) == name:
        raise ModelError(f"network {name!r} decides already (vision.{setting}); try another")
    tried = with_network(site, entry)
    observer = SeatObserver(
        open_detector(tried, models),
        tuple(seat_regions(tried)),
        open_seats(tried, models),
        neighbour_pairs(tried),
    )
    return Shadow(name, observer, every, Journal(site.folder / f"shadow-{name}.jsonl").write)


class Shadow:
    """Counts how often a candidate sees what the live networks see; never raises."""

    def __init__(
        self, network: str, observer: Observer, every: int, write: Callable[[Disagreement], None]
    ) -> None:
        self._network = network
        self._observer = observer
        self._every = every
        self._write = write
        self._seen: dict[CameraId, int] = {}
        self._counts: dict[tuple[SeatId, Agreement], int] = {}
        self._open: dict[SeatId, Disagreement] = {}
        self._failed: str | None = None

    def watch(self, tick: Tick, live: Sequence[SeatObservation]) -> None:
        """Look at the same views, where it is a camera's turn, and compare with ``live``."""
        views = tuple(view for view in tick.views if self._is_turn_of(view))
        if self._failed is not None or not views:
            return
        try:
            self._compare(self._observer.observe(Tick(tick.time_us, views)).observations, live)
        except Exception as error:  # whatever a candidate does, the floor goes on
            self._failed = f"{type(error).__name__}: {error}"
            _log.warning("shadow_ended", network=self._network, fault=self._failed)

    def report(self) -> ShadowReport:
        """What it has shown so far."""
        counts = sorted(self._counts.items())
        return ShadowReport(
            self._network,
            tuple((seat, agreement, count) for (seat, agreement), count in counts),
            self._failed,
        )

    def close(self) -> None:
        """Write the disagreements that still last."""
        try:
            while self._open:
                _, last = self._open.popitem()
                self._write(last)
        except OSError as error:
            _log.warning("shadow_not_written", network=self._network, fault=str(error))

    def _is_turn_of(self, view: View) -> bool:
        # Cameras start at different counts: their turns, and so the cost, are spread over ticks.
        count = self._seen.get(view.camera, len(self._seen))
        self._seen[view.camera] = count + 1
        return count % self._every == 0

    def _compare(self, tried: Sequence[SeatObservation], live: Sequence[SeatObservation]) -> None:
        decided = {each.seat: each for each in live}
        for own in tried:
            other = decided[own.seat]
            agreement = agreement_of(other, own)
            key = own.seat, agreement
            self._counts[key] = self._counts.get(key, 0) + 1
            self._follow(other, own, agreement)

    def _follow(self, live: SeatObservation, own: SeatObservation, agreement: Agreement) -> None:
        """Begin, go on with or end a seat's disagreement."""
        lasting = self._open.get(own.seat)
        if lasting is not None:
            if lasting.goes_on(live, own):
                self._open[own.seat] = lasting.until(own.time)
                return
            self._write(self._open.pop(own.seat).until(own.time, more=0))
        if agreement is not Agreement.SAME:
            self._open[own.seat] = Disagreement.begin(live, own)


def agreement_of(live: SeatObservation, tried: SeatObservation) -> Agreement:
    """Whether both say the same of a seat."""
    if live.occupancy is tried.occupancy:
        return Agreement.SAME
    if Occupancy.UNKNOWN in (live.occupancy, tried.occupancy):
        return Agreement.UNSURE
    return Agreement.DIFFERS
