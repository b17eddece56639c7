"""The fiduciary file, item by item: it holds what it says, and its numbers come out again."""

import codecs
import hashlib
import io
import json
import re
import shlex
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest
from django.urls import reverse

from calculator import jobs
from calculator.evidence.canonical import content
from calculator.exhibits import catalog
from calculator.reports import tasks
from calculator.reports.fiduciary import conflicts, services
from calculator.reports.models import FiduciaryFile
from calculator.reports.workbook import book
from calculator.scenarios.document import digest
from calculator.scenarios.models import Scenario
from tests.reports import pdf
from tests.reports.archived import CASES, OWN, PAYER, SMALL, held, read_csv, rows
from tests.reports.conftest import ADDRESS, NOON, flat
from tests.services import ROOT, bare_environment


def test_it_holds_every_part(small):
    assert set(held(small)) >= {
        *("README.md", "SHA256SUMS", "guide.pdf", "summary.pdf", "model.md", "workbook.xlsx"),
        *("calculation/calculation.json", "calculation/inputs.json"),
        *("calculation/run-record.json", "checklists/asop-56.csv", "checklists/cheers-2022.csv"),
        *("tables/alternatives.csv", "tables/limits.csv", "tables/not-included.csv"),
        *("tables/who-stands-behind.csv", "tables/from-sellers.csv"),
        *("data/years.csv", "data/areas.csv", "data/designs.csv", "data/assumptions.csv"),
        *(f"evidence/2026-11/{name}.yaml" for name in (*content.FILES, "model", "release")),
    }


def test_the_summary_is_the_pdf_of_the_page(small):
    report = small.report
    tasks.make_report(report.pk)
    report.refresh_from_db()

    assert held(small)["summary.pdf"] == bytes(report.content)


def test_the_workbook_is_the_one_of_the_calculation(small):
    workbook = openpyxl.load_workbook(io.BytesIO(held(small)["workbook.xlsx"]))

    formulas = sum(
        cell.data_type == "f" for sheet in workbook for row in sheet.iter_rows() for cell in row
    )
    assert formulas > 500
    assert held(small)["workbook.xlsx"] == book.workbook_of(small.scenario, address=ADDRESS)


def test_the_calculation_is_the_answer_of_the_api(client, small):
    given = client.get(reverse("api:read-calculation", args=[small.scenario.token])).json()

    kept = json.loads(held(small)["calculation/calculation.json"])
    assert kept == {**given, "url": ADDRESS}
    assert digest(kept) == digest(small.scenario.result)


def test_every_table_of_the_page_is_there_as_csv(a_scenario, a_file):
    file = a_file(a_scenario(**OWN))

    files = held(file)
    shown = [e for e in catalog.exhibits_for(file.scenario.result) if e.table]
    assert len(shown) > 12
    for exhibit in shown:
        read = read_csv(files[f"tables/{exhibit.slug}.csv"])
        assert read[0] == [column.title for column in exhibit.table.columns]
        assert len(read) == len(exhibit.table.rows) + 1


def test_the_tables_say_what_each_holds(small):
    listed = {row["File"]: row for row in rows(held(small)["tables/contents.csv"])}

    tables = {name for name in held(small) if name.startswith("tables/")}
    assert set(listed) == tables - {"tables/contents.csv"}
    assert all(row["What it holds"] and row["In short"] for row in listed.values())


def test_a_spreadsheet_reads_every_csv_as_utf_8(small):
    """Without the mark, “−$5” would be “âˆ’$5” in Excel."""
    starts = {text[:3] for name, text in held(small).items() if name.endswith(".csv")}

    assert starts == {codecs.BOM_UTF8}


def test_the_data_have_every_digit(small):
    result = small.scenario.result

    years = rows(held(small)["data/years.csv"])

    assert [float(row["net"]) for row in years] == [year["net"] for year in result["years"]]


