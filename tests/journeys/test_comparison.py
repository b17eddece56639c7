"""A reader compares two calculations and reads what leads from one to the other."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.test_accessibility import serious, sideways, unfold


def bridge_of(page: Page) -> list[int]:
    """The dollars of the bridge's table, from the first net to the last."""
    cells = page.locator("#bridge tbody td").all_inner_texts()
    return [int(re.sub(r"[^\d-]", "", text.replace("−", "-"))) for text in cells]


@pytest.mark.parametrize("scripts", [True, False])
def test_reader_compares_an_answer_with_another_design(answer, scripts):
    page = answer(java_script_enabled=scripts)
    page.get_by_role("link", name="Compare it with another").click()
    page.get_by_label("Program design", exact=True).select_option(label="Targeted outreach")
    page.get_by_role("button", name="Keep it and compare").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("B (targeted outreach)")
    start, *pieces, end = bridge_of(page)
    assert len(pieces) == 1
    assert start + sum(pieces) == end
    page.get_by_role("link", name="From B to A instead").click()
    expect(page.locator("#bridge")).to_contain_text("From A to B")
    assert bridge_of(page) == [end, *(-piece for piece in pieces), start]


def test_reader_pastes_a_second_calculation_and_mends_a_slip(answer):
    page = answer()
    first = page.url
    page.goto("/?members=2,500&design=passive")
    page.get_by_role("button", name="Calculate").click()
    page.wait_for_url("**/c/*/")
    second = page.url
    page.goto("/compare/")
    page.evaluate("window.kept = true")
    page.get_by_label("Calculation A").fill(first)
    page.get_by_label("Calculation B").fill("lost")
    page.get_by_role("button", name="Compare", exact=True).click()

    expect(page.locator("#err-in-c-2")).to_contain_text("No calculation that you can open")
    expect(page.get_by_label("Calculation A")).to_have_value(first)
    assert serious(page) == []
    page.get_by_label("Calculation B").fill(second)
    page.get_by_role("button", name="Compare", exact=True).click()

    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page.locator("#unlike")).to_contain_text("10,000 in A and 2,500 in B")
    start, *pieces, end = bridge_of(page)
    assert start + sum(pieces) == end
    assert page.evaluate("window.kept") is True
    page.goto(page.url)
    assert bridge_of(page) == [start, *pieces, end]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_comparison_is_accessible_and_fits_a_phone(answer, scheme):
    page = answer(color_scheme=scheme, viewport={"width": 360, "height": 740})
    page.get_by_role("link", name="Compare it with another").click()
    for design in ("Passive benefit", "Mandatory review of lumbar fusion", "Targeted outreach"):
        page.get_by_label("Program design", exact=True).select_option(label=design)
        page.get_by_role("button", name="Keep it and compare").click()
        expect(page.locator("#side-by-side")).to_be_visible()
    unfold(page)

    assert serious(page) == []
    assert sideways(page) <= 0
    expect(page.locator("#variant")).to_have_count(0)
    page.get_by_label("The bridge leads from A to").select_option("D")
    page.get_by_role("button", name="Compare", exact=True).click()
    expect(page.locator("#bridge")).to_contain_text("From A to D")
