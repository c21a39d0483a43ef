"""Sites of a few seats, written and loaded."""

from collections.abc import Callable
from pathlib import Path

import pytest

from api.site.load import Site, load_site

HEAD = """\
version: 1
site: {name: Test, timezone: Asia/Shanghai, language: en}
cameras:
  - {id: cam1, source: cam1.mp4, size: [400, 200], fps: 2}
  - {id: cam2, source: cam2.mp4, size: [400, 200], fps: 2}
seats:
"""


@pytest.fixture
def site_of(tmp_path: Path) -> Callable[..., Site]:
    """A site with a square seat of 40 pixels at each given place: id, camera, x, y, and more."""

    def write(*seats: tuple[str, str, int, int] | tuple[str, str, int, int, str]) -> Site:
        lines = [HEAD]
        for name, camera, x, y, *more in seats:
            square = [[x, y], [x + 40, y], [x + 40, y + 40], [x, y + 40]]
            extra = f", {more[0]}" if more else ""
            lines.append(f"  - {{id: {name}, camera: {camera}, seat: {square}{extra}}}\n")
        (tmp_path / "floor.yaml").write_text("".join(lines), "utf-8")
        return load_site(tmp_path)

    return write
