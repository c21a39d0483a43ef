"""Streams that come in pieces, faster than they were taken, are held to their own time."""

import time
from collections.abc import Iterator

from cameras.picture import Picture

BEHIND_S = 3.0
"""A picture that is so late, or so early, is another time line: its pace is taken anew."""


def paced(pictures: Iterator[Picture]) -> Iterator[Picture]:
    """The pictures, each not before its time since the first: an HLS part of 4 s lasts 4 s."""
    began: float | None = None
    for picture in pictures:
        now = time.monotonic()
        early_s = 0.0 if began is None else began + picture.pts - now
        if began is None or abs(early_s) > BEHIND_S:
            began = now - picture.pts
        elif early_s > 0:
            time.sleep(early_s)
        yield picture
