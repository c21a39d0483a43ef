"""The columns of a track: everything about one person and their chair that changes with time."""

from enum import IntEnum, auto

RATE_HZ = 25


class Channel(IntEnum):
    """Columns of a track. Positions in metres on the plan, headings in radians, the rest 0..1."""

    X = 0
    Y = auto()
    HEADING = auto()
    RISE = auto()  # 0 seated, 1 standing
    WALK = auto()  # the legs may step
    WORK = auto()  # hands on the keyboard
    HOLD = auto()  # hands on the chair's back
    RAISE = auto()  # a hand up
    CHAIR_X = auto()
    CHAIR_Y = auto()
    CHAIR_HEADING = auto()
    STEPS = auto()  # cycles of two steps walked so far
    PACE = auto()  # how far the legs swing
    TALK = auto()  # speaking: nods, a hand that gestures
    TURN = auto()  # radians to the own left that trunk, neck and head are turned on the hips
    LEAN = auto()  # leaning ahead towards somebody or something
    LOOK_DOWN = auto()  # the head bent down
    SCRATCH = auto()  # the right hand scratches the head
    REACH = auto()  # the right palm goes to the point (REACH_X, REACH_Y, REACH_H) of the room
    REACH_X = auto()
    REACH_Y = auto()
    REACH_H = auto()
    READY = auto()  # the right hand holds something before the chest
    MOUTH = auto()  # the right hand is at the mouth
    PHONE_LOOK = auto()  # a phone held before the chest
    PHONE_EAR = auto()
    PHONE_PHOTO = auto()  # a phone held up at arm's length
    FEET_UP = auto()  # both feet on the desk
    LIE = auto()  # head and folded arms on the desk


State = dict[Channel, float]
