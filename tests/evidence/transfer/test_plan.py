import pytest

from calculator.evidence.canonical.content import content_hash, read_content
from calculator.evidence.management.commands.load_release import RELEASES
from calculator.evidence.transfer.plan import Known, plan
from calculator.evidence.transfer.sheets import BAD, BadFile, Table, read_file
from tests.evidence.transfer.books import FINDING, SOURCE, a_csv


@pytest.fixture(scope="module")
def content():
    return read_content(RELEASES / "2026-11")


def planned(content, *rows, kind="findings"):
    return plan(content, read_file(a_csv(*rows), name="", kind=kind))


def test_a_new_row_lists_what_it_holds(content):
    (entry,) = planned(content, FINDING)

    assert (entry.status, entry.number, entry.name) == ("new", 2, "new-study-dx")
    assert entry.after["numerator"] == 10
    assert ("value", "", "0.25") in {(c.column, c.before, c.after) for c in entry.changes}


def test_a_changed_row_says_field_by_field(content):
    (entry,) = planned(content, {"id": "meyer-dx-change", "country": "Narnia"})

    assert entry.status == "changed"
    assert [(c.column, c.after) for c in entry.changes] == [("country", "Narnia")]
    assert entry.after["value"] == entry.before["value"]


def test_the_same_again_is_unchanged(content):
    held = next(row for row in content["findings"] if row["id"] == "meyer-dx-change")
    (entry,) = planned(content, {"id": held["id"], "value": held["value"], "unit": held["unit"]})

    assert entry.status == "unchanged"


def test_an_empty_cell_empties_and_a_missing_column_keeps(content):
    held = next(row for row in content["findings"] if row.get("note") and row.get("population"))
    (entry,) = planned(content, {"id": held["id"], "note": ""})

    assert "note" not in entry.after
    assert entry.after["population"] == held["population"]


def test_a_required_field_cannot_be_emptied(content):
    (entry,) = planned(content, {"id": "meyer-dx-change", "measure": ""})

    assert [(p.column, p.reason) for p in entry.problems] == [("measure", "is missing")]


def test_a_row_without_a_name_is_refused(content):
    (entry,) = planned(content, {"id": "", "value": "0.3"})

    assert ("id", "is missing") in {(p.column, p.reason) for p in entry.problems}


def test_the_second_row_of_a_name_is_refused(content):
    first, second = planned(content, FINDING, FINDING)

    assert first.status == "new"
    assert second.problems[0].reason == "row 2 has it already"


@pytest.mark.parametrize(
    ("change", "column", "reason"),
    [
        ({"value": "0,25"}, "value", "must be a number"),
        ({"numerator": "2.5"}, "numerator", "whole number"),
        ({"denominator": "-4"}, "denominator", "whole number"),
    ],
)
def test_a_cell_of_the_wrong_kind_is_refused_with_its_column(content, change, column, reason):
    (entry,) = planned(content, {**FINDING, **change})

    (problem,) = entry.problems
    assert problem.column == column
    assert reason in problem.reason


def test_a_marked_cell_is_refused(content):
    table = Table("claims", ["id", "claim"], [(2, ["x", {BAD: "holds a formula"}])])
    (entry,) = plan(content, [table])

    assert ("claim", "holds a formula") in {(p.column, p.reason) for p in entry.problems}


@pytest.mark.parametrize(
    ("headings", "said"),
    [
        (["id", "valeu"], "unknown column “valeu”"),
        (["id", "note", "note"], "there twice"),
        (["id", "", "note"], "no heading"),
        (["note"], "the column “id” is missing"),
    ],
)
def test_headings_are_judged_first(content, headings, said):
    with pytest.raises(BadFile, match=said):
        plan(content, [Table("findings", headings, [])])


def test_a_citation_is_passed_over(content):
    (entry,) = planned(content, {"id": "meyer-dx-change", "citation": "whatever"})

    assert entry.status == "unchanged"


def test_a_parameter_is_named_by_key_and_area(content):
    row = {"key": "surgery_cost", "area": "lumbar_fusion", "base": "75000"}
    (entry,) = planned(content, row, kind="parameters")

    assert entry.name == "surgery_cost.lumbar_fusion"
    assert [(c.column, c.after) for c in entry.changes] == [("base", "75000")]


def test_a_key_that_the_model_does_not_know_is_refused(content):
    (entry,) = planned(content, {"key": "phase_of_moon", "area": ""}, kind="parameters")

    assert any(p.column == "key" and "knows no" in p.reason for p in entry.problems)


def test_a_lens_needs_all_its_numbers_or_none(content):
    row = {"key": "care_added_cost", "area": "", "independent.base": "9000"}
    held = next(r for r in content["parameters"] if r["key"] == "care_added_cost")
    assert "independent" not in held.get("lenses", {})
    (entry,) = planned(content, row, kind="parameters")

    assert {p.column for p in entry.problems} == {
        "independent.distribution", "independent.low", "independent.high",
    }  # fmt: skip


def test_a_lens_is_taken_away_by_emptying_it(content):
    held = next(r for r in content["parameters"] if "independent" in r.get("lenses", {}))
    parts = ("distribution", "base", "low", "high", "findings")
    row = {"key": held["key"], "area": held.get("area", "")}
    (entry,) = planned(
        content, row | {f"independent.{part}": "" for part in parts}, kind="parameters"
    )

    assert entry.status == "changed"
    assert "independent" not in entry.after.get("lenses", {})


def test_ages_come_all_or_none(content):
    held = next(r for r in content["parameters"] if "by_age_band" in r)
    row = {"key": held["key"], "area": held["area"], "rate_18_44": ""}
    (entry,) = planned(content, row, kind="parameters")

    assert "all four ages" in entry.problems[0].reason


@pytest.mark.parametrize("text", ["{", "[1e999]", '{"a": "\\ud800"}', "[" * 5000])
def test_numbers_of_a_claim_are_json(content, text):
    (entry,) = planned(content, {"id": "s4-mayo-88", "numbers": text}, kind="claims")

    assert "JSON" in entry.problems[0].reason


def test_sources_come_before_the_findings_that_need_them(content):
    tables = [
        *read_file(a_csv(FINDING), name="findings.csv"),
        *read_file(a_csv(SOURCE), name="sources.csv"),
    ]

    assert [entry.kind for entry in plan(content, tables)] == ["sources", "findings"]


def test_a_name_that_leads_nowhere_is_named(content):
    (entry,) = planned(content, {**FINDING, "source": "nobody1900"})

    (problem,) = Known.of(content).missing("findings", entry.after)
    assert problem.column == "source"
    assert "“nobody1900” among the sources" in problem.reason


def test_planning_changes_nothing(content):
    before = content_hash(content)
    planned(content, {"id": "meyer-dx-change", "country": "Narnia"})
    row = {"key": "decision_rate", "area": "cancer", "rate_0_17": "9", "independent.base": "1"}
    planned(content, row, kind="parameters")

    assert content_hash(content) == before
