"""When a parameter was last found valid and when to look again: kept, carried, shown."""

from datetime import date, datetime

import pytest
import yaml
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from calculator.evidence import services, shapes
from calculator.evidence.canonical import checks, content, differences, exporter
from calculator.evidence.models import Parameter, Release
from calculator.evidence.transfer import files, imports
from tests.evidence import steps
from tests.evidence.browsing import change, post
from tests.evidence.transfer.books import a_csv, a_workbook, rows_of

pytestmark = pytest.mark.django_db
DATES = {"checked_on": "2026-03-01", "next_check": "2027-03-01"}
NAMED = {"key": "compliance", "area": ""}


@pytest.fixture
def draft(draft, bob):
    """A draft of which no parameter states a date."""
    with services.editing(release=draft, by=bob, reason="Forget the dates."):
        Parameter.objects.filter(release=draft).update(checked_on=None, next_check=None)
    return draft


def row_of(found, key="compliance"):
    return next(row for row in found["parameters"] if row["key"] == key)


def dated(draft, slug="compliance", **dates):
    steps.edit(draft, Parameter, slug, **(DATES | dates))


def tried(draft, bob, row, data=None):
    made = data or a_csv(NAMED | row)
    return imports.start_import(release=draft, by=bob, data=made, name="", kind="parameters")


@pytest.fixture
def today(monkeypatch):
    def be(day: date) -> None:
        monkeypatch.setattr(timezone, "localdate", lambda: day)

    return be


def test_content_without_dates_says_nothing_of_them(draft):
    found = exporter.content_of(draft)

    assert not any(set(DATES) & set(row) for row in found["parameters"])
    live = exporter.content_of(Release.objects.published().get())
    for row in live["parameters"]:
        del row["checked_on"], row["next_check"]
    assert content.content_hash(found) == content.content_hash(live)


def test_dates_are_content(draft):
    before = exporter.content_of(draft)
    dated(draft)
    after = exporter.content_of(draft)

    (found,) = differences.differences(before, after)
    assert {f.name: (f.before, f.after) for f in differences.fields(found.before, found.after)} == {
        name: (None, day) for name, day in DATES.items()
    }


def test_dates_travel_in_files_and_come_out_to_the_byte(draft, tmp_path):
    dated(draft)
    stated = files.write_release(draft, tmp_path / "out")
    call_command("import_release", tmp_path / "out", "--as", "copy", "--by", "bob", verbosity=0)

    copy = Release.objects.get(slug="copy")
    parameter = Parameter.objects.get(release=copy, slug="compliance")
    assert (parameter.checked_on, parameter.next_check) == (date(2026, 3, 1), date(2027, 3, 1))
    assert files.write_release(copy, tmp_path / "again") == stated
    name = "parameters.yaml"
    assert (tmp_path / "again" / name).read_bytes() == (tmp_path / "out" / name).read_bytes()


def test_a_date_in_a_file_needs_no_quotes():
    assert shapes.day(yaml.safe_load("2026-03-01")) == shapes.day("2026-03-01") == "2026-03-01"


@pytest.mark.parametrize(
    "value", ["2026-02-30", "20260301", "1 March", "", 20260301, datetime(2026, 3, 1), None]
)
def test_what_is_no_date_is_refused(value):
    with pytest.raises(shapes.Malformed, match="a date such as"):
        shapes.day(value)


@pytest.mark.parametrize(
    ("dates", "wrong"),
    [
        (DATES, False),
        ({"checked_on": "2026-03-01"}, False),
        ({"next_check": "2026-03-01"}, False),
        ({"checked_on": "2026-03-01", "next_check": "2026-03-01"}, True),
        ({"checked_on": "2026-03-01", "next_check": "2025-03-01"}, True),
    ],
)
def test_files_with_a_check_before_the_last_are_refused_in_words(draft, dates, wrong):
    found = exporter.content_of(draft)
    row_of(found).update(dates)

    said = "compliance: the next check comes after the last one"
    assert checks.problems(found, year=2026) == [said] * wrong


