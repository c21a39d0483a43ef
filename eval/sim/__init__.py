"""The simulator: a script in, a scenario with truth out.

A script (`script.py`) names a room, seats, cameras and what each person does and when. `motion.py`
turns each person's timeline into sampled, smoothed tracks; everything else reads those tracks: the
drawn bodies (`pose.py`, `skeleton.py`, `draw.py`) as well as the truth (`truth.py`), so that the
picture and the truth cannot disagree. `render.py` is the way in.

World axes: x and z are the plan's x and y in metres, y is up. A heading is in radians, 0 along +z,
growing towards +x.
"""
