"""The page as people meet it: from a file, without a network, with a keyboard, on paper."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from support.chromium import chromium, complaints
from support.made_up_evaluation import scenario, write_site

from eval.report.write import Replayed, write_report
from eval.scores.score import score


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder: Path = tmp_path_factory.mktemp("page")
    replays = [
        Replayed(write_site(tmp_path_factory.mktemp(name)), scenario(name)) for name in ("a", "b")
    ]
    result = score([each.scenario for each in replays], "1.2.3")
    return write_report(result, replays, folder).as_uri()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.goto(address)
    yield page
    page.close()


def test_it_opens_from_a_file_without_a_complaint_or_a_request(browser, address) -> None:
    page = browser.new_page()
    heard, asked = complaints(page), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    page.wait_for_load_state("networkidle")
    assert heard == []
    assert [url for url in asked if not url.startswith("data:")] == [address]
    assert page.locator("img").count() > 0
    assert page.evaluate("[...document.images].every(i => i.complete && i.naturalWidth > 0)")
    page.close()


def test_the_policy_really_stops_scripts_and_styles(page: Page) -> None:
    heard = complaints(page)
    page.evaluate(
        """() => {
            const style = document.createElement("style");
            style.textContent = "h1 { display: none }";
            document.head.append(style);
            const picture = new Image();
            picture.src = "https://example.org/x.png";
            document.body.append(picture);
        }"""
    )
    page.wait_for_timeout(200)
    assert page.locator("h1").is_visible()
    assert sum("Content Security Policy" in each for each in heard) >= 2


def test_the_language_is_switched_without_a_script(page: Page) -> None:
    title = page.locator("h1")
    assert title.inner_text() == "评估报告"
    page.locator("#zh").focus()
    page.keyboard.press("ArrowRight")
    assert title.inner_text() == "Evaluation report"
    shown = page.locator(".zh").filter(visible=True)
    assert shown.count() == 0


def test_everything_that_can_be_used_is_reached_with_the_tab_key(page: Page) -> None:
    wanted = page.evaluate(
        """() => [...document.querySelectorAll('a[href], input:checked, summary, [tabindex="0"]')]
              .filter(e => e.closest("details:not([open])") === null || e.matches("summary"))
              .map((e, n) => e.dataset.place = String(n))"""
    )
    assert len(wanted) > 8
    reached = set()
    for _ in range(len(wanted) + 2):
        page.keyboard.press("Tab")
        place = page.evaluate("document.activeElement.dataset.place ?? null")
        reached.add(place)
    assert set(wanted) <= reached


def test_the_first_tab_offers_to_skip_to_the_content(page: Page) -> None:
    page.keyboard.press("Tab")
    assert page.locator(".skip").bounding_box()["x"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_a_closed_timeline_opens_with_the_keyboard(page: Page) -> None:
    second = page.locator("details").nth(1)
    assert not second.locator("svg").is_visible()
    second.locator("summary").focus()
    page.keyboard.press("Enter")
    assert second.locator("svg").is_visible()


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (3840, 2160), (390, 844)])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_runs_over_the_edge(page: Page, width: int, height: int, language: str) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.locator(f"#{language}").check(force=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_words_in_drawings_are_no_smaller_than_small_print(page: Page) -> None:
    smallest = page.evaluate(
        """() => Math.min(...[...document.querySelectorAll("details[open] svg text, .plot text")]
              .filter(e => e.getBoundingClientRect().width > 0)
              .map(e => parseFloat(getComputedStyle(e).fontSize) * e.getScreenCTM().d))"""
    )
    assert smallest >= 9


def test_on_paper_closed_timelines_are_printed_and_controls_are_not(page: Page) -> None:
    page.emulate_media(media="print")
    assert all(each.is_visible() for each in page.locator("details svg").all())
    assert not page.locator(".languages").is_visible()
    assert not page.locator("nav").is_visible()
