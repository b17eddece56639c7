"""A browser on a real site; where Chromium is missing, tests.services says what to install."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    expect,
    sync_playwright,
)

from tests import services

PATIENCE = 30_000  # milliseconds: a machine that does other things too is slow, not broken
expect.set_options(timeout=PATIENCE)


def is_bad(said: ConsoleMessage) -> bool:
    """Say whether the browser complains; a refused form (422) is an answer, not a fault."""
    return said.type in {"error", "warning"} and "status of 422" not in said.text


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    options = services.chromium_options()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**options)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def site(browser: Browser) -> Iterator[services.Site]:
    with services.site() as site:
        yield site


@pytest.fixture
def open_page(browser: Browser, site: services.Site) -> Iterator[Callable[..., Page]]:
    """Open a page; whatever the browser complains about fails the test at its end."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def build(**options: object) -> Page:
        context = browser.new_context(**({"base_url": site.url} | options))
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("console", lambda said: complaints.append(said.text) if is_bad(said) else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield build
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def answer(open_page) -> Callable[..., Page]:
    """Open the answer for 10,000 members, as a reader gets it."""

    def build(**options: object) -> Page:
        page = open_page(**options)
        page.goto("/")
        page.get_by_role("textbox", name="How many people").fill("10,000")
        page.get_by_text("members", exact=True).click()
        page.get_by_role("button", name="Calculate").click()
        page.wait_for_url("**/c/*/")
        return page

    return build
