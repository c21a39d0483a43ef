"""How often each behaviour is in a script: `python -m eval.sim.tally SCRIPT...`."""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from eval.sim.layout import CHAIR_HOME_Z_M, seats_of
from eval.sim.mesh import Floats
from eval.sim.motion.channels import Channel
from eval.sim.motion.perform import perform_all
from eval.sim.motion.track import Track
from eval.sim.script import Person, Script, load_script
from eval.sim.script import actions as act
from eval.sim.truth.seat import seat_truth

# Issue by issue what a floor must show; the second list holds what only looks like it.
BEHAVIOURS = (
    "type",
    "talk",
    "idle",
    "stand up",
    "sit down",
    "chair in",
    "chair out",
    "chair turned",
    "there and back",
    "stand at the seat",
    "chat facing",
    "chat leaning",
    "chat visiting",
    "raise hand",
    "phone in hand",
    "phone at ear",
    "photo",
    "burger",
    "noodles",
    "fruit",
    "snacks",
    "drink",
    "feet up",
    "lie down",
    "lead walks",
    "visitor walks",
)
NEGATIVES = (
    "phone on desk",
    "cup or bottle on desk",
    "scratch head",
    "glance",
    "lead helps",
    "jacket or bag on chair",
    "crossing an empty chair",
)
HELPED_S = 60.0  # a lead who comes within this time of a hand comes because of it
CROSSING_M = 1.2  # of an empty chair
WALKING = 0.2
FOODS = {"burger", "noodles", "fruit", "snacks"}
WORK = {"type", "talk", "idle"}


def tally(script: Script, tracks: Sequence[Track]) -> Counter[str]:
    """How often each of `BEHAVIOURS` and `NEGATIVES` is in a script. Most are read off the
    timelines; crossings off everyone's tracks."""
    count: Counter[str] = Counter()
    for person in script.people:
        count.update(_things(person))
        count.update(_doings(person))
    count["lead helps"] = _helped(script)
    count["crossing an empty chair"] = _crossings(script, tracks)
    return count


def _things(person: Person) -> Iterator[str]:
    if person.seat and person.start == "seated":
        yield person.does
    if "phone" in person.desk:
        yield "phone on desk"
    for what in person.desk:
        if what in ("cup", "bottle"):
            yield "cup or bottle on desk"
    if person.on_chair:
        yield "jacket or bag on chair"
    if person.seat and person.start != "seated":
        yield f"chair {person.chair}"


def _doings(person: Person) -> Iterator[str]:
    place = "seated" if person.start == "seated" else "away"
    for action in person.timeline:
        yield from _words(action, person)
        if isinstance(action, act.Leave | act.Visit) and place != "away":
            yield f"chair {action.chair}"
            if place == "seated":
                yield "stand up"
        place = {"leave": "away", "visit": "away", "stand": "standing"}.get(
            action.do, "seated" if action.do in ("return", "sit") else place
        )


def _words(action: act.Action, person: Person) -> Iterator[str]:
    """What an action shows by itself."""
    match action:
        case act.Leave(leaves="bag"):
            yield "jacket or bag on chair"
        case act.Return():
            yield from ("sit down", "there and back")
        case act.Stand():
            yield from ("stand up", "stand at the seat")
        case act.Sit():
            yield "sit down"
        case act.Walk() | act.Visit() if person.role in ("lead", "visitor"):
            yield f"{person.role} walks"
        case act.Visit() if person.role == "agent":
            yield "chat visiting"
        case act.Chat():
            yield f"chat {action.how}"
        case act.Phone():
            yield {"hand": "phone in hand", "ear": "phone at ear", "photo": "photo"}[action.how]
        case act.Eat():
            yield action.what
        case act.Put(what="phone"):
            yield "phone on desk"
        case act.TakeDrink():
            yield "drink"
        case _ if action.do.replace("_", " ") in (*BEHAVIOURS, *NEGATIVES):
            yield action.do.replace("_", " ")


def _helped(script: Script) -> int:
    """Visits of leads to somebody who raised a hand just before."""
    hands = [
        (person.seat, action.at)
        for person in script.people
        for action in person.timeline
        if isinstance(action, act.RaiseHand)
    ]
    return sum(
        any(seat == action.seat and 0 <= action.at - at <= HELPED_S for seat, at in hands)
        for person in script.people
        if person.role == "lead"
        for action in person.timeline
        if isinstance(action, act.Visit)
    )


def _crossings(script: Script, tracks: Sequence[Track]) -> int:
    """How often someone walks past a chair on which nobody sits, other than their own."""
    owners = {track.seat.id: track for track in tracks if track.seat}
    samples = min(len(track.samples) for track in tracks)
    crossings = 0
    for seat in seats_of(script).values():
        owner = owners.get(seat.id)
        empty = seat_truth(owner).away[:samples] if owner else np.ones(samples, bool)
        home = seat.to_plan((0.0, CHAIR_HOME_Z_M))
        for track in tracks:
            if track is not owner:
                near = _walks_near(track.samples[:samples], home) & empty
                crossings += int(np.count_nonzero(np.diff(near.astype(int)) == 1))
    return crossings


def _walks_near(samples: Floats, point: Floats) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    gap = np.hypot(samples[:, Channel.X] - point[0], samples[:, Channel.Y] - point[1])
    near: np.ndarray[tuple[int], np.dtype[np.bool_]] = (gap < CROSSING_M) & (
        samples[:, Channel.PACE] > WALKING
    )
    return near


def main(paths: list[Path]) -> None:
    """Print a table of all scripts, and their sum."""
    scripts = {path.stem: load_script(path) for path in paths}
    counts = {name: tally(script, perform_all(script)) for name, script in scripts.items()}
    total = sum(counts.values(), Counter())
    table = Table("behaviour", "in all", *counts)
    for word in (*BEHAVIOURS, *NEGATIVES):
        table.add_row(word, str(total[word]), *(str(each[word]) for each in counts.values()))
    Console(width=200).print(table)


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
