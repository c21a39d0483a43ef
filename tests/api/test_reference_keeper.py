"""Refreshed references outlive a restart where the site names a folder for them."""

from pathlib import Path

import numpy as np

from api.reference_keeper import reference_keeper
from api.site.load import load_site
from api.site.references import seat_rects
from floor.layout import SeatId
from floor.time import Instant
from vision.references import Reference, SeatReferences

SITE = """\
version: 1
site: {name: Test}
cameras: [{id: cam1, source: "rtsp://10.0.0.1/", size: [640, 360]}]
seats: [{id: A-01, camera: cam1, seat: [[100, 50], [150, 50], [150, 130], [100, 130]]}]
"""
SEAT = SeatId("A-01")


def site(folder: Path, privacy: str = "privacy: {references: kept}\n"):
    (folder / "floor.yaml").write_text(SITE + privacy, "utf-8")
    return load_site(folder)


def refreshed(loaded) -> SeatReferences:
    left, top, right, bottom = seat_rects(loaded, "cam1")[SEAT]
    references = SeatReferences()
    crop = np.full((bottom - top, right - left, 3), 77, np.uint8)
    references.put(SEAT, Reference(crop, Instant(5)))
    return references


def test_without_a_folder_nothing_is_kept(tmp_path: Path) -> None:
    loaded = site(tmp_path, "")
    assert reference_keeper(loaded, refreshed(loaded)) is None


def test_the_next_start_has_what_this_run_refreshed(tmp_path: Path) -> None:
    loaded = site(tmp_path)
    keeper = reference_keeper(loaded, refreshed(loaded))
    assert keeper is not None
    keeper.keep()
    again = SeatReferences()
    after = reference_keeper(loaded, again)
    assert after is not None
    after.restore()
    (reference,) = again.of(SEAT)
    assert (reference.taken, int(reference.crop.max())) == (5, 77)


def test_a_folder_that_cannot_be_written_does_not_stop_the_floor(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("a file where the folder should be")
    loaded = site(tmp_path)
    keeper = reference_keeper(loaded, refreshed(loaded))
    assert keeper is not None
    keeper.keep()
