"""What makes one person's small movements differ from another's."""

from dataclasses import dataclass

import numpy as np

from eval.sim.mesh import Floats


@dataclass(frozen=True, slots=True)
class Habits:
    """Phases (4,) in radians, a busier or calmer hand, the hand that is raised (0 left,
    1 right)."""

    phases: Floats
    liveliness: float
    raised: int


def draw_habits(rng: np.random.Generator) -> Habits:
    """A person's habits, by chance."""
    return Habits(
        rng.uniform(0, 2 * np.pi, 4), float(rng.uniform(0.6, 1.3)), int(rng.random() < 0.75)
    )
