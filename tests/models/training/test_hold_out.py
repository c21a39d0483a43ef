"""What is held out shares no camera, or no day, with what is learnt."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.manifest import ModelError
from models.training.hold_out import By, chosen_groups, split
from models.training.labels import LabelFolder, LabelledPicture

CAMERAS = [f"cam{number}" for number in range(6)]
DAYS = [f"2026-03-{day:02}" for day in range(1, 9)]


def picture(camera: str | None, day: str | None) -> LabelledPicture:
    return LabelledPicture(Path(f"{camera}-{day}.jpg"), Path(f"{camera}-{day}.txt"), camera, day)


def floor() -> LabelFolder:
    every = tuple(picture(camera, day) for camera in CAMERAS for day in DAYS)
    return LabelFolder(Path("floor"), every, ())


def test_cameras_are_held_out_whole() -> None:
    parts = split([floor()], [By.CAMERA])
    out = {each.camera for each in parts.held_out}
    assert out and not out & {each.camera for each in parts.train}
    assert len(parts.train) + len(parts.held_out) == len(CAMERAS) * len(DAYS)


def test_by_camera_and_by_day_shares_neither() -> None:
    parts = split([floor()], [By.CAMERA, By.DAY])
    cameras = chosen_groups(CAMERAS)
    days = chosen_groups(DAYS)
    assert all(each.camera not in cameras and each.day not in days for each in parts.train)
    assert all(each.camera in cameras or each.day in days for each in parts.held_out)


def test_a_folder_with_a_half_of_its_own_keeps_it() -> None:
    own = LabelFolder(Path("sim"), (picture("c1", None),), (picture("c1", None),))
    parts = split([own], [By.CAMERA])
    assert parts.train == own.train and parts.held_out == own.val


def test_what_is_held_out_stays_so_when_cameras_are_added() -> None:
    few, more = chosen_groups(CAMERAS), chosen_groups([*CAMERAS, "cam6", "cam7", "cam8"])
    assert few <= more


@given(st.sets(st.text(min_size=1), min_size=2, max_size=40))
def test_at_least_one_group_and_never_all(groups: set[str]) -> None:
    chosen = chosen_groups(groups)
    assert chosen and chosen < groups


def test_a_picture_that_does_not_say_its_day() -> None:
    pictures = (picture("c1", "2026-03-01"), picture("c2", None))
    with pytest.raises(ModelError, match=r"frames\.jsonl: says no day of c2-None\.jpg"):
        split([LabelFolder(Path("floor"), pictures, ())], [By.DAY])


def test_one_camera_cannot_be_held_out() -> None:
    pictures = (picture("c1", "2026-03-01"), picture("c1", "2026-03-02"))
    with pytest.raises(ModelError, match=r"all pictures are of one camera.*hold out by day"):
        split([LabelFolder(Path("floor"), pictures, ())], [By.CAMERA])


def test_nothing_may_be_left_to_learn_from() -> None:
    only_val = LabelFolder(Path("floor"), (), (picture("c1", None),))
    with pytest.raises(ModelError, match="nothing is left to learn from"):
        split([only_val], [By.CAMERA])
