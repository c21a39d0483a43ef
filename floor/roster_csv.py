"""The roster file, ``seat,agent_key,start,end,role,team``, with every fault of it at once.

``start`` and ``end`` are ISO 8601 times with an offset, or ``HH:MM`` of every day on the site's
clock, or empty for open. An ``HH:MM`` end that is not after its start is on the next day; an empty
side beside an ``HH:MM`` is the edge of the day.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from floor.agent_state import AgentKey
from floor.errors import InputFault, InputFaults
from floor.iso import EXPECTED_MOMENT, parse_moment
from floor.layout import SeatId
from floor.roster import Roster, RosterEntry
from floor.time import Instant, instant

COLUMNS: Final = ("seat", "agent_key", "start", "end", "role", "team")

_CLOCK: Final = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_EXPECTED_TIME: Final = f"{EXPECTED_MOMENT}, or HH:MM on the site's clock, or leave it empty"


@dataclass(frozen=True, slots=True)
class _Numbered:
    line: int
    entry: RosterEntry


def read_roster(
    path: Path, zone: ZoneInfo, days: Collection[date], seats: Collection[SeatId]
) -> Roster:
    """The roster of a file; ``HH:MM`` entries stand for a shift that starts on each of ``days``.

    A running site passes yesterday, today and tomorrow, and reads anew each day; a replay passes
    the day before its start up to its last. Raises ``InputFaults`` with every fault of the file.
    """
    reader = _Reader(str(path), zone, tuple(sorted(set(days))), frozenset(seats))
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            entries = reader.read(file)
    except OSError as error:
        reader.fault(None, "", None, f"cannot be read ({error.strerror}); give a readable CSV file")
    except UnicodeDecodeError:
        reader.fault(None, "", None, "not UTF-8; save the file as CSV UTF-8")
    except csv.Error as error:
        reader.fault(None, "", None, f"not CSV ({error}); write {','.join(COLUMNS)}")
    if reader.faults:
        raise InputFaults(reader.faults)
    return Roster(item.entry for item in entries)


class _Reader:
    """Reads one file and collects its faults."""

    def __init__(
        self, file: str, zone: ZoneInfo, days: tuple[date, ...], seats: frozenset[SeatId]
    ) -> None:
        self.faults: list[InputFault] = []
        self._file = file
        self._zone = zone
        self._days = days
        self._seats = seats

    def fault(self, line: int | None, field: str, value: str | None, expected: str) -> None:
        self.faults.append(InputFault(self._file, line, field, value, expected))

    def read(self, lines: Iterable[str]) -> list[_Numbered]:
        rows = csv.reader(lines, strict=True)
        header = [name.strip() for name in next(rows, [])]
        if not self._header_is_right(header):
            return []
        entries: list[_Numbered] = []
        for row in rows:
            line = rows.line_num
            if not any(cell.strip() for cell in row):
                continue
            if len(row) != len(header):
                wrong = f"write {len(header)} fields, as the header has"
                self.fault(line, "row", f"{len(row)} fields", wrong)
                continue
            cells = {name: cell.strip() for name, cell in zip(header, row, strict=True)}
            entries.extend(_Numbered(line, entry) for entry in self._entries(line, cells))
        self._refuse_overlaps(entries)
        return entries

    def _header_is_right(self, header: list[str]) -> bool:
        before = len(self.faults)
        for name in dict.fromkeys(header):
            if name and header.count(name) > 1:
                self.fault(1, "header", name, "write it once")
        for name in COLUMNS:
            if name not in header:
                self.fault(1, f"column {name}", None, f"write {','.join(COLUMNS)}")
        return len(self.faults) == before

    def _entries(self, line: int, cells: dict[str, str]) -> Iterator[RosterEntry]:
        before = len(self.faults)
        seat = SeatId(cells["seat"])
        if seat not in self._seats:
            self.fault(line, "seat", seat, _known_seats(seat, self._seats))
        if not cells["agent_key"]:
            wrong = "write the phone system's key of the agent, such as 2011"
            self.fault(line, "agent_key", "", wrong)
        spans = self._spans(line, cells["start"], cells["end"])
        if len(self.faults) > before:
            return
        key, role, team = AgentKey(cells["agent_key"]), cells["role"] or "agent", cells["team"]
        for start, end in spans:
            yield RosterEntry(seat, key, start, end, role, team)

    def _spans(
        self, line: int, start: str, end: str
    ) -> list[tuple[Instant | None, Instant | None]]:
        daily = [_CLOCK.fullmatch(text) is not None for text in (start, end)]
        if any(daily):
            if not all(
                is_clock or not text for is_clock, text in zip(daily, (start, end), strict=True)
            ):
                wrong = f"write both start ({start}) and end as HH:MM, or both with date and offset"
                self.fault(line, "end", end, wrong)
                return []
            if start and end and _clock(start) == _clock(end):
                self.fault(line, "end", end, f"write another time than the start, {start}")
                return []
            shifts = (self._shift(day, start, end) for day in self._days)
            # Where the clock springs forward a short night shift may not exist on one day.
            return [(first, last) for first, last in shifts if first < last]
        first, last = self._moment(line, "start", start), self._moment(line, "end", end)
        if first is not None and last is not None and last <= first:
            self.fault(line, "end", end, f"write a time after the start, {start}")
        return [(first, last)]

    def _moment(self, line: int, field: str, text: str) -> Instant | None:
        if not text:
            return None
        try:
            return parse_moment(text)
        except ValueError:
            self.fault(line, field, text, _EXPECTED_TIME)
            return None

    def _shift(self, day: date, start: str, end: str) -> tuple[Instant, Instant]:
        first, last = _clock(start or "00:00"), _clock(end or "00:00")
        last_day = day if last > first else day + timedelta(days=1)
        return self._at(day, first), self._at(last_day, last)

    def _at(self, day: date, clock: time) -> Instant:
        return instant(datetime.combine(day, clock, tzinfo=self._zone))

    def _refuse_overlaps(self, entries: list[_Numbered]) -> None:
        """A seat is one agent's at a time; and an agent at two seats would be missed at one."""
        by_seat: defaultdict[str, list[_Numbered]] = defaultdict(list)
        by_agent: defaultdict[str, list[_Numbered]] = defaultdict(list)
        for item in entries:
            by_seat[item.entry.seat].append(item)
            by_agent[item.entry.agent_key].append(item)
        clashes: dict[tuple[int, int], tuple[str, str, str]] = {}
        for key, own in by_agent.items():
            for lines in _clashing_lines(own):
                clashes[lines] = ("agent_key", key, "the agent already has a seat")
        for seat, own in by_seat.items():
            for lines in _clashing_lines(own):
                clashes[lines] = ("seat", seat, "the seat is already taken")
        for (first, second), (field, value, what) in sorted(clashes.items()):
            wrong = f"{what} at that time (line {first}); write times that do not overlap"
            self.fault(second, field, value, wrong)


def _clashing_lines(entries: list[_Numbered]) -> Iterator[tuple[int, int]]:
    """Pairs of line numbers, the smaller first, whose entries share time."""
    ordered = sorted(entries, key=lambda item: (item.entry.span, item.line))
    for index, item in enumerate(ordered):
        for other in ordered[index + 1 :]:
            if not other.entry.overlaps(item.entry):
                break
            yield min(item.line, other.line), max(item.line, other.line)


def _clock(text: str) -> time:
    hour, minute = text.split(":")
    return time(int(hour), int(minute))


def _known_seats(seat: str, seats: frozenset[SeatId]) -> str:
    near = get_close_matches(seat, sorted(seats), n=1)
    hint = f" (did you mean {near[0]}?)" if near else ""
    return f"write one of the {len(seats)} seats of the site file{hint}"
