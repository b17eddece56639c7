"""Every page: nothing that axe objects to; it goes by keyboard, fits a phone, zoom and paper.

In Spanish too, but for colors and the Tab key, which have no language.

The list of pages is held against the addresses of the site, so that a new page is not forgotten.
"""

import json
import re
import subprocess
import sys
from urllib.parse import urlsplit

import pytest
from django.urls import resolve, reverse

from tests import services
from tests.journeys import keyboard, pages
from tests.journeys.seed_release import PASSWORD
from tests.journeys.test_accessibility import sideways, unfold, violations

DESKTOP = {"width": 1280, "height": 900}
ZOOMED = {"width": 640, "height": 450}  # a desktop's window at 200 %
PHONE = {"width": 360, "height": 740}
PAPER = {"width": 690, "height": 900}  # US Letter between the margins of print.css
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
EVERYTHING = {"runOnly": RULES, "resultTypes": ["violations"]}
SAID = EVERYTHING | {"rules": {"color-contrast": {"enabled": False}}}  # the slowest by far
COLORS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
ANY = {"minor", "moderate", "serious", "critical"}


@pytest.fixture(scope="module")
def names(site) -> dict[str, str]:
    """What there is to show, and the sessions of who may see it."""
    argv = [sys.executable, "-m", "tests.journeys.seed_pages"]
    done = subprocess.run(
        argv, env=site.env, cwd=services.ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def visit(browser, site, names):
    """Give a person's page; each person has one browser context for each language."""
    contexts = {}

    def build(who: str, locale: str = "en-US"):
        if (context := contexts.get((who, locale))) is None:
            context = contexts[who, locale] = browser.new_context(base_url=site.url, locale=locale)
            if who:
                cookie = {"name": "sessionid", "value": names[who], "url": site.url}
                context.add_cookies([cookie])
            context.new_page()
        return context.pages[0]

    yield build
    for context in contexts.values():
        context.close()


def test_every_address_is_visited_or_has_a_reason():
    assert pages.without_reason() == set()


def test_no_address_is_listed_that_there_is_not():
    visited = {name for names in pages.PAGES.values() for name in names}
    known = visited | pages.TAKES_A_POST | set(pages.IS_NO_PAGE)
    known |= {f"{pages.ADMIN}{name}" for name in pages.DESK}

    assert known - set(pages.routes()) == set()
    assert not visited & (pages.TAKES_A_POST | set(pages.IS_NO_PAGE))


@pytest.mark.parametrize("name", sorted(pages.TAKES_A_POST))
def test_what_takes_a_post_is_no_page(admin_client, name):
    parts = re.findall(r"<(\w+):\w+>", pages.routes()[name][0])

    path = reverse(name, args=[1 if part == "int" else "x" for part in parts])

    assert admin_client.get(path).status_code == 405


EXAMPLES = [
    pytest.param(who, name, address, id=f"{who} {address}".strip())
    for who, found in pages.PAGES.items()
    for name, examples in found.items()
    for address in examples
]


@pytest.mark.parametrize(("who", "name", "address"), EXAMPLES)
def test_page(visit, names, who, name, address):
    page = visit(who)
    opened(page, name, address.format(**names))

    found = violations(page, ANY, EVERYTHING) + keyboard.missed(page)
    page.emulate_media(color_scheme="dark")
    found += [f"dark: {said}" for said in violations(page, ANY, COLORS)]
    found += too_wide(page)

    assert found == []


@pytest.mark.parametrize(("who", "name", "address"), EXAMPLES)
def test_page_in_spanish(visit, names, who, name, address):
    page = visit(who, "es-US")
    opened(page, name, address.format(**names))

    assert page.locator("html").get_attribute("lang") == "es-US"
    assert violations(page, ANY, SAID) + too_wide(page) == []


def opened(page, name: str, address: str) -> None:
    """Open a page on a light desktop, all of it unfolded; give the password again if asked."""
    page.set_viewport_size(DESKTOP)
    page.emulate_media(media="screen", color_scheme="light")
    assert page.goto(address).status in {200, 404, 410}
    if route_of(page) == "account_reauthenticate" != name:
        page.locator("[name=password]").fill(PASSWORD)
        page.locator("main button[type=submit]").first.click()
    assert route_of(page) == name
    unfold(page)


def too_wide(page) -> list[str]:
    """Return by how much a page is wider than what it is read on."""
    found = []
    for media, size in (("screen", ZOOMED), ("screen", PHONE), ("print", PAPER)):
        page.emulate_media(media=media)
        page.set_viewport_size(size)
        if (extra := sideways(page)) > 0:
            found.append(f"{extra} px too wide at {size['width']} px ({media}): {widest(page)}")
    return found


def route_of(page) -> str:
    return resolve(urlsplit(page.url).path).view_name


def test_the_desk(visit, names):
    """The pages of staff, most of them Django's own."""
    page = visit("sue")
    page.set_viewport_size(DESKTOP)
    page.emulate_media(media="screen", color_scheme="light")
    lists = {name for name in pages.routes() if pages.is_of_a_model(name)}
    addresses = [address.format(**names) for address in pages.DESK.values()]
    for name in sorted(lists):
        model = name.removeprefix(pages.ADMIN).rpartition("_")[0]
        address = f"/admin/{model.replace('_', '/', 1)}/"
        addresses.append(
            f"{address}{names['firsts'][model]}/change/" if name.endswith("_change") else address
        )

    found = {address: look(page, address) for address in addresses}

    assert {address: said for address, said in found.items() if said} == {}


def look(page, address: str) -> list[str]:
    assert page.goto(address).ok, address
    return violations(page, ANY, EVERYTHING)


WIDEST = """
() => [...document.querySelectorAll("body *")]
  .filter((e) => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .slice(0, 3).map((e) => e.outerHTML.slice(0, 120))
"""


def widest(page) -> list[str]:
    return page.evaluate(WIDEST)
