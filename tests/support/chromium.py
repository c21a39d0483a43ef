"""A real Chromium for end-to-end tests; where there is none, the tests are skipped, visibly."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Response, sync_playwright

ARGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def executable() -> str | None:
    """The browser: ``FLOORWATCH_CHROMIUM``, else Debian's, else the first on the path."""
    names = ("/usr/bin/chromium", "chromium", "chromium-browser", "google-chrome")
    found = (shutil.which(name) for name in names)
    return os.environ.get("FLOORWATCH_CHROMIUM") or next(filter(None, found), None)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless browser. Skips the test where no Chromium is installed."""
    path = executable()
    if path is None:
        pytest.skip("no Chromium here: the end-to-end tests of the page did not run")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGS))
        try:
            yield browser
        finally:
            browser.close()


def complaints(page: Page) -> list[str]:
    """What the page complains of from now on: the console's errors, exceptions, failed requests.

    A violation of the content security policy is a console error too.
    """
    heard: list[str] = []

    def console(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            heard.append(f"{message.type}: {message.text}")

    def answered(response: Response) -> None:
        if response.status >= 400:
            heard.append(f"{response.status}: {response.url}")

    page.on("console", console)
    page.on("pageerror", lambda error: heard.append(f"exception: {error}"))
    page.on("response", answered)
    return heard
