"""What is wrong with a script, and where it says so."""

Where = tuple[str | int, ...]
"""Keys and indices from the top of the script down to a value."""


class ScriptError(Exception):
    """A script that cannot be played; the message has a line per fault, each with its file, line,
    field, what is wrong and the value."""


class ScriptFault(ValueError):
    """One thing that cannot be played: the field it stands in, and why not."""

    def __init__(self, where: Where, message: str) -> None:
        super().__init__(f"{dotted(where)}: {message}")
        self.where = where
        self.message = message


def dotted(where: Where) -> str:
    """A field's path as one word."""
    return ".".join(str(part) for part in where)


class UnplayableError(Exception):
    """A script whose words are right but which cannot be played: all its faults."""

    def __init__(self, faults: list[ScriptFault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults
