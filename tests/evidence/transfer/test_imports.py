from datetime import timedelta

import pytest
from django.db import DataError, IntegrityError
from django.utils import timezone

from calculator.evidence import audit
from calculator.evidence.canonical import exporter
from calculator.evidence.errors import WorkflowError
from calculator.evidence.models import Finding, Parameter, Source, Upload
from calculator.evidence.transfer import imports, public
from calculator.evidence.transfer.columns import KINDS
from calculator.evidence.transfer.imports import PlanChanged
from calculator.evidence.transfer.writer import Writer
from tests.evidence.transfer.books import FINDING, SOURCE, a_workbook, rows_of
from tests.evidence.transfer.trials import ENTITLED, said_yes, state, tried

pytestmark = pytest.mark.django_db

COMPLIANCE = {
    "key": "compliance", "area": "", "name": "Compliance", "unit": "share", "grade": "D",
    "rationale": "A guess.", "basis": "judgement",
    "distribution": "beta", "base": "0.5", "low": "0", "high": "1",
}  # fmt: skip
LENS = {
    "independent.distribution": "beta", "independent.base": "0.5",
    "independent.low": "0", "independent.high": "3",
}  # fmt: skip


def test_a_dry_run_writes_nothing(draft, bob):
    before = state(draft)
    _, (new,) = tried(draft, bob, FINDING)
    _, (changed,) = tried(draft, bob, {"id": "meyer-dx-change", "country": "Narnia"})

    assert (new.status, changed.status) == ("new", "changed")
    assert state(draft) == before


def test_a_yes_writes_what_was_shown(draft, bob):
    said_yes(*tried(draft, bob, FINDING), bob)

    finding = Finding.objects.get(release=draft, slug="new-study-dx")
    assert (finding.numerator, finding.denominator, finding.value) == (10, 40, 0.25)
    assert finding.source.slug == "meyer2015"
    assert not Finding.objects.filter(slug="new-study-dx").exclude(release=draft).exists()


def test_every_row_is_logged_with_who_and_why(draft, bob):
    said_yes(*tried(draft, bob, FINDING), bob)
    said_yes(*tried(draft, bob, {"id": "meyer-dx-change", "country": "Narnia"}), bob)

    added, changed = draft.changes.filter(kind="findings")
    assert (added.name, added.action, added.by, added.reason) == (
        "new-study-dx", "added", bob, ENTITLED,
    )  # fmt: skip
    assert (changed.name, changed.action, changed.after["country"]) == (
        "meyer-dx-change", "changed", "Narnia",
    )  # fmt: skip
    assert audit.unaudited(draft) == []


def test_a_dry_run_leaves_no_trace_in_the_log(draft, bob):
    before = draft.changes.count()
    tried(draft, bob, FINDING)

    assert draft.changes.count() == before


def test_a_study_comes_in_as_one_workbook(draft, bob):
    finding = {**FINDING, "source": SOURCE["id"]}
    data = a_workbook(findings=rows_of(finding), sources=rows_of(SOURCE))
    upload, entries = imports.start_import(release=draft, by=bob, data=data, name="study.xlsx")
    said_yes(upload, entries, bob)

    assert [entry.status for entry in entries] == ["new", "new"]
    assert Source.objects.get(release=draft, slug=SOURCE["id"]).findings.count() == 1


