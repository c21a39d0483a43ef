"""Pixels to seat observations."""
