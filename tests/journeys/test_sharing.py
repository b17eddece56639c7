"""A calculation is shared by link, read by others, and shared no more."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.people import keep
from tests.journeys.test_accessibility import serious, sideways, unfold


def make_link(page: Page, shows: str, whom: str = "") -> str:
    """Make a link on the page of links; give its address."""
    links = page.locator(".kept .address code")
    before = links.count()
    page.get_by_label(shows, exact=True).check()
    page.get_by_label("For whom").fill(whom)
    page.get_by_role("button", name="Make the link").click()
    expect(links).to_have_count(before + 1)
    return links.first.inner_text()


@pytest.fixture
def links_page(answer) -> Page:
    """The page where links to a kept calculation are made."""
    page = answer()
    keep(page)
    page.get_by_role("link", name="Share by link").click()
    return page


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_reader_of_a_link_sees_everything_and_can_change_nothing(links_page, open_page, scripts):
    address = make_link(links_page, "Everything", "the board")
    expect(links_page.locator(".kept")).to_contain_text("For the board")

    reader = open_page(java_script_enabled=scripts)
    reader.goto(address)
    expect(reader.get_by_role("heading", level=1)).to_contain_text("10,000 members")
    expect(reader.locator("#assumptions")).to_be_attached()
    assert reader.locator("main form, main input, main button").count() == 0


def test_reader_of_the_answer_alone_cannot_tell_what_was_entered(links_page, open_page):
    address = make_link(links_page, "The answer alone")

    reader = open_page()
    reader.goto(address)
    expect(reader.get_by_role("heading", level=1)).to_contain_text("this program loses about")
    text = reader.content()
    assert "10,000 members" not in text
    assert "$1.50" not in text
    assert reader.locator("main form, main input, main button").count() == 0


def test_revoked_link_opens_nothing_and_the_others_still_work(links_page, open_page):
    kept = make_link(links_page, "The answer alone", "the press")
    revoked = make_link(links_page, "Everything", "a consultant")
    reader = open_page()
    reader.goto(revoked)
    links_page.get_by_role("button", name=re.compile("Revoke.*a consultant")).click()

    expect(links_page.locator(".kept > li")).to_have_count(1)
    assert reader.request.get(revoked).status == 404
    assert "This link no longer works" in reader.request.get(revoked).text()
    assert reader.request.get(kept).status == 200


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_links_and_what_they_show_are_accessible_and_fit_a_phone(links_page, open_page, scheme):
    addresses = [make_link(links_page, shows) for shows in ("The answer alone", "Everything")]
    links_page.emulate_media(color_scheme=scheme)
    links_page.set_viewport_size({"width": 360, "height": 740})
    assert (serious(links_page), sideways(links_page)) == ([], 0)

    reader = open_page(color_scheme=scheme, viewport={"width": 360, "height": 740})
    for address in addresses:
        reader.goto(address)
        unfold(reader)
        assert (address, serious(reader), sideways(reader)) == (address, [], 0)