def test_what_rests_on_a_refused_row_is_refused(draft, bob):
    source = {**SOURCE, "year": 3000}
    finding = {**FINDING, "source": SOURCE["id"]}
    data = a_workbook(findings=rows_of(finding), sources=rows_of(source))
    _, entries = imports.start_import(release=draft, by=bob, data=data, name="study.xlsx")

    assert [entry.status for entry in entries] == ["refused", "refused"]
    assert [entries[0].problems[0].column, entries[1].problems[0].column] == ["year", "source"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_public_table_comes_back_unchanged(draft, bob, kind):
    data = "".join(public.csv_lines(draft, kind, "how to cite")).encode()
    _, entries = imports.start_import(release=draft, by=bob, data=data, name=f"{kind}.csv")

    assert {entry.status for entry in entries} == {"unchanged"}


def test_every_kind_of_column_of_a_parameter_is_written(draft, bob):
    row = {
        "key": "decision_rate", "area": "cancer", "base": "3.3", "findings": "meyer-dx-change",
        "rate_0_17": "0.2", "independent.distribution": "gamma", "independent.base": "3",
        "independent.low": "2", "independent.high": "4", "independent.findings": "kedar-dx",
    }  # fmt: skip
    said_yes(*tried(draft, bob, row, kind="parameters"), bob)

    found = Parameter.objects.get(release=draft, slug="decision_rate.cancer")
    assert (found.base, found.rate_0_17, found.rate_65_up) == (3.3, 0.2, 19.4)
    assert [finding.slug for finding in found.findings.all()] == ["meyer-dx-change"]
    replacement = found.replacements.get(lens__slug="independent")
    assert (replacement.base, replacement.findings.get().slug) == (3, "kedar-dx")


def test_a_lens_is_taken_away(draft, bob):
    found = Parameter.objects.filter(release=draft, replacements__lens__slug="as_claimed").first()
    parts = ("distribution", "base", "low", "high", "findings")
    area = found.suffix
    row = {"key": found.key, "area": area} | {f"as_claimed.{part}": "" for part in parts}
    said_yes(*tried(draft, bob, row, kind="parameters"), bob)

    assert not found.replacements.filter(lens__slug="as_claimed").exists()


def test_claims_name_what_supersedes_them_in_order(draft, bob):
    names = ["meyer-tx-change", "meyer-dx-change"]
    row = {"id": "s4-mayo-88", "superseded_by": "; ".join(names), "numbers": '{"share": 0.88}'}
    said_yes(*tried(draft, bob, row, kind="claims"), bob)

    (held,) = [r for r in exporter.content_of(draft)["claims"] if r["id"] == "s4-mayo-88"]
    assert (held["superseded_by"], held["numbers"]) == (names, {"share": 0.88})


@pytest.mark.parametrize(
    ("kind", "row", "column", "reason"),
    [
        ("findings", {**FINDING, "numerator": 40, "denominator": 30}, "numerator", "may not"),
        ("findings", {**FINDING, "denominator": ""}, "denominator", "of how many"),
        ("findings", {**FINDING, "value": "1.5"}, "value", "between 0 and 1"),
        ("findings", {**FINDING, "low": "0.5"}, "low", "must rise"),
        ("findings", {**FINDING, "independence": "sort of"}, "independence", "not a valid choice"),
        ("findings", {**FINDING, "id": "two words"}, "id", "letters, digits"),
        ("findings", {**FINDING, "source": "nobody"}, "source", "there is no “nobody”"),
        ("findings", {**FINDING, "topic": "x" * 121}, "topic", "at most 120"),
        ("findings", {**FINDING, "seen_at": "javascript:alert(1)"}, "seen_at", "valid URL"),
        ("sources", {**SOURCE, "year": "1800"}, "year", "between 1900 and 2100"),
        ("sources", {**SOURCE, "url": "ftp://example.org/a"}, "url", "http"),
        ("claims", {"id": "s4-mayo-88", "verdict": "nice"}, "verdict", "not a valid choice"),
        ("claims", {"id": "s4-mayo-88", "superseded_by": "no"}, "superseded_by", "there is no"),
        ("parameters", {**COMPLIANCE, "base": "0.01"}, "base", "too wide"),
        ("parameters", {**COMPLIANCE, "low": "2"}, "base", "not between"),
        ("parameters", {**COMPLIANCE, "unit": "parsecs"}, "unit", "A unit begins with"),
        ("parameters", {**COMPLIANCE, "area": "mars"}, "area", "there is no “mars”"),
        ("parameters", {**COMPLIANCE, "findings": "x"}, "findings", "no “x”"),
        ("parameters", {**COMPLIANCE, **LENS, "independent.base": "2"}, "independent", "beta"),
    ],
)
def test_a_refused_row_says_column_and_reason(draft, bob, kind, row, column, reason):
    _, (entry,) = tried(draft, bob, row, kind=kind)

    assert entry.status == "refused"
    said = {problem.column: problem.reason for problem in entry.problems}
    assert any(column in name for name in said), said
    assert reason in " ".join(said.values())


def test_refused_rows_stop_the_import_unless_they_are_left_out(draft, bob):
    upload, entries = tried(draft, bob, FINDING, {**FINDING, "id": "bad", "value": "7"})
    before = state(draft)

    with pytest.raises(WorkflowError, match="1 rows are refused"):
        said_yes(upload, entries, bob)
    assert state(draft) == before

    said_yes(upload, entries, bob, without_refused=True)
    assert Finding.objects.filter(release=draft, slug="new-study-dx").exists()
    assert not Finding.objects.filter(release=draft, slug="bad").exists()


def test_a_draft_that_moved_on_is_shown_anew(draft, bob):
    upload, entries = tried(draft, bob, {"id": "meyer-dx-change", "country": "Narnia"})
    said_yes(*tried(draft, bob, {"id": "meyer-dx-change", "country": "Oz"}), bob)

    with pytest.raises(PlanChanged):
        said_yes(upload, entries, bob)
    assert Finding.objects.get(release=draft, slug="meyer-dx-change").country == "Oz"


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_reason_is_needed(draft, bob, reason):
    with pytest.raises(WorkflowError, match="reason"):
        said_yes(*tried(draft, bob, FINDING), bob, reason=reason)


def test_an_import_happens_once(draft, bob):
    upload, entries = tried(draft, bob, FINDING)
    said_yes(upload, entries, bob)

    with pytest.raises(WorkflowError, match="imported before"):
        said_yes(upload, entries, bob)


def test_a_dry_run_grows_old(draft, bob):
    upload, entries = tried(draft, bob, FINDING)
    Upload.objects.filter(pk=upload.pk).update(expires_at=timezone.now() - timedelta(seconds=1))

    with pytest.raises(WorkflowError, match="no longer kept"):
        said_yes(upload, entries, bob)
    tried(draft, bob, FINDING)
    assert not Upload.objects.filter(pk=upload.pk).exists()


def test_findings_are_left_out_with_a_reason_and_one_is_chosen(draft, bob):
    row = {
        "key": "care_added_cost", "area": "", "findings": "meyer-dx-change; kedar-dx",
        "left_out": '{"kedar-dx": "Another country."}', "synthesis": "chosen",
        "chosen": "meyer-dx-change",
    }  # fmt: skip
    said_yes(*tried(draft, bob, row, kind="parameters"), bob)

    found = Parameter.objects.get(release=draft, slug="care_added_cost")
    assert found.chosen_finding.slug == "meyer-dx-change"
    (left,) = found.finding_links.filter(is_admissible=False)
    assert (left.finding.slug, left.reason) == ("kedar-dx", "Another country.")


@pytest.mark.parametrize(
    ("change", "column", "reason"),
    [
        ({"left_out": '{"kedar-dx": "Why."}'}, "left_out", "not among the findings"),
        ({"left_out": '{"kedar-dx": ""}'}, "left_out", "map to reasons"),
        ({"chosen": "nobody"}, "chosen", "there is no “nobody”"),
        ({"chosen": "kedar-dx", "synthesis": "pooled"}, "chosen", "chosen finding"),
    ],
)
def test_what_is_left_out_or_chosen_must_be_there(draft, bob, change, column, reason):
    row = {"key": "care_added_cost", "area": "", "findings": "meyer-dx-change", **change}
    _, (entry,) = tried(draft, bob, row, kind="parameters")

    (problem,) = entry.problems
    assert column in problem.column
    assert reason in problem.reason


@pytest.mark.parametrize("error", [DataError("out of range"), IntegrityError("another rule")])
def test_whatever_the_database_refuses_is_a_refused_row(draft, bob, monkeypatch, error):
    def refuse(*given):
        raise error

    monkeypatch.setattr(Writer, "_write", refuse)
    _, (entry,) = tried(draft, bob, FINDING)

    assert [problem.column for problem in entry.problems] == [""]
    assert "database" in entry.problems[0].reason
