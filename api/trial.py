"""A site with another network in the place of one that it has: to compare the two."""

from dataclasses import replace
from typing import Final

from api.site.load import Site
from models.manifest import ManifestEntry, Purpose

SETTINGS: Final = {
    Purpose.DETECTION: "detector",
    Purpose.POSE: "pose",
    Purpose.SEAT_STATE: "seats",
    Purpose.SEAT_DETAIL: "details",
}
"""Which setting of ``vision:`` names the network for a purpose."""


def with_network(site: Site, entry: ManifestEntry) -> Site:
    """The site as if its file named this network for what the network is for."""
    vision = site.settings.vision.model_copy(update={SETTINGS[entry.purpose]: entry.name})
    return replace(site, settings=site.settings.model_copy(update={"vision": vision}))
