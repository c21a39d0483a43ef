"""Who may push stills to which camera: a token for each, of which only the hash is kept."""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass

from api.site.load import Site
from cameras.frame import CameraId
from cameras.push import PushBox


@dataclass(frozen=True, slots=True)
class Pushes:
    """The pushed cameras of a site: their boxes, and the SHA-256 of their tokens in hex."""

    boxes: Mapping[CameraId, PushBox]
    hashes: Mapping[CameraId, str]

    def may(self, camera: str, token: str) -> bool:
        """Whether ``token`` is the camera's."""
        expected = self.hashes[CameraId(camera)]
        return hmac.compare_digest(expected, hash_of(token))


def hash_of(token: str) -> str:
    """What the site file keeps of a token. Tokens are random, so a quick hash is a safe one."""
    return hashlib.sha256(token.encode()).hexdigest()


def pushes_of(site: Site) -> Pushes:
    """The boxes of a site's pushed cameras."""
    hashes = {
        CameraId(camera.id): camera.push_token_sha256
        for camera in site.settings.cameras
        if camera.push_token_sha256 is not None
    }
    return Pushes({name: PushBox() for name in hashes}, hashes)
