"""What is true of the floor: episodes, and per frame every seat, person and thing.

All of it is read off the same tracks, bones and depths that are drawn, so that the picture and the
truth cannot disagree.
"""

from eval.sim.truth.episode import Episode
from eval.sim.truth.episodes import all_episodes
from eval.sim.truth.seat import SeatTruth, seat_truth

__all__ = ["Episode", "SeatTruth", "all_episodes", "seat_truth"]
