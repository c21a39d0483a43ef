"""What each camera should see: sketches of the site's pictures of its tidy, empty floor."""

from api.site.faults import SiteFaults
from api.site.load import Site
from api.site.references import reference_files
from cameras.errors import SourceError
from cameras.frame import CameraId
from cameras.sketch import Sketch, rows_of, sketched
from cameras.still import read_still
from cameras.view import has_texture


def site_views(site: Site) -> dict[CameraId, list[Sketch]]:
    """The sketches of each camera that names such pictures; one in which nothing can be
    recognised is left out. Raises ``SiteFaults`` for pictures that cannot be used."""
    views: dict[CameraId, list[Sketch]] = {}
    faults = []
    for file in reference_files(enumerate(site.settings.cameras), site.folder):
        try:
            picture = read_still(file.path, file.camera.size)
        except SourceError as error:
            faults.append(site.fault(file.place, str(error)))
            continue
        sketch = sketched(picture, rows_of(file.camera.size))
        if has_texture(sketch):
            views.setdefault(CameraId(file.camera.id), []).append(sketch)
    if faults:
        raise SiteFaults(faults)
    return views
