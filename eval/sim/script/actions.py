"""What people can do: one small model per behaviour."""

from typing import Annotated, Literal

from pydantic import Field

from eval.sim.script.parts import Strict

Food = Literal["burger", "noodles", "fruit", "snacks"]
Drink = Literal["cup", "bottle"]
DeskThing = Literal[
    "phone", "burger", "noodles", "fruit", "snacks", "cup", "bottle", "bag", "papers"
]


class Act(Strict):
    """Something that starts at `at` seconds. One person does one thing at a time."""

    at: float = Field(ge=0)


class Leave(Act):
    """Get up and walk to the waypoint `to`; push the chair in, leave it out or leave it turned;
    put the bag on the chair with `leaves: bag`."""

    do: Literal["leave"]
    to: str
    via: tuple[str, ...] = ()
    chair: Literal["in", "out", "turned"] = "out"
    leaves: Literal["bag"] | None = None


class Return(Act):
    """Set out for the own seat, and sit down on arrival."""

    do: Literal["return"]


class Stand(Act):
    """Stand up and stay at the seat."""

    do: Literal["stand"]


class Sit(Act):
    """Sit down again."""

    do: Literal["sit"]


class Walk(Act):
    """Walk to the waypoint `to`, past the waypoints `via`. For people who are up and away."""

    do: Literal["walk"]
    to: str
    via: tuple[str, ...] = ()


class Visit(Act):
    """Walk to somebody's seat and stand beside it for `seconds`, facing them; they turn to the
    visitor if they sit there. A sitter gets up first, and leaves the chair as `chair` says.
    Stays there until the next action: `return`, `walk` or another `visit`."""

    do: Literal["visit"]
    seat: str
    seconds: float = Field(ge=1)
    chair: Literal["in", "out", "turned"] = "out"


class Chat(Act):
    """Turn to someone at a seat close by and talk for `seconds`; they turn too."""

    do: Literal["chat"]
    with_: str = Field(alias="with")
    seconds: float = Field(ge=2)
    how: Literal["facing", "leaning"] = "facing"


class Glance(Act):
    """Look over to someone, who looks back, for `seconds`: no chat."""

    do: Literal["glance"]
    with_: str = Field(alias="with")
    seconds: float = Field(default=4, ge=1, le=9)


class RaiseHand(Act):
    """Raise a hand and hold it up for `seconds`."""

    do: Literal["raise_hand"]
    seconds: float = Field(default=6, ge=1)


class ScratchHead(Act):
    """Scratch the head for `seconds`: no raised hand."""

    do: Literal["scratch_head"]
    seconds: float = Field(default=3, ge=1)


class Phone(Act):
    """Use a phone for `seconds`: in the hand, at the ear, or held up for a photo. It comes from
    the desk if it lies there, else from a pocket, and goes back."""

    do: Literal["phone"]
    how: Literal["hand", "ear", "photo"] = "hand"
    seconds: float = Field(ge=1)


class Eat(Act):
    """Eat for `seconds`; what is not on the desk yet comes out of the drawer and goes back."""

    do: Literal["eat"]
    what: Food
    seconds: float = Field(ge=3)


class TakeDrink(Act):
    """Drink for `seconds` from a cup or a bottle that then stands on the desk."""

    do: Literal["drink"]
    what: Drink = "cup"
    seconds: float = Field(default=5, ge=2)


class Put(Act):
    """Put something on the desk and leave it there."""

    do: Literal["put"]
    what: DeskThing


class TakeAway(Act):
    """Take something off the desk."""

    do: Literal["take_away"]
    what: DeskThing


class FeetUp(Act):
    """Put the feet on the desk for `seconds`."""

    do: Literal["feet_up"]
    seconds: float = Field(ge=2)


class LieDown(Act):
    """Lay the head on the arms on the desk for `seconds`."""

    do: Literal["lie_down"]
    seconds: float = Field(ge=2)


class Work(Act):
    """From now on type, talk on the headset, or sit idle, whenever nothing else is done."""

    do: Literal["type", "talk", "idle"]


Action = Annotated[
    Leave
    | Return
    | Stand
    | Sit
    | Walk
    | Visit
    | Chat
    | Glance
    | RaiseHand
    | ScratchHead
    | Phone
    | Eat
    | TakeDrink
    | Put
    | TakeAway
    | FeetUp
    | LieDown
    | Work,
    Field(discriminator="do"),
]
