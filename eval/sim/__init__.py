"""The simulator: a script in, a scenario with truth out.

A script (`script/`) names a room, seats, cameras and what each person does and when. `motion/`
turns the timelines into sampled, smoothed tracks; `rehearse.py` does so for a whole script and
refuses what cannot be played. Everything else reads those tracks: the bodies (`pose.py`,
`skeleton.py`, `grip.py`) that `drawing/` draws as well as the truth (`truth/`), so that the picture
and the truth cannot disagree. `render/` makes a scenario's folder of it.

World axes: x and z are the plan's x and y in metres, y is up. A heading is in radians, 0 along +z,
growing towards +x.
"""
