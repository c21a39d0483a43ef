"""The report of an evaluation: one HTML page that loads nothing and shows nobody."""
