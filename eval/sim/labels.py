"""Who is seen where in a frame: boxes of visible pixels, from the owners of the pixels."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

LEAST_PIXELS = 12  # fewer are a sliver at an edge, which no one could label


def people_seen(
    owners: NDArray[np.int64], names: list[str], whole_areas: list[float]
) -> list[dict[str, Any]]:
    """A record per visible person: `id`, the `box` [x0, y0, x1, y1] round their visible pixels
    (the end excluded), and `visibility`, the share of their whole figure that is seen.

    `owners` (height, width) holds a person's place in `names` plus 1; `whole_areas` are pixels.
    """
    seen = []
    for place, (name, whole) in enumerate(zip(names, whole_areas, strict=True)):
        mask = owners == place + 1
        count = int(mask.sum())
        if count < LEAST_PIXELS or whole <= 0:
            continue
        rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
        box = [int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1]
        seen.append({"id": name, "box": box, "visibility": round(min(1.0, count / whole), 3)})
    return seen
