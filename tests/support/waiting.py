"""Waiting for what another thread or process will bring about."""

import time
from collections.abc import Callable


def wait_until(happened: Callable[[], bool], within_s: float = 20.0) -> float:
    """Wait until ``happened`` says so; returns the seconds it took, fails after ``within_s``."""
    began = time.monotonic()
    while not happened():
        if time.monotonic() - began > within_s:
            raise AssertionError(f"it did not happen within {within_s} s")
        time.sleep(0.02)
    return time.monotonic() - began
