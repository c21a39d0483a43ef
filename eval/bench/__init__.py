"""What a floor costs: our pipeline, a straight script and bare inference, side by side.

All three see the same clips with the same weights in one run and take turns, so that a loaded
machine slows all of them alike. Absolute times of a shared machine drift; the ratios do not.
"""
