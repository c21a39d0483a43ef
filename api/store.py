"""The site's database: where it lies, and opening it."""

from pathlib import Path

from sqlalchemy import Engine, make_url

from api.site.load import Site
from workflow.database import open_database, upgrade


def store_url(site: Site) -> str:
    """The site's database, a relative SQLite path taken from the site file's folder."""
    url = make_url(site.settings.store.url)
    name = url.database
    if url.get_backend_name() == "sqlite" and name and name != ":memory:":
        url = url.set(database=str((site.folder / name).resolve()))
    return url.render_as_string(hide_password=False)


def open_store(url: str) -> Engine:
    """Open the database; a SQLite file that is not there yet is made.

    Raises ``OldDatabase`` where the tables are another version's: data is never changed unasked.
    """
    parsed = make_url(url)
    file = parsed.database if parsed.get_backend_name() == "sqlite" else None
    if file and not Path(file).exists():
        upgrade(url)
    return open_database(url)
