"""People as YAML that a person can read and change, put into the text of a layout.

What the layout says stays as it is written, with its comments.
"""

import json
import re
from collections.abc import Iterable
from typing import Any

import yaml

from eval.sim.script import Person

PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_./-]*")


def script_text(layout: str, said: str, changes: dict[str, float], people: Iterable[Person]) -> str:
    """The layout's text with a comment `said` at the top, top-level numbers changed or added, and
    `people` after those that it has. The layout must be YAML of a script."""
    text = _with_people(layout, "".join(f"\n{_person(each)}" for each in people))
    for key, value in changes.items():
        text = _with_number(text, key, value)
    return "".join(f"# {line}\n" for line in said.splitlines()) + text


def _with_number(text: str, key: str, value: float) -> str:
    nodes = _top(text)
    if key in nodes:
        _, node = nodes[key]
        return text[: node.start_mark.index] + f"{value:g}" + text[node.end_mark.index :]
    return _after_line(text, nodes["version"][1].end_mark.index, f"{key}: {value:g}\n")


def _with_people(text: str, people: str) -> str:
    nodes = _top(text)
    if "people" not in nodes:
        return text.rstrip("\n") + f"\n\npeople:{people}"
    key, node = nodes["people"]
    if not node.value:
        return text[: key.start_mark.index] + f"people:{people}" + text[node.end_mark.index :]
    last = _last(node)
    return _after_line(text, last.end_mark.index, people)


def _after_line(text: str, index: int, new: str) -> str:
    end = text.find("\n", index)
    if end < 0:
        return f"{text}\n{new}"
    return text[: end + 1] + new + text[end + 1 :]


def _last(node: yaml.Node) -> yaml.Node:
    """The last scalar or flow collection in a node: block collections end where the next thing
    begins."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        inner = node.value[-1]
        return _last(inner[1] if isinstance(node, yaml.MappingNode) else inner)
    return node


def _top(text: str) -> dict[str, tuple[yaml.Node, yaml.Node]]:
    root = yaml.compose(text, yaml.SafeLoader)
    if not isinstance(root, yaml.MappingNode):
        raise ValueError("a script is a mapping")
    return {key.value: (key, node) for key, node in root.value}


def _person(person: Person) -> str:
    """One person as a list item: fields, then a line for each action, then the states."""
    content = person.model_dump(by_alias=True, mode="json", exclude_defaults=True)
    lines = [f"  - id: {_value(content.pop('id'))}"]
    timeline, states = content.pop("timeline", []), content.pop("states", [])
    lines += [f"    {key}: {_value(value)}" for key, value in content.items()]
    lines += _listed("timeline", timeline) + _listed("states", states)
    return "\n".join(lines) + "\n"


def _listed(key: str, items: list[dict[str, Any]]) -> list[str]:
    return [f"    {key}:", *(f"      - {_value(item)}" for item in items)] if items else []


def _value(value: Any) -> str:
    """A value in flow style."""
    match value:
        case dict():
            return "{" + ", ".join(f"{key}: {_value(each)}" for key, each in value.items()) + "}"
        case list():
            return "[" + ", ".join(_value(each) for each in value) + "]"
        case float():
            return f"{value:g}"
        case str() if PLAIN.fullmatch(value) and yaml.safe_load(value) == value:
            return value
        case _:
            return json.dumps(value, ensure_ascii=False)
