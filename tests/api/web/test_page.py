"""The page in a real browser: it moves, speaks both languages and can be walked by keyboard."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from fake_floor import START, busy_floor, camera, card, finding, moved, quiet_floor
from fake_services import LEAD, PASSWORD, FakeCases, services
from playwright.sync_api import Browser, Page, expect
from running import running
from support.chromium import chromium, complaints

from api.board import Board
from api.web.app import create_app
from floor.finding import EpisodeKind, FindingStatus
from floor.observation import Occupancy
from floor.time import plus


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@dataclass
class Shown:
    """A page that shows a board, and what it complained of."""

    page: Page
    board: Board
    cases: FakeCases
    complaints: list[str]

    def seat(self, name: str) -> str:
        return f'.seat[data-seat="{name}"]'


def open_page(browser: Browser, address: str, **context: object) -> tuple[Page, list[str]]:
    page = browser.new_context(**{"viewport": {"width": 1366, "height": 768}, **context}).new_page()
    heard = complaints(page)
    page.goto(address)
    page.wait_for_selector(".seat")
    return page, heard


@pytest.fixture
def shown(browser: Browser) -> Iterator[Shown]:
    board, web = Board(), services(demo=True)
    board.publish(busy_floor())
    assert isinstance(web.cases, FakeCases)
    for found in busy_floor().findings:
        if found.status in (FindingStatus.CONFIRMED, FindingStatus.CONFLICT):
            web.cases.add(found.id, found.seats[0], found.kind)
    with running(create_app(board, web)) as address:
        page, heard = open_page(browser, address, locale="en-GB")
        yield Shown(page, board, web.cases, heard)
        page.context.close()
    assert heard == []


def test_the_map_moves_when_the_board_changes(shown: Shown) -> None:
    seat = shown.page.locator(shown.seat("A-01"))
    expect(seat).to_have_attribute("data-state", "occupied")
    seats = list(busy_floor().seats)
    seats[0] = card(0, Occupancy.EMPTY, since_s=5, reason="nobody", time=START)
    shown.board.publish(replace(busy_floor(), seats=tuple(seats)))
    expect(seat).to_have_attribute("data-state", "empty")
    expect(seat).to_contain_text("Away 0:0")
    expect(shown.page.locator('#seat-counts [data-state="empty"] b')).to_have_text("4")


def test_pictures_follow_their_camera(shown: Shown) -> None:
    image = shown.page.locator(".camera img").first
    expect(image).to_have_attribute("src", f"/cameras/cam1/picture.jpg?v={START}")
    shown.board.publish(moved(busy_floor(), plus(START, 4)))
    expect(image).to_have_attribute("src", f"/cameras/cam1/picture.jpg?v={plus(START, 4)}")
    assert image.evaluate("image => image.naturalWidth") == 1280


def test_a_camera_without_a_picture_shows_where_its_seats_are(shown: Shown) -> None:
    cameras = busy_floor().cameras
    dark = replace(cameras[0], state="stalled", reason="lost", frame_age_s=42.0, picture=None)
    # A picture that is on its way while it is taken back is rightly not found.
    shown.page.wait_for_function("[...document.images].every(each => each.complete)")
    shown.board.publish(replace(busy_floor(), cameras=(dark, cameras[1])))
    tile = shown.page.locator(".camera").first
    expect(tile).to_contain_text("No picture")
    expect(tile).to_contain_text("The connection to the camera was lost.")
    expect(tile.locator("polygon")).to_have_count(8)


def test_a_camera_that_was_turned_says_since_when_why_and_what_to_do(shown: Shown) -> None:
    tile = shown.page.locator(".camera").first
    expect(tile.locator(".camera-trouble")).to_be_hidden()
    turned = camera(0, state="degraded", reason="moved")
    shown.board.publish(replace(busy_floor(), cameras=(turned, camera(1))))
    expect(tile.locator(".camera-state")).to_have_text(
        "Degraded · The camera looks elsewhere than before."
    )
    expect(tile.locator(".camera-advice")).to_have_text(
        "Turn it back, or draw its seats on the new view and start again."
    )
    expect(tile.locator(".camera-since")).to_contain_text("since 08:57:55, for 2 min")
    expect(shown.page.locator("#news")).to_contain_text(
        "Camera cam1: The camera looks elsewhere than before."
    )
    shown.board.publish(busy_floor())
    expect(tile.locator(".camera-trouble")).to_be_hidden()


def test_a_cameras_trouble_is_said_in_chinese(browser: Browser) -> None:
    board = Board()
    covered = camera(0, state="degraded", reason="covered")
    board.publish(replace(busy_floor(), cameras=(covered, camera(1))))
    with running(create_app(board, services(demo=True))) as address:
        page, heard = open_page(browser, address, locale="zh-CN")
        tile = page.locator(".camera").first
        expect(tile.locator(".camera-state")).to_have_text("画面欠佳 · 镜头被遮挡。")
        expect(tile.locator(".camera-advice")).to_contain_text("请检查镜头")
        expect(tile.locator(".camera-since")).to_contain_text("自 08:57:55 起，已 2 分")
        page.context.close()
    assert heard == []


def test_each_camera_says_how_many_people_it_shows_and_a_blind_one_nothing(shown: Shown) -> None:
    people = shown.page.locator(".camera-people")
    expect(people.nth(0)).to_have_text("8 in view")
    expect(people.nth(1)).to_have_text("7 in view · 4 on their feet · 3 standing together")
    shown.board.publish(replace(busy_floor(), cameras=(camera(0), camera(1, state="stalled"))))
    expect(people.nth(1)).to_be_hidden()


def test_the_number_of_people_is_said_in_chinese(browser: Browser) -> None:
    board = Board()
    board.publish(busy_floor())
    with running(create_app(board, services(demo=True))) as address:
        page, heard = open_page(browser, address, locale="zh-CN")
        people = page.locator(".camera-people").nth(1)
        expect(people).to_have_text("画面中 7 人 · 站立 4 人 · 聚集 3 人")
        page.context.close()
    assert heard == []


def test_the_keyboard_walks_the_seats_and_opens_one(shown: Shown) -> None:
    page = shown.page
    page.locator(shown.seat("A-01")).focus()
    for key, seat in (
        ("ArrowRight", "A-02"),
        ("ArrowRight", "A-03"),
        ("ArrowDown", "B-03"),
        ("ArrowLeft", "B-02"),
        ("ArrowUp", "A-02"),
        ("ArrowUp", "A-02"),
    ):
        page.keyboard.press(key)
        expect(page.locator(shown.seat(seat))).to_be_focused()
    assert page.locator('.seat[tabindex="0"]').count() == 1
    page.keyboard.press("Enter")
    dialog = page.locator("dialog[open]")
    expect(dialog).to_contain_text("Seat A-02")
    for text in ("Away", "nobody for 1 min", "91%", "Available", "For review"):
        expect(dialog).to_contain_text(text)
    expect(dialog.locator("img")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(shown.seat("A-02"))).to_be_focused()


def test_findings_wait_for_a_person(shown: Shown) -> None:
    page = shown.page
    confirmed = page.locator('#findings-open [data-status="confirmed"]', has_text="A-02")
    conflict = page.locator('#findings-open [data-status="conflict"]')
    expect(conflict.get_by_role("button", name="Follow up")).to_have_count(0)
    confirmed.get_by_role("button", name="Follow up").click()
    expect(confirmed).to_contain_text("Marked for follow-up")
    conflict.get_by_role("button", name="No issue").click()
    page.keyboard.type("headset was off")
    page.keyboard.press("Enter")
    expect(conflict).to_contain_text("Closed, no issue")
    assert sorted(case.status for case in shown.cases.cases.values()) == [
        "ACKNOWLEDGED",
        "DISMISSED",
        "STATE_CONFIRMED",
    ]


def test_a_half_typed_reason_outlives_the_next_decision(shown: Shown) -> None:
    page = shown.page
    conflict = page.locator('#findings-open [data-status="conflict"]')
    conflict.get_by_role("button", name="No issue").click()
    page.keyboard.type("headset")
    shown.board.publish(moved(busy_floor(), plus(START, 2)))
    expect(page.locator("#clock")).to_have_text(re.compile("09:00:0[2-9]"))
    expect(conflict.locator("input")).to_have_value("headset")
    expect(conflict.locator("input")).to_be_focused()


def test_a_new_finding_is_announced_politely_and_old_ones_are_not(shown: Shown) -> None:
    news = shown.page.locator("#news")
    expect(news).to_have_text("")
    expect(news).to_have_attribute("aria-live", "polite")
    new = finding(6, FindingStatus.CONFIRMED, (13,), age_s=3)
    shown.board.publish(replace(busy_floor(), findings=(*busy_floor().findings, new)))
    expect(news).to_have_text("New for review: seat B-07, Away from seat")


def test_a_raised_hand_comes_first_and_is_called_out_on_the_map(shown: Shown) -> None:
    page = shown.page
    call = finding(
        7,
        FindingStatus.CANDIDATE,
        (6,),
        kind=EpisodeKind.HAND_RAISED,
        age_s=4,
        reason="asks_for_help",
        rule=None,
    )
    shown.board.publish(replace(busy_floor(), findings=(*busy_floor().findings, call)))
    first = page.locator("#findings-open > li").first
    expect(first).to_contain_text("Hand raised")
    expect(first).to_contain_text("Asks for help")
    expect(first.locator(".actions button")).to_have_count(0)
    expect(page.locator(shown.seat("A-07"))).to_have_attribute("data-finding", "help")
    expect(page.locator('#finding-counts [data-state="help"] b')).to_have_text("1")
    expect(page.locator("#news")).to_have_text("Seat A-07 asks for help")
    shown.board.publish(busy_floor())
    expect(page.locator(shown.seat("A-07"))).not_to_have_attribute("data-finding", "help")


def test_what_is_only_seen_is_called_neither_explained_nor_for_review(shown: Shown) -> None:
    seen = finding(
        7, FindingStatus.CANDIDATE, (6,), kind=EpisodeKind.STANDING, reason="seen", rule=None
    )
    shown.board.publish(replace(busy_floor(), findings=(seen,)))
    item = shown.page.locator('#findings-quiet [data-status="seen"]')
    expect(item).to_contain_text("Standing up", use_inner_text=False)
    expect(shown.page.locator("#findings-none")).to_be_visible()


def test_the_language_is_switched_and_kept(shown: Shown) -> None:
    page = shown.page
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("link", name="中文").click()
    page.wait_for_selector(".seat")
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    expect(page.locator(shown.seat("A-02"))).to_contain_text("离席")
    expect(page.locator("#findings-open")).to_contain_text("待复核")
    expect(page.locator("header.top")).to_contain_text("现场地图")
    page.reload()
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")


SIZES = [(1366, 768), (3840, 2160), (420, 860)]


def test_nothing_overflows_sideways(browser: Browser) -> None:
    board = Board()
    board.publish(busy_floor())
    widths = "[document.documentElement.scrollWidth, window.innerWidth]"
    with running(create_app(board, services(demo=True))) as address:
        for locale, scheme in (("zh-CN", "light"), ("en-GB", "dark")):
            page, heard = open_page(browser, address, locale=locale, color_scheme=scheme)
            for width, height in SIZES:
                page.set_viewport_size({"width": width, "height": height})
                content, window = page.evaluate(widths)
                assert content <= window == width
            page.context.close()
            assert heard == []


def test_signing_in_leads_to_the_map_and_out_again(browser: Browser) -> None:
    board = Board()
    board.publish(quiet_floor())
    with running(create_app(board, services())) as address:
        page = browser.new_context(locale="en-GB").new_page()
        heard = complaints(page)
        page.goto(address)
        page.get_by_label("Name").fill(LEAD)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_selector(".seat")
        expect(page.locator("#findings-none")).to_be_visible()
        page.get_by_role("button", name="Sign out").click()
        page.wait_for_url("**/sign-in")
        page.goto(address)
        page.wait_for_url("**/sign-in?next=/")
        page.context.close()
    assert heard == []


def test_a_lost_server_is_said(browser: Browser) -> None:
    board = Board()
    board.publish(quiet_floor())
    app = create_app(board, services(demo=True))
    with running(app) as address:
        page, _ = open_page(browser, address, locale="en-GB")
        expect(page.locator("#link")).to_have_text("Live")
    expect(page.locator("#link")).to_contain_text("Connection lost")
    page.context.close()
