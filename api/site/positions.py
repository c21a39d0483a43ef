"""YAML with the place of every value, so that a fault can say its line and column."""

from dataclasses import dataclass
from pathlib import Path

import yaml

from cameras.redact import redact

Path_ = tuple[str | int, ...]
"""Keys and indices from the top of the file down to a value."""


@dataclass(frozen=True, slots=True)
class Place:
    """Line and column, both from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class YamlFault:
    """What makes the text unreadable, and where."""

    place: Place
    message: str


@dataclass(frozen=True, slots=True)
class LocatedYaml:
    """Plain data, the place of each value in it, and keys that were written twice."""

    data: object
    places: dict[Path_, Place]
    faults: tuple[YamlFault, ...]

    def place(self, path: Path_) -> Place:
        """The place of a value, or of the nearest thing around it that is in the file."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, Place(1, 1))


def read_located(path: Path) -> LocatedYaml:
    """Parse a YAML file. Broken YAML comes back as a fault, not as an exception.

    Raises ``OSError`` where the file cannot be read.
    """
    text = path.read_text("utf-8")
    try:
        root = yaml.compose(text, yaml.SafeLoader)
        data = yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)
        return LocatedYaml(None, {}, (YamlFault(place, f"not YAML: {error.problem}"),))
    except yaml.reader.ReaderError as error:
        before = text[: error.position]
        place = Place(before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)
        found = f"not YAML: the character U+{ord(text[error.position]):04X} may not stand here"
        return LocatedYaml(None, {}, (YamlFault(place, found),))
    except (ValueError, RecursionError) as error:
        found = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        return LocatedYaml(None, {}, (YamlFault(Place(1, 1), f"not YAML: {found}"),))
    places: dict[Path_, Place] = {}
    faults: list[YamlFault] = []
    if root is not None:
        _walk(root, (), places, faults, ())
    if any(fault.message == _LOOP for fault in faults):
        return LocatedYaml(None, {}, tuple(faults))
    return LocatedYaml(data, places, tuple(faults))


_LOOP = "an alias here stands for what it is itself a part of; write it out"


def _walk(
    node: yaml.Node,
    path: Path_,
    places: dict[Path_, Place],
    faults: list[YamlFault],
    around: tuple[yaml.Node, ...],
) -> None:
    places[path] = Place(node.start_mark.line + 1, node.start_mark.column + 1)
    if any(node is outer for outer in around):
        faults.append(YamlFault(places[path], _LOOP))
        return
    around = (*around, node)
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            _walk(item, (*path, index), places, faults, around)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            inner = (*path, str(key.value))
            if inner in places:
                place = Place(key.start_mark.line + 1, key.start_mark.column + 1)
                faults.append(
                    YamlFault(place, f"{redact(str(key.value))!r} is written twice; write it once")
                )
            _walk(value, inner, places, faults, around)
            places[inner] = Place(key.start_mark.line + 1, key.start_mark.column + 1)
