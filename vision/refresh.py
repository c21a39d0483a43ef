"""Which seats' crops may become references: surely empty, the chair surely in, nobody near.

The dangerous error is a person in a reference: whoever sits there later would look like nothing
new. So every sign must agree, in pictures in which people were looked for with the full-frame
networks, and `SeatReferences` asks for stillness besides.
"""

from vision.boxes import Boxes
from vision.fusion import Situation
from vision.seat_crop import Rect
from vision.seat_look import CHAIRS
from vision.seat_memory import SeatMemory

SURE = 0.95
CHAIR_IN = 0.7


def is_tidy(memory: SeatMemory) -> bool:
    """Whether nobody is at the seat, its chair is in and nothing was said to lie there."""
    if memory.chair is None or memory.fusion.belief[Situation.ABSENT] < SURE:
        return False
    return bool(memory.chair[CHAIRS.index("in")] >= CHAIR_IN and not memory.doing.said)


def is_clear(rect: Rect, people: Boxes, size: tuple[int, int]) -> bool:
    """Whether no box (N, 4), normalised, of anybody, however doubtful, touches a rectangle in
    pixels of a picture of ``size`` (width, height)."""
    left, top, right, bottom = rect
    width, height = size
    touching = (
        (people[:, 0] * width < right)
        & (people[:, 2] * width > left)
        & (people[:, 1] * height < bottom)
        & (people[:, 3] * height > top)
    )
    return not bool(touching.any())
