"""A benefit manager takes the workbook and the fiduciary file along, in a real browser."""

import hashlib
import zipfile

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from tests import services


@pytest.fixture(scope="module")
def site():
    """The site with a worker."""
    with services.site(worker=True) as site:
        yield site


def taken(page, button, status, folder):
    """Press a button, wait for its file in place, save it; return where."""
    page.get_by_role("button", name=button).click()
    expect(page.locator(status)).to_contain_text("Done.", timeout=90_000)
    with page.expect_download() as download:
        page.locator(status).get_by_role("link").click()
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    return file


def test_the_workbook_comes_in_place_and_says_what_the_page_says(answer, tmp_path):
    page = answer()
    net = page.locator("#tile-net .tile-value").inner_text()

    file = taken(page, "Download Excel workbook", "#report-status", tmp_path)

    book = load_workbook(file, data_only=True)
    words = " ".join(
        str(cell) for row in book["Answer"].values for cell in row if isinstance(cell, str)
    )
    assert file.suffix == ".xlsx"
    assert net.lstrip("−\u2060") in words
    assert {"Inputs", "Parameters"} <= set(book.sheetnames)


def test_the_fiduciary_file_comes_in_place_whole(answer, tmp_path):
    page = answer()
    said = []
    page.on("console", lambda message: said.append(message.text))

    file = taken(page, "Download fiduciary file", "#fiduciary-status", tmp_path)

    with zipfile.ZipFile(file) as archive:
        sums = [line.split("  ", 1) for line in archive.read("SHA256SUMS").decode().splitlines()]
        found = [hashlib.sha256(archive.read(name)).hexdigest() for _, name in sums]
        names = set(archive.namelist())
    assert found == [expected for expected, _ in sums]
    assert names == {name for _, name in sums} | {"SHA256SUMS"}
    assert {"summary.pdf", "workbook.xlsx", "checklists/asop-56.csv"} <= names
    assert said == []
