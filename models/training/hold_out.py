"""Which pictures are kept out of a training: whole cameras, whole days, whole simulated rooms.

Neighbouring frames of one camera are nearly the same picture. Held out one by one they would
measure memory, not sight; so what is held out shares no camera (or no day) with what is learnt.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from models.manifest import ModelError
from models.training.labels import LabelFolder, LabelledPicture

ONE_IN = 5
"""One camera, or one day, in so many is held out."""


class By(StrEnum):
    """What is held out as a whole."""

    CAMERA = "camera"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Split:
    """Pictures to learn from, and those to measure with."""

    train: tuple[LabelledPicture, ...]
    held_out: tuple[LabelledPicture, ...]


def split(folders: Sequence[LabelFolder], by: Sequence[By]) -> Split:
    """Split folders: one with a ``val`` half of its own keeps it, others are split ``by``.

    With both camera and day, a picture is held out for either. Raises ``ModelError`` where a
    picture does not say its camera or day, or nothing would be left on one side.
    """
    train: list[LabelledPicture] = []
    held_out: list[LabelledPicture] = []
    for folder in folders:
        if folder.val:
            train += folder.train
            held_out += folder.val
            continue
        chosen = {name: chosen_groups(_groups(folder, name)) for name in by}
        for picture in folder.train:
            out = any(_group(picture, name) in chosen[name] for name in by)
            (held_out if out else train).append(picture)
    if not train:
        raise ModelError(
            f"{_roots(folders)}: nothing is left to learn from; hold out by camera or by day only, "
            "or add pictures"
        )
    if not held_out:
        raise ModelError(
            f"{_roots(folders)}: nothing is held out; say --hold-out camera or --hold-out day"
        )
    return Split(tuple(train), tuple(held_out))


def chosen_groups(groups: Iterable[str]) -> frozenset[str]:
    """About one group in five, at least one, never all.

    A group's own digest decides: a camera that is held out stays so when others are added.
    """
    ordered = sorted(set(groups), key=_digest)
    if len(ordered) < 2:
        return frozenset()
    chosen = [group for group in ordered if _digest(group) % ONE_IN == 0]
    return frozenset(chosen[: len(ordered) - 1] or ordered[:1])


def _groups(folder: LabelFolder, by: By) -> list[str]:
    groups = []
    for picture in folder.train:
        group = _group(picture, by)
        if group is None:
            raise ModelError(
                f"{folder.root / 'frames.jsonl'}: says no {by} of {picture.image.name}; write "
                '{"image": "images/1.jpg", "camera": "c1", "time": "2026-03-02T09:00:00+08:00"}'
            )
        groups.append(group)
    if len(set(groups)) < 2:
        raise ModelError(
            f"{folder.root}: all pictures are of one {by}, so none can be held out; "
            f"hold out by {By.DAY if by is By.CAMERA else By.CAMERA}, or add pictures of others"
        )
    return groups


def _group(picture: LabelledPicture, by: By) -> str | None:
    return picture.camera if by is By.CAMERA else picture.day


def _digest(group: str) -> int:
    return int.from_bytes(hashlib.sha256(group.encode()).digest()[:8], "big")


def _roots(folders: Sequence[LabelFolder]) -> str:
    return ", ".join(str(folder.root) for folder in folders)
