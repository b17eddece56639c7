"""From a file dropped on the page to its results, in a browser; and on a phone without scripts."""

import zipfile

import pytest

from tests.journeys.test_accessibility import serious
from tests.services import Site, site

PASSWORD = "a long password for this journey"
GROUPS = (
    "group_id,members,region,horizon_yers\nAcme,1200,North,3\nBolt,8500,South,3\nCord,,South,3\n"
)
DROP = """
(text) => {
  const data = new DataTransfer();
  data.items.add(new File([text], "groups.csv", { type: "text/csv" }));
  const form = document.querySelector("form[data-drop]");
  for (const kind of ["dragenter", "dragover", "drop"]) {
    const how = { dataTransfer: data, bubbles: true, cancelable: true };
    form.dispatchEvent(new DragEvent(kind, how));
  }
}
"""


@pytest.fixture(scope="module")
def site_with_worker() -> Site:
    with site(worker=True) as found:
        yield found


def signed_in(page, name: str):
    page.goto("/accounts/signup/?next=/portfolios/")
    page.get_by_label("Email").fill(f"{name}@example.org")
    page.get_by_label("Password").first.fill(PASSWORD)
    page.get_by_role("button", name="Make").click()
    page.goto("/portfolios/")
    return page


def test_analyst_drops_a_file_takes_the_results_and_mends_what_was_refused(
    open_page, site_with_worker, tmp_path
):
    page = signed_in(open_page(base_url=site_with_worker.url), "ada")
    page.evaluate(DROP, GROUPS)
    assert page.get_by_text("Chosen: groups.csv").is_visible()
    assert serious(page) == []

    page.get_by_role("button", name="Check the file").click()
    page.get_by_role("heading", name="How each column was understood").wait_for()
    assert page.get_by_text("Did you mean horizon_years?").is_visible()
    assert serious(page) == []
    page.get_by_label("Totals by").select_option("region")
    page.get_by_role("button", name="Calculate all groups").click()

    page.get_by_role("heading", name="Ranking").wait_for(timeout=90_000)
    assert page.get_by_text("1 of 3 rows could not be used").is_visible()
    assert page.get_by_role("rowheader", name="South").is_visible()
    assert serious(page) == []
    with page.expect_download() as waiting:
        page.get_by_role("link", name="refused.csv").click()
    refused = waiting.value.path().read_text()
    assert "Cord" not in refused
    assert "3,employees" in refused

    page.get_by_role("link", name="Mend the").click()
    assert serious(page) == []
    mended = tmp_path / "mended.csv"
    mended.write_text("row,column,value\n3,members,640\n")
    page.get_by_label("Mended file").set_input_files(mended)
    page.get_by_role("button", name="Check the mended rows").click()
    assert page.get_by_role("cell", name="640").is_visible()
    page.get_by_role("button", name="Calculate all groups").click()
    page.get_by_text("All 1 row is calculated").wait_for(timeout=90_000)
    assert page.get_by_role("link", name="groups.csv", exact=True).is_visible()

    page.get_by_role("link", name="One PDF a group").click()
    assert serious(page) == []
    page.get_by_role("button", name="Make the reports").click()
    page.get_by_text("1 PDF on").wait_for(timeout=90_000)
    assert serious(page) == []
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Save the ZIP").click()
    with zipfile.ZipFile(waiting.value.path()) as archive:
        assert archive.namelist() == ["00001-Cord.pdf", "groups.csv"]
        assert archive.read("00001-Cord.pdf").startswith(b"%PDF")


def test_portfolio_on_a_phone_in_the_dark_without_scripts(open_page, site_with_worker, tmp_path):
    options = {"viewport": {"width": 360, "height": 740}, "color_scheme": "dark"}
    page = open_page(base_url=site_with_worker.url, java_script_enabled=False, **options)
    signed_in(page, "ben")
    path = tmp_path / "groups.csv"
    path.write_text("group_id,employes\na,5\n")

    page.get_by_label("File of groups").set_input_files(path)
    page.get_by_role("button", name="Check the file").click()
    assert page.get_by_text("Did you mean employees?").is_visible()
    path.write_text(GROUPS)
    page.get_by_label("File of groups").set_input_files(path)
    page.get_by_role("button", name="Check the file").click()
    page.get_by_role("button", name="Calculate all groups").click()

    assert page.get_by_role("heading", name="groups.csv").is_visible()
