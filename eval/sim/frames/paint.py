"""Other paints: a script has no colours for floors, walls and desks, so frames draw their own."""

from dataclasses import replace

import numpy as np

from eval.sim.mesh import Floats, Material, Mesh
from eval.sim.studio import Studio


def painted(studio: Studio, rng: np.random.Generator) -> Studio:
    """The studio with its carpet, its walls and its furniture in other colours."""
    carpet, walls, desks = (
        _tint(0.35, 1.7, 0.25, rng),
        _tint(0.6, 1.15, 0.16, rng),
        _tint(0.6, 1.15, 0.2, rng),
    )
    shell = _coloured(studio.shell, Material.CARPET, carpet)
    shell = _coloured(shell, Material.MATTE, walls)
    return replace(
        studio, shell=shell, furniture=_coloured(studio.furniture, Material.MATTE, desks)
    )


def _tint(least: float, most: float, hue: float, rng: np.random.Generator) -> Floats:
    """Factors (3,) of red, green and blue: lighter or darker, and up to `hue` off grey."""
    tint: Floats = rng.uniform(least, most) * (1 + rng.uniform(-hue, hue, 3) * rng.random())
    return tint


def _coloured(mesh: Mesh, material: Material, tint: Floats) -> Mesh:
    chosen = (mesh.materials == material)[:, None]
    return replace(mesh, colours=np.where(chosen, np.clip(mesh.colours * tint, 0, 1), mesh.colours))