def test_dates_come_from_a_spreadsheet_and_leave_by_an_empty_cell(draft, bob):
    def brought(row):
        upload, entries = tried(draft, bob, row)
        shown = imports.fingerprint(entries)
        imports.finish_import(upload=upload, by=bob, reason="Looked again.", shown=shown)
        parameter = Parameter.objects.get(release=draft, slug="compliance")
        return parameter.checked_on, parameter.next_check

    assert brought(DATES) == (date(2026, 3, 1), date(2027, 3, 1))
    assert brought(dict.fromkeys(DATES, "")) == (None, None)


@pytest.mark.parametrize(
    ("row", "columns", "reason"),
    [
        ({"next_check": "soon"}, "next_check", "must be a date such as"),
        (DATES | {"next_check": "2026-01-01"}, "checked_on, next_check", "comes after the last"),
    ],
)
def test_impossible_dates_are_refused_rows(draft, bob, row, columns, reason):
    _, (entry,) = tried(draft, bob, row)

    (problem,) = entry.problems
    assert problem.column == columns
    assert reason in problem.reason


def test_a_workbook_brings_dates_as_text(draft, bob):
    book = a_workbook(parameters=rows_of(NAMED | DATES))
    _, (entry,) = tried(draft, bob, {}, book)

    assert (entry.status, [c.column for c in entry.changes]) == ("changed", list(DATES))


def test_an_editor_dates_a_check(editor, draft):
    parameter = Parameter.objects.get(release=draft, slug="compliance")

    refused = post(editor, parameter, checked_on="2026-03-01", next_check="2026-03-01")
    assert refused.status_code == 200
    assert "The next check comes after the last one." in refused.content.decode()

    assert post(editor, parameter, **DATES).status_code == 302
    parameter.refresh_from_db()
    assert parameter.next_check == date(2027, 3, 1)
    assert 'value="2027-03-01"' in editor.get(change(parameter)).content.decode()


@pytest.mark.parametrize(
    ("state", "names"),
    [("overdue", {"compliance"}), ("later", {"engagement", "discount_rate"}), ("none", None)],
)
def test_the_list_is_narrowed_by_the_next_check(editor, draft, today, state, names):
    dated(draft)
    dated(draft, "engagement", next_check="2027-03-02")
    dated(draft, "discount_rate", next_check="2028-01-01")
    today(date(2027, 3, 2))

    page = editor.get(reverse("admin:evidence_parameter_changelist"), {"check": state})

    undated = Parameter.objects.filter(release=draft, next_check=None)
    expected = names or set(undated.values_list("slug", flat=True))
    found = page.context["cl"].queryset
    assert {parameter.slug for parameter in found} == expected


@pytest.mark.parametrize(
    ("dates", "day", "said", "overdue"),
    [
        ({}, date(2027, 3, 1), "Checked on March 1, 2026, due again March 1, 2027", False),
        ({}, date(2027, 3, 2), "Checked on March 1, 2026, due again March 1, 2027", True),
        ({"next_check": None}, date(2099, 1, 1), "Checked on March 1, 2026<", False),
        ({"checked_on": None}, date(2027, 3, 2), "Check due March 1, 2027", True),
    ],
)
def test_readers_see_when_it_was_checked(editor, draft, today, dates, day, said, overdue):
    dated(draft, **dates)
    steps.published(draft)
    today(day)

    page = editor.get(reverse("evidence:show-parameter", args=["compliance"])).content.decode()

    assert said in page
    assert ("Overdue" in page) is overdue


def test_nothing_is_said_of_a_parameter_without_dates(editor, draft):
    page = editor.get(reverse("evidence:show-parameter", args=["compliance"]), {"release": "next"})
    page = page.content.decode()

    assert "<dt>Validity</dt>" not in page
