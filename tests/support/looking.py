"""Looking at live cameras from a test: every look is a decision of every camera."""

from cameras.frame import Blind, View
from cameras.live import LiveCameras


class Looker:
    """Asks at decision times of its own, a second apart, whatever the clock says."""

    def __init__(self, cameras: LiveCameras) -> None:
        self.cameras = cameras
        self.time_us = 0

    def views(self) -> dict[str, View]:
        """What each camera shows now."""
        self.time_us += 1_000_000
        return {view.camera: view for view in self.cameras.tick(self.time_us).views}

    def reasons(self) -> dict[str, str]:
        """For each camera the reason why it is blind, or "seen"."""
        return {
            id: view.reason if isinstance(view, Blind) else "seen"
            for id, view in self.views().items()
        }

    def reason(self, id: str = "cam1") -> str:
        """The same for one camera."""
        return self.reasons()[id]
