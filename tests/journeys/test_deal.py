"""A reader designs a deal, with and without JavaScript."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.test_accessibility import serious, sideways, unfold


def to_the_deal(page: Page) -> None:
    page.get_by_role("link", name="Design the deal").click()
    expect(page.locator("h1")).to_have_text("Design the deal")


def calculate(page: Page) -> None:
    page.get_by_role("button", name="Calculate this contract").click()


@pytest.mark.parametrize("scripts", [True, False])
def test_reader_asks_for_a_guarantee_and_by_whose_count(answer, scripts):
    page = answer(java_script_enabled=scripts)
    to_the_deal(page)
    expect(page.locator("#deal-headline")).to_contain_text("a loss of about")
    page.get_by_label("Fees at risk").fill("100%")
    page.get_by_label("Guaranteed savings per $1 of fees").fill("2")
    calculate(page)

    expect(page.locator("#guarantee h2")).to_contain_text("measured by claims")
    expect(page).to_have_url(re.compile("fees_at_risk=100%25"))
    expect(page.locator("#money")).to_contain_text("Paid back to you")
    by_claims = page.locator("#tile-cost .tile-value").inner_text()
    page.get_by_label("By the seller's own count").check()
    calculate(page)
    expect(page.locator("#guarantee h2")).to_contain_text("measured by the seller's own count")
    assert page.locator("#tile-cost .tile-value").inner_text() != by_claims


def test_answer_arrives_in_place_and_its_address_reopens_it(answer):
    page = answer()
    to_the_deal(page)
    page.evaluate("window.kept = true")
    page.get_by_label("Fee per employee per month").fill("0")
    page.get_by_label("Gain share", exact=True).fill("30%")
    calculate(page)

    expect(page.locator("#deal-headline")).to_be_focused()
    expect(page.locator("#price tr.chosen")).to_contain_text("Share of the savings")
    assert page.evaluate("window.kept") is True
    headline = page.locator("#deal-headline").inner_text()
    page.goto(page.url)
    expect(page.locator("#deal-headline")).to_have_text(headline)
    page.get_by_role("link", name="Back to the answer").click()
    expect(page.locator("#decide")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_refused_terms_keep_what_was_typed(answer, scripts):
    page = answer(java_script_enabled=scripts)
    to_the_deal(page)
    page.get_by_label("Fee per opinion").fill("dear")
    page.get_by_text("Members' incentive").click()
    page.get_by_label("Use with the incentive").fill("2")
    calculate(page)

    expect(page.locator(".error-summary")).to_contain_text("2 entries need your attention")
    expect(page.locator("#in-fee_per_opinion")).to_have_value("dear")
    expect(page.locator("#err-in-incentive_uptake")).to_contain_text("Goes with an incentive")
    if scripts:
        assert serious(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_serious_in_the_way_of_anybody(answer, scheme):
    page = answer(color_scheme=scheme)
    to_the_deal(page)
    page.get_by_role("link", name="Twice the fees guaranteed").click()
    expect(page.locator("#guarantee h2")).to_contain_text("measured by claims")
    unfold(page)

    assert serious(page) == []


def test_phone_never_scrolls_sideways(answer):
    page = answer(viewport={"width": 360, "height": 740})
    to_the_deal(page)
    page.get_by_role("link", name="The same promise by the seller's own count").click()
    expect(page.locator("#deal-headline")).to_be_visible()
    unfold(page)

    assert sideways(page) <= 0
