"""Faults of published data, in the words of every other input."""

from pathlib import Path

from floor.errors import InputFault, InputFaults


def data_fault(path: Path, expected: str, line: int | None = None) -> InputFaults:
    """The fault of a file or folder, to be raised: what is wrong there and what would be right."""
    return InputFaults([InputFault(str(path), line, "", None, expected)])


def read_data(path: Path) -> str:
    """A text file of the data. Raises ``InputFaults`` where it cannot be read."""
    try:
        return path.read_text("utf-8")
    except OSError as error:
        wrong = f"cannot be read ({error.strerror}); give the folder of the data as published"
        raise data_fault(path, wrong) from None
    except UnicodeDecodeError:
        raise data_fault(path, "not UTF-8 text; copy it again") from None
