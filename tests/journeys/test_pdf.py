"""A benefit manager takes the answer along: Download PDF, in a real browser, by a real worker."""

import hashlib
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests import services
from tests.journeys.test_accessibility import serious as violations
from tests.reports import pdf
from tests.reports.logos import SVG, a_picture


@pytest.fixture(scope="module")
def site():
    """The site with a worker."""
    with services.site(worker=True) as site:
        yield site


@pytest.mark.parametrize(("paper", "size"), [("letter", (612, 792)), ("a4", (595, 842))])
def test_the_status_changes_in_place_and_gives_two_pages(answer, tmp_path, paper, size):
    page = answer()
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


def test_it_works_without_javascript(answer, tmp_path):
    page = answer(java_script_enabled=False)

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


def test_the_file_is_the_same_every_time(answer, site):
    page = answer()
    page.get_by_role("button", name="Download PDF").click()
    expect(page.locator("#report-status")).to_contain_text("Done.", timeout=60_000)
    address = page.locator("#report-status a").get_attribute("href")

    page.get_by_role("button", name="Download PDF").click()
    expect(page.locator("#report-status")).to_contain_text("Done.")

    assert page.locator("#report-status a").get_attribute("href") == address
    files = {hashlib.sha256(site.get(address)[1]).hexdigest() for _ in range(2)}
    assert len(files) == 1


def test_a_refused_logo_loses_nothing_and_a_good_one_is_printed(answer, tmp_path):
    page = answer()
    panel = page.locator(".report")
    page.get_by_text("Put a name and a logo on the PDF").click()
    page.get_by_label("Employer or plan").fill("Acme & Söhne")
    logo = page.get_by_label("Logo", exact=True)
    logo.set_input_files({"name": "logo.svg", "mimeType": "image/svg+xml", "buffer": SVG})
    page.get_by_label("Paper").select_option("a4")

    panel.get_by_role("button", name="Download PDF").click()
    expect(page.locator("#report-status")).to_contain_text("Nothing was made.")
    expect(page.locator("#err-report-logo")).to_contain_text("Save the logo as PNG")
    expect(logo).to_have_attribute("aria-invalid", "true")
    assert violations(page) == []
    kept = logo.evaluate("field => field.files[0].name")
    assert (kept, page.get_by_label("Employer or plan").input_value()) == (
        "logo.svg",
        "Acme & Söhne",
    )

    logo.set_input_files({"name": "logo.png", "mimeType": "image/png", "buffer": a_picture()})
    panel.get_by_role("button", name="Download PDF").click()
    expect(page.locator("#report-status")).to_contain_text("Done.", timeout=60_000)
    expect(page.locator("#err-report-logo")).to_be_empty()
    with page.expect_download() as download:
        page.locator("#report-status").get_by_role("link").click()
    file = tmp_path / "headed.pdf"
    download.value.save_as(file)
    assert_two_pages(file, (595, 842))
    assert pdf.text(file.read_bytes())[0].startswith("Prepared for Acme & Söhne")


def assert_two_pages(file: Path, size: tuple[int, int]) -> None:
    content = file.read_bytes()
    assert pdf.sizes(content) == [size, size]
    assert pdf.failures(content) == []
