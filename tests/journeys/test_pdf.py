"""A benefit manager takes the answer along: Download PDF, in a real browser, by a real worker."""

import hashlib
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from tests.reports import pdf
from tests.services import chromium_options, site


@pytest.fixture(scope="module")
def running():
    with site(worker=True) as found:
        yield found


@pytest.fixture(scope="module")
def browser():
    options = chromium_options()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**options)
        yield browser
        browser.close()


def open_answer(page: Page, address: str, members: str) -> None:
    """Type the number of members and open the answer at its own address."""
    page.goto(address)
    page.locator("input[name=members]").fill(members)
    page.locator("input[name=members]").press("Enter")
    page.wait_for_url("**/c/*/")


@pytest.mark.parametrize(("paper", "size"), [("letter", (612, 792)), ("a4", (595, 842))])
def test_the_status_changes_in_place_and_gives_two_pages(running, browser, tmp_path, paper, size):
    page = browser.new_page()
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text))
    page.on("pageerror", lambda error: problems.append(str(error)))
    open_answer(page, running.url, "10,000")
    page.evaluate("window.sameDocument = true")

    page.get_by_label("Paper").select_option(paper)
    page.get_by_role("button", name="Download PDF").click()
    status = page.locator("#report-status")
    expect(status).to_contain_text(re.compile("Queued|Running|Done"))
    expect(status).to_contain_text("Done.", timeout=60_000)

    with page.expect_download() as download:
        status.get_by_role("link").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    assert re.fullmatch(r"msoroi-10000-members-\d{4}-\d\d-\d\d\.pdf", file.name)
    assert_two_pages(file, size)
    assert page.url.rpartition("/c/")[2] in "".join(pdf.text(file.read_bytes())[1].split())
    assert page.evaluate("window.sameDocument") is True
    assert problems == []
    page.close()


def test_it_works_without_javascript(running, browser, tmp_path):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    open_answer(page, running.url, "5,000")

    page.get_by_role("button", name="Download PDF").click()
    page.wait_for_url("**/reports/*/")
    for _ in range(60):
        if "Done." in page.inner_text("main"):
            break
        page.get_by_role("link", name="Check again").click()
        page.wait_for_timeout(1_000)

    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("Save the PDF")).click()
    file = tmp_path / "summary.pdf"
    download.value.save_as(file)
    assert_two_pages(file, (612, 792))
    context.close()


def test_the_file_is_the_same_every_time(running, browser):
    page = browser.new_page()
    open_answer(page, running.url, "7,000")
    page.get_by_role("button", name="Download PDF").click()
    expect(page.locator("#report-status")).to_contain_text("Done.", timeout=60_000)
    address = page.locator("#report-status a").get_attribute("href")

    page.get_by_role("button", name="Download PDF").click()
    expect(page.locator("#report-status")).to_contain_text("Done.")

    assert page.locator("#report-status a").get_attribute("href") == address
    files = {hashlib.sha256(running.get(address)[1]).hexdigest() for _ in range(2)}
    assert len(files) == 1
    page.close()


def assert_two_pages(file: Path, size: tuple[int, int]) -> None:
    content = file.read_bytes()
    assert len(pdf.text(content)) == 2
    box = pdf.opened(content).pages[0].MediaBox
    assert (round(float(box[2])), round(float(box[3]))) == size
    assert pdf.failures(content) == []
