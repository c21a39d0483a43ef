"""Short ways to say which camera a test means."""

from pathlib import Path

from support.videos import SIZE

from cameras.frame import CameraId
from cameras.spec import CameraSpec, SourceUrl


def camera(
    source: Path | str, id: str = "cam1", size: tuple[int, int] = SIZE, fps: float = 4
) -> CameraSpec:
    """A camera's spec with a test's defaults."""
    return CameraSpec(CameraId(id), SourceUrl(str(source)), size, fps)
