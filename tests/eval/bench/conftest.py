"""A small scenario with two cameras of two sizes, four seats in all."""

from pathlib import Path

import pytest
from support.videos import make_video

from api.site.load import Site, load_site

FLOOR = """\
version: 1
site: {name: Test, timezone: Asia/Shanghai, language: en}
cameras:
  - {id: left, source: left.mp4, size: [320, 180], fps: 2}
  - {id: right, source: right.mp4, size: [160, 90], fps: 5}
  - {id: nobodys, source: right.mp4, size: [160, 90]}
seats:
  - {id: A, camera: left, seat: [[10, 10], [70, 10], [70, 170], [10, 170]]}
  - id: B
    camera: left
    seat: [[250, 10], [310, 10], [310, 170], [250, 170]]
    desk: [[200, 10], [250, 10], [250, 100]]
  - {id: C, camera: right, seat: [[10, 10], [50, 10], [50, 80], [10, 80]]}
"""


@pytest.fixture(scope="session")
def videos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("videos")
    make_video(folder / "left.mp4", frames=24, fps=8, size=(320, 180))
    make_video(folder / "right.mp4", frames=12, fps=4, size=(160, 90))
    return folder


@pytest.fixture
def site(tmp_path: Path, videos: Path) -> Site:
    folder = tmp_path / "scenario"
    folder.mkdir()
    for name in ("left.mp4", "right.mp4"):
        (folder / name).write_bytes((videos / name).read_bytes())
    (folder / "floor.yaml").write_text(FLOOR, "utf-8")
    return load_site(folder)
