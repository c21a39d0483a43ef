"""Sizes and colours that chairs and desks, and those who use them, agree on.

A seat's own frame: the origin on the floor under the hips of someone who sits there at work, +z
towards the desk, +x to the sitter's left.
"""

DESK_FRONT_M = 0.30
DESK_DEPTH_M = 0.70
DESK_BACK_M = DESK_FRONT_M + DESK_DEPTH_M
DESK_TOP_M = 0.73
SEAT_TOP_M = 0.47
KEYBOARD_Z_M = 0.43

Colour = tuple[float, float, float]

DARK: Colour = (0.10, 0.10, 0.11)
STEEL: Colour = (0.55, 0.56, 0.58)
