"""The simulator, scenarios with truth, and scores."""
