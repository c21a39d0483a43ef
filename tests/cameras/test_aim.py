"""A drift is followed, a blow is not; what was turned is seen again once it is turned back."""

import numpy as np
from support.room import aimed, hidden, noisy, peopled, room

from cameras.aim import EVERY_S, LEARN_EVERY_S, MOST_LIGHTS, WATCHED_S, Aim
from cameras.frame import Image
from cameras.sketch import rows_of

ROOM = room()
ROWS = rows_of((640, 360))


class Watch:
    """Looks at one picture after another, half a second apart."""

    def __init__(self) -> None:
        self.aim, self.now, self.connection = Aim(ROWS), 0.0, 1

    def see(self, image: Image, for_s: float = 0.5) -> str:
        """What is said of the last of the pictures."""
        for _ in range(max(1, round(for_s / 0.5))):
            self.now += 0.5
            said = self.aim.look(image, self.now, self.connection)
        return type(said).__name__


def test_the_first_picture_with_texture_is_the_reference() -> None:
    watch = Watch()
    wall = np.full_like(ROOM, 150)
    assert watch.see(wall) == "Same"
    assert watch.see(ROOM) == "Same"
    assert watch.see(room(2)) == "Moved"
    assert watch.see(noisy(ROOM, 1)) == "Same"


def test_a_slow_drift_is_followed_to_its_end_and_no_farther() -> None:
    watch = Watch()
    watch.see(ROOM)
    said = [watch.see(aimed(ROOM, step / 100), 2.0) for step in range(1, 13)]
    assert said[:8] == ["Shifted"] * 8
    assert said[9:] == ["Moved"] * 3


def test_a_blow_of_the_same_size_is_not_until_it_is_undone() -> None:
    watch = Watch()
    watch.see(ROOM)
    assert watch.see(aimed(ROOM, 0.05), 60.0) == "Moved"
    assert watch.see(aimed(ROOM, 0.01)) == "Shifted"


def test_after_a_drift_it_may_be_put_back_at_once() -> None:
    """A far drift is followed; whoever sets the camera right again moves it by more than a blow."""
    watch = Watch()
    watch.see(ROOM)
    for step in range(1, 8):
        assert watch.see(aimed(ROOM, step / 100), 2.0) == "Shifted"
    assert watch.see(aimed(ROOM, 0.01)) == "Shifted"


def test_a_roll_by_a_blow() -> None:
    for roll, said in ((1.0, "Shifted"), (2.0, "Shifted"), (4.0, "Moved"), (5.0, "Moved")):
        watch = Watch()
        watch.see(ROOM)
        assert watch.see(aimed(ROOM, roll=roll)) == said, roll


def test_it_is_looked_at_once_in_a_while_and_closely_after_a_reconnect() -> None:
    watch = Watch()
    watch.see(ROOM, WATCHED_S + EVERY_S)
    turned = aimed(ROOM, 0.3)
    seen = [watch.see(turned) for _ in range(round(EVERY_S / 0.5))]
    assert seen[0] == "Same", "it was not time to look"
    assert seen[-1] == "Moved"
    assert watch.see(ROOM) == "Same", "once it is blind, every picture is looked at"

    watch.see(ROOM, WATCHED_S + EVERY_S)
    watch.connection = 2
    assert watch.see(turned) == "Moved"


def test_a_covered_lens_is_seen_and_its_end_too() -> None:
    watch = Watch()
    watch.see(ROOM)
    assert watch.see(hidden(ROOM, 0.9)) == "Covered"
    assert watch.see(ROOM) == "Same"


def test_a_new_light_is_learnt_and_the_first_reference_stays() -> None:
    watch = Watch()
    watch.see(ROOM)
    first = watch.aim.references[0]
    for seed in range(8):
        crowd = peopled(ROOM, seed, count=20)
        watch.see(crowd, LEARN_EVERY_S + EVERY_S)
    assert 1 < len(watch.aim.references) <= MOST_LIGHTS
    assert watch.aim.references[0] is first


def test_what_is_learnt_hides_no_drift() -> None:
    watch = Watch()
    watch.see(ROOM)
    said = []
    for step in range(1, 15):
        watch.now += LEARN_EVERY_S
        said.append(watch.see(peopled(aimed(ROOM, 0.01 * step), step, count=20)))
    assert said[0] == "Shifted"
    assert said[-4:] == ["Moved"] * 4, "0.11 to 0.14 of the width in all"
