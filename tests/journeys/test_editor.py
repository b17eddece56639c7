"""An editor begins a draft, changes a number with a reason, and submits it."""

import pytest

from tests import services
from tests.journeys.seed_release import PASSWORD
from tests.journeys.test_accessibility import serious
from tests.journeys.test_release import sign_in

BOB = f"""
from django.contrib.auth import get_user_model
from tests.evidence import steps
bob = get_user_model().objects.get(pk=steps.editor().pk)
bob.set_password("{PASSWORD}")
bob.save()
"""


@pytest.fixture(scope="module")
def site(browser):
    with services.site() as site:
        services.manage("shell", "-v0", "-c", BOB, env=site.env)
        yield site


def test_an_editor_changes_a_number_and_submits_it(open_page, site):
    page = open_page()
    sign_in(page, "bob")
    page.goto("/admin/evidence/release/")
    page.get_by_role("link", name="Start a draft").click()
    page.get_by_label("Name").fill("Next")
    page.get_by_role("button", name="Start").click()
    page.get_by_text("The draft Next is ready to edit.").wait_for()
    assert page.get_by_role("link", name="Approve", exact=True).count() == 0

    page.goto("/admin/evidence/parameter/?q=surgery_cost.cabg")
    page.get_by_role("link", name="surgery_cost.cabg", exact=True).first.click()
    page.locator("#id_base").fill("81000")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("This field is required.").wait_for()
    page.get_by_label("Reason for this change").fill("Prices of 2027.")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("was changed successfully").wait_for()

    page.get_by_role("link", name="surgery_cost.cabg", exact=True).first.click()
    page.get_by_role("link", name="History").click()
    page.get_by_role("cell", name="Prices of 2027.").wait_for()
    page.get_by_role("cell", name="81,000").first.wait_for()

    page.goto("/admin/evidence/claim/")
    page.locator("input.action-select").first.check()
    page.locator("select[name=action]").select_option("delete_selected")
    page.get_by_role("button", name="Go").click()
    page.get_by_label("Reason").fill("Said twice.")
    page.get_by_role("button", name="Yes, I’m sure").click()
    page.get_by_text("Successfully deleted 1 claim").wait_for()

    page.goto("/admin/evidence/release/")
    page.get_by_role("link", name="Next", exact=True).click()
    page.get_by_role("link", name="Submit for review").click()
    page.get_by_role("rowheader", name="Parameter surgery_cost.cabg").wait_for()
    page.get_by_label("Reason").fill("Ready.")
    page.get_by_role("button", name="Submit for review").click()
    page.get_by_text("Next is in review.").wait_for()
    page.get_by_role("link", name="Send back to draft").wait_for()

    page.goto("/admin/evidence/change/")
    with page.expect_download() as download:
        page.get_by_role("link", name="Export as CSV").click()
    lines = download.value.path().read_text().splitlines()
    assert any("surgery_cost.cabg,changed,bob,Prices of 2027.,base" in line for line in lines)


def test_releases_are_listed_for_everybody(open_page):
    for options in ({}, {"viewport": {"width": 360, "height": 740}}, {"color_scheme": "dark"}):
        page = open_page(**options)
        assert page.goto("/evidence/releases/").status == 200
        page.get_by_role("heading", name="Evidence release November 2026").wait_for()
        assert serious(page) == []
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(wide) <= 0
