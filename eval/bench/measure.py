"""The comparison itself: everybody's turn, round after round, until the time is up."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from eval.bench.counted import Ledger
from eval.bench.memory import Sample
from eval.bench.our_side import BareSide, OurSide
from eval.bench.process_tree import usage
from eval.bench.rounds import Round
from eval.bench.script_side import NotMeasured, ScriptSide

LEAST_ROUNDS = 4
"""One sweep of whole pictures is among so many."""

SCRIPT_FRAMES = 8
"""The script does so many frames a turn at most: enough to be compared, and the rest of the time
is better spent on more rounds."""


@dataclass(slots=True)
class Measured:
    """What each did, round by round. ``inference_s`` are our own networks' seconds in ours.

    ``pictures_by_network`` counts what each network ran on: whole pictures, or crops of seats.
    """

    ours: list[Round] = field(default_factory=list)
    bare: list[Round] = field(default_factory=list)
    script: list[Round] = field(default_factory=list)
    inference_s: list[float] = field(default_factory=list)
    pictures_by_network: dict[str, int] = field(default_factory=dict)
    our_memory: list[Sample] = field(default_factory=list)
    script_memory: list[Sample] = field(default_factory=list)
    why_no_script: str | None = None


def measure(
    side: OurSide,
    ledger: Ledger,
    script: ScriptSide | None,
    more: Callable[[], bool],
    progress: Callable[[int], None],
) -> Measured:
    """Rounds of ours, bare inference of the same work, and the script, until ``more`` says no.

    ``side`` has warmed up, and its networks note their runs in ``ledger``.
    The script goes first in every second round. Where it breaks it is left out from there on,
    and ``why_no_script`` says why. ``progress`` is told the number of rounds.
    """
    measured = Measured()
    bare = BareSide()
    runs, _ = ledger.take()  # of warming up, which does every kind of run that there is
    bare.round(tuple({(run.network, *run.inputs.items()): run for run in runs}.values()), 1)
    number = 0
    while number < LEAST_ROUNDS or more():
        if script is not None and number % 2:
            script = _script_turn(script, measured)
        without = () if script is None else (script.pid,)
        ours = side.round(without)
        runs, inference_s = ledger.take()
        repeated = bare.round(runs, ours.frames, without)
        measured.ours.append(ours)
        measured.bare.append(repeated)
        measured.inference_s.append(inference_s)
        for run in runs:
            before = measured.pictures_by_network.get(run.network, 0)
            measured.pictures_by_network[run.network] = before + run.pictures
        _sample(measured.our_memory, measured.ours, os.getpid(), without)
        if script is not None and not number % 2:
            script = _script_turn(script, measured)
        number += 1
        progress(number)
    return measured


def _script_turn(script: ScriptSide, measured: Measured) -> ScriptSide | None:
    try:
        done = script.round(SCRIPT_FRAMES)
    except NotMeasured as why:
        measured.why_no_script = str(why)
        return None
    measured.script.append(done)
    _sample(measured.script_memory, measured.script, script.pid, ())
    return script


def _sample(
    samples: list[Sample], rounds: Sequence[Round], process: int, without: tuple[int, ...]
) -> None:
    used = usage(process, without)
    if used is not None:
        samples.append(Sample(sum(each.frames for each in rounds), used.resident_mb))
