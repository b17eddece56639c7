"""A reader looks for what would turn the answer, and tries it."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.test_accessibility import serious, sideways, unfold


def to_the_case(page: Page) -> None:
    page.get_by_role("link", name="The case against it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The case against this answer")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_each_of_three_cases_leads_to_a_net_of_nothing(answer, scripts):
    page = answer(java_script_enabled=scripts)
    first = page.url
    to_the_case(page)
    expect(page.locator(".argument")).to_have_count(3)
    for number in (1, 2, 3):
        page.goto(f"{first}against/")
        case = page.locator(f"#case-{number}")
        expect(case.get_by_role("heading", level=3)).to_have_text("Who reports such a value?")
        case.get_by_role("button").click()
        page.wait_for_url(lambda url: "/against/" not in url)

        assert page.url != first
        expect(page.locator(".sentence").first).to_contain_text("it returns $1.00 per $1")


def test_finding_that_is_cited_is_one_click_away(answer):
    page = answer()
    to_the_case(page)
    unfold(page)
    page.locator("#case-1 .findings a").first.click()

    page.wait_for_url(lambda url: "/evidence/" in url)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_case_is_accessible_and_fits_a_phone(answer, scheme):
    page = answer(color_scheme=scheme, viewport={"width": 360, "height": 740})
    to_the_case(page)
    unfold(page)

    assert serious(page) == []
    assert sideways(page) <= 0