def test_the_release_is_whole_and_reads_back_to_its_hash(small, tmp_path):
    folder = tmp_path / "2026-11"
    folder.mkdir()
    for name, text in held(small).items():
        if name.startswith("evidence/2026-11/"):
            (folder / Path(name).name).write_bytes(text)

    stated = small.scenario.result["evidence_hash"]
    assert content.content_hash(content.read_content(folder)) == stated
    assert content.read_manifest(folder)["content_hash"] == stated


def test_the_alternatives_are_doing_nothing_and_every_design(small):
    listed = rows(held(small)["tables/alternatives.csv"])

    assert listed[0]["Alternative"] == "Doing nothing"
    assert listed[0]["Net"] == "$0"
    designs = [design["name"] for design in small.scenario.result["designs"]]
    assert [row["Alternative"] for row in listed[1:]] == designs


def test_the_limits_are_the_weak_figures_the_strongest_first(small):
    listed = rows(held(small)["tables/limits.csv"])
    weak = [a for a in small.scenario.result["assumptions"] if a["grade"] in {"C", "D"}]

    assert len(listed) == len(weak)
    moves = [int(re.sub(r"[$,]", "", row["Moves the net by"])) for row in listed]
    assert moves == sorted(moves, reverse=True)
    assert moves[0] > 0


def test_the_interests_count_each_finding_once(small):
    used = conflicts.used_by(small.scenario.result, small.scenario.release)
    findings = {one.finding.slug for one in used}

    listed = rows(held(small)["tables/who-stands-behind.csv"])

    assert sum(int(row["Findings"]) for row in listed) == len(findings)
    sellers = {one.finding.slug for one in used if one.is_sellers}
    assert {row["Finding"] for row in rows(held(small)["tables/from-sellers.csv"])} == sellers
    assert sellers


def test_independent_evidence_only_leaves_fewer_findings_of_sellers(a_scenario):
    def count(**raw: object) -> int:
        saved = a_scenario(**raw)
        return sum(one.is_sellers for one in conflicts.used_by(saved.result, saved.release))

    assert count(**SMALL, lens="independent") < count(**SMALL)


def test_who_pays_for_the_calculator_is_not_claimed(small):
    said = " ".join("".join(pdf.text(held(small)["guide.pdf"])).split())

    assert "cannot rule out that a seller does" in said


def test_the_record_pins_the_run(small):
    files, saved = held(small), small.scenario

    said = json.loads(files["calculation/run-record.json"])

    assert said["fingerprint"] == saved.fingerprint
    assert (said["seed"], said["draws"]) == (saved.seed, saved.draws)
    assert said["evidence_sha256"] == saved.result["evidence_hash"]
    assert said["content_sha256"] == digest(saved.result)
    assert said["inputs_sha256"] == hashlib.sha256(files["calculation/inputs.json"]).hexdigest()
    assert said["file_made_with"]["Python"] == sys.version.split()[0]
    assert set(said["file_made_with"]) >= {"model", "numpy", "Django", "typst"}
    assert said["reproduced"] is True


@pytest.mark.parametrize("raw", CASES[1:])
def test_the_commands_of_the_readme_make_the_same_numbers_again(a_scenario, a_file, tmp_path, raw):
    file = a_file(a_scenario(**raw))
    with zipfile.ZipFile(io.BytesIO(bytes(file.content))) as archived:
        archived.extractall(tmp_path)
    block = re.search(r"```\n(.*?)\n```", (tmp_path / "README.md").read_text(), re.DOTALL)[1]
    first, second = block.replace("python3", sys.executable).split("\n")
    words = shlex.split(first.partition(" >")[0])

    argv = [sys.executable, str(ROOT / "manage.py"), *words[2:]]
    env = bare_environment(DATA_DIR=str(tmp_path / "no-database-here"))
    again = subprocess.run(argv, cwd=tmp_path, env=env, capture_output=True, check=True).stdout
    (tmp_path / "again.json").write_bytes(again)
    hashed = subprocess.run(
        ["sh", "-c", second], cwd=tmp_path, capture_output=True, text=True, check=True
    )

    assert json.loads(again) == file.scenario.result
    assert hashed.stdout.strip() == digest(file.scenario.result)


