"""The PDF and its twin: one hash on paper, from the API and on the page; a code that scans."""

import re
import shutil
import subprocess
import sys

import pytest
import zxingcpp
from django.core.management import call_command
from django.urls import reverse
from PIL import Image

from calculator.evidence import services as evidence
from calculator.evidence.models import Parameter
from calculator.reports.living import way_back
from calculator.scenarios.document import COMMAND, digest
from tests.evidence import steps
from tests.reports import pdf
from tests.reports.conftest import ADDRESS
from tests.services import missing


def printed_hash(content: bytes) -> str:
    return re.search(r"JSON([0-9a-f]{64})", "".join(pdf.text(content)[1].split()))[1]


def computed(document: bytes) -> str:
    """Return what the documented command prints for a saved answer of the API."""
    command = COMMAND.replace("python3", sys.executable, 1)
    done = subprocess.run(["sh", "-c", command], input=document, capture_output=True, check=True)
    return done.stdout.decode().strip()


def api_answer(client, scenario, query: str = "") -> bytes:
    return client.get(reverse("api:read-calculation", args=[scenario.token]) + query).content


def scanned(content: bytes, folder) -> list[str]:
    """Return what a phone's camera would read on page 2."""
    if shutil.which("pdftoppm") is None:
        missing("pdftoppm", "poppler-utils")
    (folder / "summary.pdf").write_bytes(content)
    words = ["pdftoppm", "-r", "150", "-f", "2", "-l", "2", "-png", "summary.pdf", "page"]
    subprocess.run(words, cwd=folder, check=True)
    with Image.open(next(folder.glob("page*.png"))) as page:
        return [found.text for found in zxingcpp.read_barcodes(page)]


def test_the_printed_hash_is_the_one_computed_from_the_answer_of_the_api(client, made):
    assert printed_hash(bytes(made.content)) == computed(api_answer(client, made.scenario))


def test_the_trace_does_not_change_the_hash(client, a_scenario):
    scenario = a_scenario(members=10_000, draws=1_000)

    assert computed(api_answer(client, scenario, "?trace=true")) == digest(scenario.result)


def test_another_number_is_another_hash(client, a_scenario):
    scenario = a_scenario()
    altered = api_answer(client, scenario).replace(b'"members":10000.0', b'"members":10001.0')

    assert computed(altered) != digest(scenario.result)


def test_the_hash_of_a_pdf_from_the_terminal_is_that_of_its_json(db, tmp_path, capsys):
    file = tmp_path / "summary.pdf"

    call_command("calculate", "--members", "10000", "--json", "--pdf", str(file))

    printed = capsys.readouterr().out
    assert printed_hash(file.read_bytes()) == computed(printed.encode())


def test_the_code_leads_to_the_calculation_and_carries_the_hash(made, tmp_path):
    read = scanned(bytes(made.content), tmp_path)

    assert read == [way_back(ADDRESS, digest(made.scenario.result))]


def test_the_code_has_words_in_its_place(made):
    document = pdf.opened(bytes(made.content))
    figures = [element for element in pdf.elements(document) if str(element.S) == "/Figure"]

    assert any(ADDRESS in str(figure.get("/Alt")) for figure in figures)


def test_whoever_scans_sees_that_nothing_changed(client, made):
    page = client.get(way_back(made.scenario.get_absolute_url(), digest(made.scenario.result)))

    shown = page.content.decode()
    assert "Unchanged since your document was printed" in shown
    assert "Nothing has moved since." in shown
    assert digest(made.scenario.result) in shown


def test_whoever_scans_an_altered_code_is_warned(client, made):
    shown = client.get(way_back(made.scenario.get_absolute_url(), "f" * 64)).content.decode()

    assert "Not the numbers that your document was printed from" in shown
    assert "Unchanged" not in shown


@pytest.mark.parametrize("carried", ["", "zz", "0" * 15, "0" * 65, "<script>", "A" * 16])
def test_anything_else_than_a_hash_is_passed_over(client, a_scenario, carried):
    shown = client.get(a_scenario().get_absolute_url(), {"printed": carried}).content.decode()

    assert 'id="printed"' not in shown
    assert "<script>" not in shown


def test_after_a_new_release_the_page_keeps_the_numbers_and_leads_to_what_moved(client, made):
    sha256 = digest(made.scenario.result)
    release_in_which_fusion_is_dearer()

    shown = client.get(way_back(made.scenario.get_absolute_url(), sha256)).content.decode()

    assert "Unchanged since your document was printed" in shown
    assert "Evidence or model has moved since." in shown
    assert reverse("review:show-changes", args=[made.scenario.token]) in shown
    assert sha256 in shown


def test_what_an_address_that_is_not_yours_says_does_not_depend_on_there_being_one(
    client, a_scenario, django_user_model
):
    owned = a_scenario()
    owner = django_user_model.objects.create_user(username="ann", email="ann@example.org")
    type(owned).objects.filter(pk=owned.pk).update(created_by=owner)

    theirs = client.get(owned.get_absolute_url())
    nobodys = client.get(f"/c/{'x' * 32}/")

    assert (theirs.status_code, nobodys.status_code) == (404, 404)
    assert "Ask them for a link" in theirs.content.decode()
    assert theirs.content.decode().replace(owned.token, "x" * 32) == nobodys.content.decode()


def release_in_which_fusion_is_dearer() -> None:
    draft = evidence.start_draft(by=steps.editor(), name="Next")
    steps.edit(
        draft, Parameter, "surgery_cost.lumbar_fusion", base=95_000, low=60_000, high=140_000
    )
    steps.published(draft)
