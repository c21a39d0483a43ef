"""The card of a seat in a real browser: what is seen there as one line, in both languages."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from fake_floor import START, busy_floor, moved
from fake_services import services
from playwright.sync_api import Browser, expect
from running import running
from support.chromium import chromium, complaints

from api.board import Board, Snapshot
from api.web.app import create_app
from floor.observation import Chair
from floor.time import plus


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


def floor() -> Snapshot:
    """A-02 has been empty for 95 s, its chair 62 cm from home."""
    seats = list(busy_floor().seats)
    seen = replace(seats[1].observation, chair=Chair.OUT, chair_cm=62.0)
    seats[1] = replace(seats[1], observation=seen)
    return replace(busy_floor(), seats=tuple(seats))


@pytest.mark.parametrize(
    ("locale", "line"),
    [
        ("en-GB", r"nobody for {} min \d+ s · chair 62 cm from home · camera good"),
        ("zh-CN", r"{} 分 \d+ 秒无人 · 椅子离位 62 厘米 · 画面正常"),
    ],
)
def test_what_is_seen_is_one_line_and_its_time_runs(
    browser: Browser, locale: str, line: str
) -> None:
    board = Board()
    board.publish(floor())
    with running(create_app(board, services(demo=True))) as address:
        page = browser.new_context(locale=locale).new_page()
        heard = complaints(page)
        page.goto(address)
        page.locator('.seat[data-seat="A-02"]').focus()
        page.keyboard.press("Enter")
        shown = page.locator("dialog[open] .fact-reason dd")
        expect(shown).to_have_text(re.compile(f"^{line.format(1)}$"))
        board.publish(moved(floor(), plus(START, 60)))
        expect(shown).to_have_text(re.compile(f"^{line.format(2)}$"))
        page.context.close()
    assert heard == []
