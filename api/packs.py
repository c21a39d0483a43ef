"""Rule packs from their files: those that come along by name, a site's own by path."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from pydantic import ValidationError

import floor.packs
from api.site.faults import SiteFault, SiteFaults
from api.site.load import dotted
from api.site.positions import LocatedYaml, read_located
from floor.packs.pack import Pack

FOLDER: Final = Path(floor.packs.__file__).parent / "files"
MOST_BASES: Final = 8


@dataclass(frozen=True, slots=True)
class PackFile:
    """A pack with all its rules, those of the pack it extends included; ``own`` are the ids of
    those that stand in its file."""

    path: Path
    pack: Pack
    own: frozenset[str]


def pack_names() -> tuple[str, ...]:
    """The packs that come along, in order."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))


def load_pack(name: str) -> PackFile:
    """A pack by its name, or by the path of its file.

    Raises ``SiteFaults`` with every fault of it, each with line and column.
    """
    return _load(_path(name), ())


def _path(name: str) -> Path:
    if name in pack_names():
        return FOLDER / f"{name}.yaml"
    path = Path(name)
    if path.suffix in (".yaml", ".yml"):
        return path
    near = get_close_matches(name, pack_names(), n=1)
    meant = f"did you mean {near[0]}? " if near else ""
    found = f"{meant}give one of {', '.join(pack_names())}, or the path of a .yaml file"
    raise SiteFaults([SiteFault(name, 0, 0, "", f"no such pack; {found}")])


def _load(path: Path, above: tuple[Path, ...]) -> PackFile:
    try:
        located = read_located(path)
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is not UTF-8"
        raise SiteFaults([SiteFault(str(path), 0, 0, "", f"cannot be read: {why}")]) from None
    faults = [SiteFault.at(path, each.place, "", each.message) for each in located.faults]
    if faults:
        raise SiteFaults(faults)
    try:
        pack = Pack.model_validate(located.data)
    except ValidationError as error:
        raise SiteFaults(_faults(path, located, error)) from None
    own = frozenset(rule.id for rule in pack.rules)
    if pack.extends is None:
        return PackFile(path, pack, own)
    if path in above or len(above) >= MOST_BASES:
        chain = " -> ".join(each.stem for each in (*above, path))
        raise SiteFaults([_fault(path, located, ("extends",), f"packs extend in a ring: {chain}")])
    base = _load(_path(pack.extends), (*above, path))
    try:
        return PackFile(path, pack.with_base(base.pack), own)
    except ValueError as error:
        raise SiteFaults([_fault(path, located, ("without",), str(error))]) from None


def _faults(path: Path, located: LocatedYaml, error: ValidationError) -> Iterator[SiteFault]:
    for item in error.errors(include_url=False):
        where = tuple(item["loc"])
        message = item["msg"].removeprefix("Value error, ")
        if item["type"] == "missing":
            message = "is missing; add it" + (" (P1: nothing is watched without it)" * _p1(where))
        elif item["type"] == "extra_forbidden":
            message = "there is no such setting; check the spelling"
        elif not isinstance(item["input"], dict | list | tuple):
            message = f"is {item['input']!r}; {message[:1].lower()}{message[1:]}"
        yield _fault(path, located, where, message)


def _p1(where: tuple[str | int, ...]) -> bool:
    return bool({"purpose", "legal_basis", "approver"} & set(where))


def _fault(
    path: Path, located: LocatedYaml, where: tuple[str | int, ...], message: str
) -> SiteFault:
    return SiteFault.at(path, located.place(where), dotted(where), message)
