"""The site file: its model, its faults with line and column, and what is built from it."""
