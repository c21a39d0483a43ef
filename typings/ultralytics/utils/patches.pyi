import numpy as np
from numpy.typing import NDArray

def imread(filename: str) -> NDArray[np.uint8] | None: ...
