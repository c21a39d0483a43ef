"""The roster file: what may stand in it, and how each fault is told."""

from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from floor.errors import InputFaults
from floor.layout import SeatId
from floor.roster import Roster
from floor.roster_csv import read_roster
from floor.time import instant

SEATS = [SeatId("A-01"), SeatId("A-02"), SeatId("A-03")]
HEADER = "seat,agent_key,start,end,role,team\n"
DAYS = [date(2026, 3, 1), date(2026, 3, 2)]


def read(folder: Path, text: str | bytes, zone: str = "Asia/Shanghai") -> Roster:
    path = folder / "roster.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_roster(path, ZoneInfo(zone), DAYS, SEATS)


def faults(folder: Path, text: str | bytes) -> list[str]:
    with pytest.raises(InputFaults) as caught:
        read(folder, text)
    return [str(fault).replace(f"{folder}/", "") for fault in caught.value.faults]


def held(roster: Roster, seat: str, hour: int, minute: int = 0, day: int = 2) -> str | None:
    moment = instant(datetime(2026, 3, day, hour, minute, tzinfo=UTC))
    return roster.agent_at(SeatId(seat), moment)


def test_times_are_moments_or_the_sites_clock_or_open(tmp_path: Path) -> None:
    roster = read(
        tmp_path,
        HEADER
        + "A-01,2011,2026-03-02T09:00:00+08:00,2026-03-02T02:00:00Z,agent,blue\n"
        + "A-02,2012,09:00,18:00,,\n\n"
        + "A-03,2013,,,lead,\n",
    )
    assert [held(roster, "A-01", 1), held(roster, "A-01", 2)] == ["2011", None]
    assert [held(roster, "A-02", hour) for hour in (0, 1, 9, 10)] == [None, "2012", "2012", None]
    entry = roster.entry_at(SeatId("A-03"), instant(datetime(2030, 1, 1, tzinfo=UTC)))
    assert entry is not None
    assert (entry.agent_key, entry.role) == ("2013", "lead")


def test_a_night_shift_ends_on_the_next_day(tmp_path: Path) -> None:
    roster = read(tmp_path, HEADER + "A-01,2011,22:00,06:00,,\n")
    assert [held(roster, "A-01", hour) for hour in (13, 14, 21, 22)] == [None, "2011", "2011", None]
    assert held(roster, "A-01", 15, day=1) == "2011"


def test_an_empty_side_beside_a_clock_time_is_the_edge_of_the_day(tmp_path: Path) -> None:
    roster = read(tmp_path, HEADER + "A-01,2011,,12:00,,\nA-01,2012,12:00,,,\n")
    assert [held(roster, "A-01", hour) for hour in (3, 4, 15)] == ["2011", "2012", "2012"]
    assert held(roster, "A-01", 16) is None


def test_a_byte_order_mark_and_further_columns_do_no_harm(tmp_path: Path) -> None:
    text = "\ufeffname,seat,agent_key,start,end,role,team\nZhang San,A-01,2011,,,,\n"
    assert held(read(tmp_path, text), "A-01", 1) == "2011"


def test_every_fault_is_told_with_its_line_and_what_is_right(tmp_path: Path) -> None:
    assert faults(
        tmp_path,
        HEADER
        + "A-1,2011,,,,\n"
        + "A-02,,2026-03-02T09:00:00,9 o'clock,,\n"
        + "A-03,2013,10:00,10:00,,\n"
        + "A-03,2013,09:00,2026-03-02T10:00:00Z,,\n"
        + "A-03,2013\n"
        + "A-03,2013,2026-03-02T10:00:00Z,2026-03-02T09:00:00Z,,\n",
    ) == [
        "roster.csv:2: seat is 'A-1'; write one of the 3 seats of the site file"
        " (did you mean A-01?)",
        "roster.csv:3: agent_key is ''; write the phone system's key of the agent, such as 2011",
        "roster.csv:3: start is '2026-03-02T09:00:00'; write an ISO 8601 time with its offset, such"
        " as 2026-03-02T09:01:30.5+08:00 or …Z, or HH:MM on the site's clock, or leave it empty",
        'roster.csv:3: end is "9 o\'clock"; write an ISO 8601 time with its offset, such'
        " as 2026-03-02T09:01:30.5+08:00 or …Z, or HH:MM on the site's clock, or leave it empty",
        "roster.csv:4: end is '10:00'; write another time than the start, 10:00",
        "roster.csv:5: end is '2026-03-02T10:00:00Z'; write both start (09:00) and end as HH:MM,"
        " or both with date and offset",
        "roster.csv:6: row is '2 fields'; write 6 fields, as the header has",
        "roster.csv:7: end is '2026-03-02T09:00:00Z'; write a time after the start,"
        " 2026-03-02T10:00:00Z",
    ]


def test_two_agents_on_a_seat_or_two_seats_of_an_agent_are_faults(tmp_path: Path) -> None:
    rows = "A-01,2011,09:00,18:00,,\nA-01,2012,17:00,20:00,,\nA-02,2011,17:30,18:30,,\n"
    assert faults(tmp_path, HEADER + rows) == [
        "roster.csv:3: seat is 'A-01'; the seat is already taken at that time (line 2);"
        " write times that do not overlap",
        "roster.csv:4: agent_key is '2011'; the agent already has a seat at that time (line 2);"
        " write times that do not overlap",
    ]


def test_the_header_must_have_each_column_once(tmp_path: Path) -> None:
    assert faults(tmp_path, "seat,seat,agent_key,stat,end,role,team\n") == [
        "roster.csv:1: header is 'seat'; write it once",
        "roster.csv:1: column start is missing; write seat,agent_key,start,end,role,team",
    ]
    assert len(faults(tmp_path, "")) == 6


def test_a_file_that_is_no_csv_in_utf8_is_told(tmp_path: Path) -> None:
    gbk = (HEADER + "A-01,2011,,,客服,\n").encode("gbk")
    assert faults(tmp_path, gbk) == ["roster.csv: not UTF-8; save the file as CSV UTF-8"]
    assert "not CSV" in faults(tmp_path, HEADER + '"A-01"x,2011,,,,\n')[0]
    with pytest.raises(InputFaults, match="cannot be read"):
        read_roster(tmp_path / "none.csv", ZoneInfo("UTC"), DAYS, SEATS)


def test_a_shift_that_the_clock_skips_does_not_exist_on_that_day(tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_text(HEADER + "A-01,2011,02:30,03:00,,\n")
    spring = [date(2026, 3, 29)]
    assert read_roster(path, ZoneInfo("Europe/Berlin"), spring, SEATS).agents_of(SEATS[0]) == set()
