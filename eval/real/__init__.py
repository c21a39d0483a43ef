"""Real recordings as scenarios, so that the command that scores drawn ones scores them too.

``python -m eval.real SHARED_DATA --out DIR`` writes one folder per data set. They hold pictures of
people: they stay in ``DIR`` and are never part of the repository.
"""
