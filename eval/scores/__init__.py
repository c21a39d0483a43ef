"""Scores of a replay against the truth of its scenario."""
