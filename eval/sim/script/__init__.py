"""The script of a scenario: what a YAML file may say, and the refusal of what it may not."""

from eval.sim.script.actions import Action, Leave, RaiseHand, Return, Sit, Stand
from eval.sim.script.faults import ScriptError, ScriptFault, UnplayableError
from eval.sim.script.load import load_script, read_script
from eval.sim.script.model import Script
from eval.sim.script.parts import CameraSpec, Lights, Point, Rgb, Room, Row
from eval.sim.script.people import FeedFaults, Looks, Person, StateEvent

__all__ = [
    "Action",
    "CameraSpec",
    "FeedFaults",
    "Leave",
    "Lights",
    "Looks",
    "Person",
    "Point",
    "RaiseHand",
    "Return",
    "Rgb",
    "Room",
    "Row",
    "Script",
    "ScriptError",
    "ScriptFault",
    "Sit",
    "Stand",
    "StateEvent",
    "UnplayableError",
    "load_script",
    "read_script",
]
