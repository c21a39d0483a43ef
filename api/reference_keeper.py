"""References that a running floor refreshed outlive a restart, where the site wants that."""

from collections.abc import Mapping
from dataclasses import dataclass

import structlog

from api.site.load import Site
from api.site.references import seat_rects
from floor.layout import SeatId
from privacy.reference_store import KeptReferences
from vision.references import SeatReferences
from vision.seat_crop import Rect

_log = structlog.get_logger()


@dataclass(frozen=True, slots=True, eq=False)
class ReferenceKeeper:
    """Carries references between memory and the store."""

    store: KeptReferences
    rects: Mapping[SeatId, Rect]
    references: SeatReferences

    def restore(self) -> None:
        """Put what an earlier run kept into the memory."""
        restored = self.store.restore(self.rects, self.references)
        _log.info("references_restored", count=restored)

    def keep(self) -> None:
        """Write what is new. A disk that fails costs the next start its memory, and nothing now."""
        try:
            for seat in self.references:
                if seat in self.rects:
                    self.store.keep(seat, self.rects[seat], self.references)
        except OSError as error:
            _log.warning("references_not_kept", folder=str(self.store.folder), why=error.strerror)


def reference_keeper(site: Site, references: SeatReferences) -> ReferenceKeeper | None:
    """What keeps ``references`` in the folder ``privacy: references`` of the site file; None where
    the site names none."""
    folder = site.settings.privacy.references
    if folder is None:
        return None
    rects: dict[SeatId, Rect] = {}
    for camera in site.settings.cameras:
        rects |= seat_rects(site, camera.id)
    return ReferenceKeeper(KeptReferences(site.folder / folder), rects, references)
