"""Read a script, and say of each fault the line it stands in."""

from pathlib import Path

from pydantic import ValidationError

from api.site.positions import LocatedYaml, read_located
from eval.sim.script.faults import ScriptError, ScriptFault, Where, dotted
from eval.sim.script.model import Script
from eval.sim.script.names import name_faults


class ScriptFile:
    """A script and where in its file everything stands."""

    def __init__(self, path: Path, located: LocatedYaml, script: Script) -> None:
        self.path = path
        self.script = script
        self._located = located

    def error(self, faults: list[ScriptFault]) -> ScriptError:
        """The faults as one error, a line each."""
        return ScriptError("\n".join(_line(self.path, self._located, fault) for fault in faults))


def read_script(path: Path) -> ScriptFile:
    """Read a script and check its words and names; `eval.sim.rehearse` also plays it.

    Raises `ScriptError`, whose message has a line per fault, if the file is missing, is no YAML,
    or says something that cannot be.
    """
    try:
        located = read_located(path)
    except (OSError, UnicodeDecodeError) as fault:
        raise ScriptError(f"{path}: cannot be read: {fault}") from fault
    if located.faults:
        raise ScriptError(
            "\n".join(
                f"{path}:{fault.place.line}:{fault.place.column}: {fault.message}"
                for fault in located.faults
            )
        )
    try:
        script = Script.model_validate(located.data)
    except ValidationError as error:
        raise ScriptError(
            "\n".join(_line(path, located, fault) for fault in _faults(error, located.data))
        ) from error
    file = ScriptFile(path, located, script)
    faults = [*name_faults(script)]
    if faults:
        raise file.error(faults)
    return file


def load_script(path: Path) -> Script:
    """The script of a file; see `read_script`."""
    return read_script(path).script


def _line(path: Path, located: LocatedYaml, fault: ScriptFault) -> str:
    place = located.place(fault.where)
    return f"{path}:{place.line}:{place.column}: {dotted(fault.where)}: {fault.message}"


def _faults(error: ValidationError, data: object) -> list[ScriptFault]:
    faults = []
    for each in error.errors():
        message = each["msg"].removeprefix("Value error, ")
        value = each["input"]
        if each["type"] != "missing" and not isinstance(value, dict | list):
            message += f" (value: {value!r})"
        faults.append(ScriptFault(_written(each["loc"], data), message))
    return faults


def _written(where: Where, data: object) -> Where:
    """The path as the file has it: pydantic also names which kind of action it took it for."""
    path: list[str | int] = []
    for number, part in enumerate(where):
        if isinstance(data, dict) and part not in data and number + 1 < len(where):
            continue
        path.append(part)
        if isinstance(data, dict):
            data = data.get(part)
        elif isinstance(data, list) and isinstance(part, int) and part < len(data):
            data = data[part]
    return tuple(path)
