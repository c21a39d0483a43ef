"""Frames in: sources, clocks, health, reconnect and frame quality."""
