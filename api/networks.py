"""The networks that a site asks for, opened and joined to one detector."""

from collections.abc import Sequence
from pathlib import Path

from api.site.load import Site
from api.site.model import VisionSection
from api.site.references import seat_references
from models.head import Role, check_role
from models.manifest import PACKAGE, load_manifest
from models.session import open_network
from vision.detector import SceneDetector
from vision.letterbox import input_shape
from vision.seat_network import SeatEyes, SeatNetwork


def open_seats(site: Site, models: Path = PACKAGE) -> SeatEyes | None:
    """What looks at the seats of a site closely; None where the site wants none.

    Raises ``ModelError`` as ``open_detector`` does, and ``SiteFaults`` for references that cannot
    be used.
    """
    settings = site.settings.vision
    if settings.seats is None:
        return None
    manifest = load_manifest(models / "manifest.yaml")

    def opened(name: str, role: Role) -> SeatNetwork:
        check_role(manifest.entry(name), role)
        network = open_network(manifest, name, settings.device, settings.threads, models)
        return SeatNetwork.of(network)

    detail = None if settings.details is None else opened(settings.details, "details")
    return SeatEyes(opened(settings.seats, "seats"), seat_references(site), detail)


def open_detector(site: Site, models: Path = PACKAGE) -> SceneDetector:
    """The detector of a site. Raises ``ModelError`` for a network or device that is not to be had.

    ``models`` is the folder of the manifest and its weights.
    """
    sizes = [camera.size for camera in site.settings.cameras]
    return detector_for(site.settings.vision, sizes, models)


def detector_for(
    settings: VisionSection, sizes: Sequence[tuple[int, int]], models: Path = PACKAGE
) -> SceneDetector:
    """The same for pictures of ``sizes`` (width, height)."""
    manifest = load_manifest(models / "manifest.yaml")
    check_role(manifest.entry(settings.detector), "detector")
    check_role(manifest.entry(settings.pose), "pose")
    objects = open_network(manifest, settings.detector, settings.device, settings.threads, models)
    pose = objects
    if settings.pose != settings.detector:
        pose = open_network(manifest, settings.pose, settings.device, settings.threads, models)
    return SceneDetector(
        objects=objects,
        pose=pose,
        shape=input_shape(sizes, settings.input),
    )
