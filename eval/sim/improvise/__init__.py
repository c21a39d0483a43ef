"""A lively floor made up for a room that has been drawn: who sits where and what they do."""

from eval.sim.improvise.compose import Improvised, improvise
from eval.sim.improvise.wishes import Behaviour, Wishes
from eval.sim.improvise.write import Made, improvise_file

__all__ = ["Behaviour", "Improvised", "Made", "Wishes", "improvise", "improvise_file"]