@pytest.mark.parametrize(("name", "items"), [("asop-56", 27), ("cheers-2022", 28)])
def test_every_item_is_answered_somewhere_or_says_why_not(small, name, items):
    files = held(small)
    listed = rows(files[f"checklists/{name}.csv"])

    assert len(listed) == items
    assert {row["Status"] for row in listed} >= {"answered", "partly", "not done", "not applicable"}
    for row in listed:
        assert row["Status"] in {"answered", "partly", "not done", "not applicable"}
        assert len(row["What this file says"]) > 15, row
        places = [place for place in row["Where"].split("; ") if place]
        assert places or row["Status"] in {"not done", "not applicable"}, row
        assert set(places) <= set(files), row


def test_the_checklists_are_filled_from_the_calculation(a_scenario, a_file):
    one = held(a_file(a_scenario(**SMALL)))["checklists/cheers-2022.csv"].decode()
    two = held(a_file(a_scenario(**OWN)))["checklists/cheers-2022.csv"].decode()

    assert "10,000 members" in one
    assert "over 2 years" in two
    assert one != two


def test_the_items_bear_the_numbers_of_the_standards(small):
    files = held(small)

    numbers = [row["Item"].split()[0] for row in rows(files["checklists/cheers-2022.csv"])]
    assert numbers == [str(number) for number in range(1, 29)]
    sections = [row["Item"].split()[0] for row in rows(files["checklists/asop-56.csv"])]
    assert sections == sorted(sections)


def test_the_sums_are_those_of_the_files(small, tmp_path):
    files = held(small)

    listed = dict(
        reversed(line.split("  ", 1)) for line in files["SHA256SUMS"].decode().splitlines()
    )

    assert set(listed) == set(files) - {"SHA256SUMS"}
    assert all(hashlib.sha256(files[name]).hexdigest() == sha for name, sha in listed.items())


def test_the_same_calculation_gives_the_same_bytes(small):
    again = services.make_file(jobs.claim(FiduciaryFile, fresh_again(small).pk))

    assert again["sha256"] == small.sha256
    assert again["content"] == bytes(small.content)


def fresh_again(file: FiduciaryFile) -> FiduciaryFile:
    """Queue the file as if it had never been made."""
    report = file.report
    file.delete()
    return services.request_file(report=report)


def test_every_entry_is_dated_to_the_day_of_the_calculation(small):
    with zipfile.ZipFile(io.BytesIO(bytes(small.content))) as archived:
        dates = {entry.date_time for entry in archived.infolist()}

    assert dates == {(NOON.year, NOON.month, NOON.day, 0, 0, 0)}


@pytest.mark.parametrize(("paper", "raw"), [("a4", OWN), ("letter", PAYER)], ids=["a4", "letter"])
def test_both_documents_keep_pdf_ua_and_pdf_a(a_scenario, a_file, paper, raw):
    files = held(a_file(a_scenario(**raw), paper=paper))

    assert pdf.failures(files["guide.pdf"]) == []
    assert pdf.failures(files["summary.pdf"]) == []


def test_the_guide_says_what_the_tables_say(small):
    files = held(small)
    said = flat("".join(pdf.text(files["guide.pdf"])))

    for name in ("alternatives", "who-stands-behind"):
        for row in rows(files[f"tables/{name}.csv"]):
            assert all(flat(text) in said for text in row.values()), row
    for row in rows(files["checklists/cheers-2022.csv"]):
        assert flat(row["What it asks"]) in said
        assert flat(row["What this file says"]) in said


def test_no_cell_is_run_by_a_spreadsheet(a_scenario, a_file):
    saved = a_scenario(**SMALL)
    saved.result["designs"][0]["name"] = "=HYPERLINK(1)"
    Scenario.objects.filter(pk=saved.pk).update(result=saved.result)

    files = held(a_file(Scenario.objects.get(pk=saved.pk)))

    cells = [
        cell
        for name, text in files.items()
        if name.endswith(".csv")
        for row in read_csv(text)
        for cell in row
    ]
    assert "'=HYPERLINK(1)" in cells
    assert [cell for cell in cells if re.match(r"[=+@\t\r]|-(?![\d.])", cell)] == []
