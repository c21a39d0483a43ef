from typing import Any

import numpy as np
from numpy.typing import NDArray

class LetterBox:
    def __init__(self, new_shape: tuple[int, int]) -> None: ...
    def __call__(self, *, image: NDArray[np.uint8]) -> NDArray[Any]: ...
