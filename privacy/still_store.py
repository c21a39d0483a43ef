"""A masked still on the disk, for drawing seats on; nobody can be seen on it."""

from pathlib import Path

from privacy.anonymised import MaskedPicture


def write_still(path: Path, picture: MaskedPicture) -> None:
    """Write a masked picture as a JPEG that only its owner reads. Raises ``OSError``."""
    path.touch(mode=0o600)
    path.write_bytes(picture.data)
