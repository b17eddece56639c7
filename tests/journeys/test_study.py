"""An editor types a study in, sees what it means, and brings another in from a spreadsheet."""

import subprocess
import sys

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests import services
from tests.evidence.transfer.books import FINDING, SOURCE, a_workbook, rows_of
from tests.journeys.test_accessibility import SERIOUS
from tests.journeys.test_release import sign_in


@pytest.fixture(scope="module")
def site(browser):
    with services.site() as site:
        argv = [sys.executable, "-m", "tests.journeys.seed_draft"]
        subprocess.run(argv, env=site.env, cwd=services.ROOT, capture_output=True, check=True)
        yield site


@pytest.fixture
def desk(open_page):
    page = open_page()
    sign_in(page, "bob")
    return page


def answer(page):
    return page.locator("output.entry").first


def serious(page):
    """What axe finds; style sheets are not read anew, which the site forbids."""
    found = Axe().run(page, options={"preload": False}).response["violations"]
    return [violation["id"] for violation in found if violation["impact"] in SERIOUS]


def choose(page, name, label):
    page.locator(f"[name={name}]").select_option(label=label)


def test_a_study_is_typed_in_on_one_page(desk):
    desk.goto("/admin/evidence/source/add/")
    for name, text in {
        "slug": "typed2026", "authors": "Doe J", "title": "A typed study", "year": "2026",
        "reason": "A new study.",
    }.items():  # fmt: skip
        desk.locator(f"[name={name}]").fill(text)
    choose(desk, "independence", "Independent")
    desk.get_by_role("button", name="Add another Finding").click()
    for name, text in {
        "slug": "typed-dx", "topic": "all", "measure": "diagnosis_change", "unit": "share",
        "numerator": "140", "denominator": "134",
    }.items():  # fmt: skip
        desk.locator(f"[name=findings-0-{name}]").fill(text)
    answer(desk).get_by_text("140 of 134 is impossible").wait_for()
    held = desk.locator("[name=findings-0-numerator]")
    assert held.evaluate("field => field.validationMessage.includes('140 of 134')")

    held.fill("88")
    answer(desk).get_by_text("95% interval 57.3% to 73.2%").wait_for()
    answer(desk).get_by_role("button", name="Use as value").click()
    assert desk.locator("[name=findings-0-value]").input_value() == "0.656716"
    choose(desk, "findings-0-independence", "Independent")
    choose(desk, "findings-0-verification", "Read in the source")
    desk.get_by_role("button", name="Save", exact=True).click()
    desk.get_by_text("was added successfully").wait_for()

    desk.goto("/admin/evidence/finding/?q=typed-dx")
    desk.get_by_role("link", name="typed-dx").click()
    answer(desk).get_by_text("88 of 134: 65.67%").wait_for()


def test_a_range_shows_its_distribution_while_it_is_typed(desk):
    desk.goto("/admin/evidence/parameter/?q=surgery_cost.lumbar_fusion")
    desk.get_by_role("link", name="surgery_cost.lumbar_fusion").click()
    drawn = answer(desk).locator("svg")
    drawn.wait_for()
    before = drawn.get_attribute("aria-label")

    desk.locator("#id_base").fill("85000")
    answer(desk).get_by_role("img", name="base $85,000").wait_for()
    assert answer(desk).locator("svg").get_attribute("aria-label") != before
    desk.locator("#id_base").fill("1")
    answer(desk).get_by_text("is not between").wait_for()
    assert desk.locator("#id_base").evaluate("field => !field.checkValidity()")


def test_a_workbook_is_tried_and_then_imported(desk):
    desk.goto("/admin/evidence/release/")
    desk.get_by_role("link", name="Next", exact=True).click()
    desk.get_by_role("link", name="Import", exact=True).click()
    finding = {**FINDING, "source": SOURCE["id"]}
    wrong = {**finding, "id": "wrong", "numerator": "50"}
    book = a_workbook(sources=rows_of(SOURCE), findings=rows_of(finding, wrong))
    desk.get_by_label("File").set_input_files(
        {"name": "study.xlsx", "mimeType": "application/octet-stream", "buffer": book}
    )
    assert serious(desk) == []
    desk.get_by_role("button", name="Try it").click()

    desk.get_by_text("Nothing is written yet").wait_for()
    refused = desk.get_by_role("table", name="Refused rows")
    assert refused.get_by_role("cell", name="numerator", exact=True).is_visible()
    assert refused.get_by_text("50 of 40 is impossible").is_visible()
    assert desk.get_by_role("table", name="New rows").get_by_text("A new study").is_visible()
    assert serious(desk) == []

    desk.get_by_label("Leave the refused rows out").check()
    desk.get_by_label("Reason").fill("Published this week.")
    desk.get_by_role("button", name="Import 2 rows").click()
    desk.get_by_text("study.xlsx: 2 rows added, 0 changed, 1 left out.").wait_for()
