"""A reader plans the measurement, and a year later enters what the program really brought."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.people import keep
from tests.journeys.test_accessibility import serious, sideways, unfold


def to_the_plan(page: Page) -> None:
    page.get_by_role("link", name="How to measure it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("How to measure it")


def enter(page: Page, **counts: str) -> None:
    for name, value in counts.items():
        page.locator(f"#in-{name}").fill(value)
    page.get_by_role("button", name="Keep", exact=True).click()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_larger_comparison_group_changes_the_plan(answer, scripts):
    page = answer(java_script_enabled=scripts)
    to_the_plan(page)
    before = page.locator("#measure table").first.inner_text()
    page.get_by_label("Members of the comparison group").fill("many")
    page.get_by_role("button", name="Calculate anew").click()
    expect(page.locator(".error-summary")).to_be_visible()
    page.get_by_label("Members of the comparison group").fill("10")
    page.get_by_role("button", name="Calculate anew").click()

    page.wait_for_url(lambda url: "ratio=10" in url)
    expect(page.locator("#measure")).to_contain_text("10 members for each of yours")
    assert page.locator("#measure table").first.inner_text() != before


def test_stranger_is_led_to_an_account_and_back_to_the_actuals(answer):
    page = answer()
    to_the_plan(page)
    page.get_by_role("link", name="take this calculation into your account").click()

    page.wait_for_url(lambda url: "/accounts/login/?next=" in url)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_owner_enters_a_year_and_reads_it_beside_the_prediction(answer, scripts):
    page = answer(java_script_enabled=scripts)
    keep(page)
    to_the_plan(page)
    page.get_by_role("link", name="Enter year 1").click()
    enter(page, starts_on="2027-01-01", opinions="dozens", program_cost="150,000")
    expect(page.locator("#err-in-opinions")).not_to_be_empty()
    expect(page.locator("#in-program_cost")).to_have_value("150,000")
    if scripts:
        assert serious(page) == []
    enter(page, opinions="60")

    year = page.locator("section.exhibit").filter(has_text="2027").last
    expect(year).to_contain_text("60")
    expect(year).to_contain_text("$150,000")
    page.get_by_role("link", name="Change year 1").click()
    page.get_by_role("button", name="Remove what was entered for year 1").click()
    expect(page.get_by_role("link", name="Enter year 1")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_plan_and_actuals_are_accessible_and_fit_a_phone(answer, scheme):
    page = answer(color_scheme=scheme, viewport={"width": 360, "height": 740})
    keep(page)
    to_the_plan(page)
    page.get_by_role("link", name="Enter year 1").click()
    assert (serious(page), sideways(page)) == ([], 0)
    enter(page, starts_on="2027-01-01", opinions="3", operations="60", plan_saving="-2,000")
    expect(page.get_by_role("link", name="Change year 1")).to_be_visible()
    unfold(page)

    assert serious(page) == []
    assert sideways(page) <= 0
