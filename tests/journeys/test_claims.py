"""A reader checks a seller's claim, with and without JavaScript."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.test_accessibility import serious, sideways

CHECKER = "/evidence/claims/check/"


def check(page: Page) -> None:
    page.get_by_role("button", name="Check the claim").click()


@pytest.mark.parametrize("scripts", [True, False])
def test_reader_checks_eleven_to_one(open_page, scripts):
    page = open_page(java_script_enabled=scripts)
    page.goto("/evidence/claims/")
    page.get_by_role("link", name="Check a seller's claim").click()
    page.get_by_label("The figure claimed").fill("11 to 1")
    page.locator("#in-size").fill("10,000")
    page.locator("#in-fee").fill("1.00")
    check(page)

    headline = page.locator("#claim-headline")
    expect(headline).to_have_text(re.compile("cannot be true on the evidence"))
    expect(page).to_have_url(re.compile(r"amount=11(\+|%20)to(\+|%201)"))
    expect(page.locator("#needs tr.chosen")).to_contain_text("impossible")
    expect(page.locator("#arithmetic")).to_contain_text("5,128 employees")


def test_answer_arrives_in_place_and_its_address_reopens_it(open_page):
    page = open_page()
    page.goto(CHECKER)
    page.evaluate("window.kept = true")
    page.get_by_label("Dollars in all").check()
    page.get_by_label("The figure claimed").fill("$7 million")
    page.locator("#in-size").fill("300,000")
    page.get_by_text("Years, cases, and what the dollars are").click()
    page.locator("#in-years").fill("3")
    page.locator("#in-saving_per_case").fill("4,500")
    check(page)

    expect(page.locator("#own-figures")).to_contain_text("makes 1,556 cases: consistent")
    expect(page.locator("#claim-headline")).to_be_focused()
    assert page.evaluate("window.kept") is True
    page.goto(page.url)
    expect(page.locator("#own-figures")).to_contain_text("1,556 cases")


@pytest.mark.parametrize("scripts", [True, False])
def test_refused_claim_keeps_what_was_typed(open_page, scripts):
    page = open_page(java_script_enabled=scripts)
    page.goto(CHECKER)
    page.get_by_label("The figure claimed").fill("lots")
    page.locator("#in-size").fill("9 people")
    check(page)

    expect(page.locator(".error-summary")).to_contain_text("2 entries need your attention")
    expect(page.locator("#err-in-amount")).to_contain_text("“lots” is not a number")
    expect(page.locator("#in-size")).to_have_value("9 people")
    expect(page.locator("#in-size")).to_have_attribute("aria-invalid", "true")
    if scripts:
        assert serious(page) == []


def test_reader_takes_a_calculation_to_the_checker(answer):
    page = answer()
    page.get_by_role("link", name="Check a seller's claim on these members").click()

    expect(page.locator("#in-size")).to_have_value("10000")
    expect(page.locator("#in-fee")).to_have_value("1.5")
    page.get_by_label("The figure claimed").fill("3")
    check(page)
    expect(page.locator("#claim-headline")).to_contain_text("beyond the evidence")


def test_counts_lead_to_the_claims_they_count(open_page):
    page = open_page(viewport={"width": 360, "height": 740})
    page.goto("/evidence/claims/")
    page.get_by_role("link", name="Misattributed: All documents, 11").click()

    expect(page.get_by_role("status")).to_contain_text("11 of 111 claims.")
    page.get_by_label("Verdict", exact=True).select_option(label="Confirmed")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("status")).to_contain_text("16 of 111 claims.")
    assert sideways(page) <= 0
