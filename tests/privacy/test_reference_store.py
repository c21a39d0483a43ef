"""References are kept on the disk as they are, and come back after a restart."""

import stat

import cv2
import numpy as np
import pytest

from floor.layout import SeatId
from floor.time import Instant
from privacy.person_free import of_photo
from privacy.reference_store import KeptReferences, write_picture
from vision.references import Reference, SeatReferences

SEAT, OTHER = SeatId("A-01.2"), SeatId("A-01")
RECT = (10, 20, 74, 68)


def crop(level: int) -> np.ndarray:
    picture = np.full((48, 64, 3), level, np.uint8)
    picture[10:20, 10:30] = 255 - level
    return picture


def refreshed(*taken: int) -> SeatReferences:
    references = SeatReferences()
    references.put(SEAT, Reference(crop(10)))
    for moment in taken:
        references.put(SEAT, Reference(crop(40 * moment), Instant(moment)))
    return references


@pytest.fixture
def kept(tmp_path) -> KeptReferences:
    return KeptReferences(tmp_path / "references")


def test_a_camera_picture_is_kept_without_loss_for_the_service_alone(
    tmp_path, make_frame, make_people
) -> None:
    frame = make_frame()
    path = write_picture(tmp_path / "new", of_photo(frame, make_people()))
    assert path.name == "cam1.reference.png"
    assert (cv2.imread(str(path)) == frame.image).all()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_what_was_refreshed_comes_back_and_what_the_site_gave_is_not_copied(kept) -> None:
    kept.keep(SEAT, RECT, refreshed(1, 2, 3))
    assert len(list(kept.folder.iterdir())) == 3
    again = SeatReferences()
    assert kept.restore({SEAT: RECT, OTHER: RECT}, again) == 3
    assert [each.taken for each in again.of(SEAT)] == [1, 2, 3]
    assert (again.of(SEAT)[1].crop == crop(80)).all()
    assert again.of(OTHER) == ()


def test_what_was_replaced_is_deleted(kept) -> None:
    kept.keep(SEAT, RECT, refreshed(1, 2))
    kept.keep(SEAT, RECT, refreshed(2, 3))
    assert sorted(file.name.split(".")[-2] for file in kept.folder.iterdir()) == ["2", "3"]


def test_a_crop_that_was_moved_is_not_used_again(kept) -> None:
    kept.keep(SEAT, RECT, refreshed(1))
    assert kept.restore({SEAT: (11, 20, 75, 68)}, SeatReferences()) == 0


def test_a_broken_file_is_left_aside(kept) -> None:
    kept.keep(SEAT, RECT, refreshed(1, 2))
    next(kept.folder.glob("*.1.png")).write_bytes(b"torn")
    (kept.folder / "notes.png").write_bytes(b"somebody's")
    assert kept.restore({SEAT: RECT}, SeatReferences()) == 1


def test_an_empty_store_has_nothing(kept) -> None:
    assert kept.restore({SEAT: RECT}, SeatReferences()) == 0
