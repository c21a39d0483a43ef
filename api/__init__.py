"""All that people and programs touch, and the wiring of the rooms."""
