"""``python -m api.cli`` is ``floorwatch``."""

from api.cli.main import app

app()
