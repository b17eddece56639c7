"""What the result rests on, what it leaves out, what knowing more is worth."""

from calculator.exhibits import (
    assumptions,
    information,
)
from tests.exhibits.cases import reference, result_of
from tests.exhibits.tables import row_named


def test_every_assumption_leads_to_its_evidence_with_grade_and_origin() -> None:
    result = reference()
    exhibit = assumptions.assumptions(result)
    rows = [row for row in exhibit.table.rows if row.kind != "group"]

    assert len(rows) == len(result["assumptions"])
    assert all(row.cells[0].href.startswith("/evidence/parameters/") for row in rows)
    assert {"A", "B", "C", "D, judgement"} == {row.cells[4].text for row in rows}
    assert "Other" not in [row.cells[0].text for row in exhibit.table.rows]


def test_a_figure_of_ones_own_is_marked_and_can_be_undone() -> None:
    exhibit = assumptions.assumptions(result_of("everything changed"))
    row = row_named(
        exhibit, "Lumbar fusion: members who use the program, of those facing the decision"
    )

    assert row.kind == "chosen"
    assert [cell.text for cell in row.cells[1:6]] == [
        "20%",
        "10% to 30%",
        "share of decisions",
        "yours",
        "you",
    ]
    assert row.cells[5].action.field == "overrides.uptake_rate.lumbar_fusion"
    assert row.cells[5].hint.startswith("evidence: ")


def test_a_figure_of_an_unknown_kind_still_has_a_place() -> None:
    result = reference()
    result["assumptions"][0]["key"] = "brand_new"

    names = [row.cells[0].text for row in assumptions.assumptions(result).table.rows]

    assert names[-2] == "Other"


def test_paper_lists_the_figures_that_move_the_result_most() -> None:
    table = assumptions.short(reference())

    assert len(table.rows) == assumptions.MOST_INFLUENTIAL
    assert table.rows[0].cells[0].text == "Program fee per employee per month (PEPM)"


def test_paper_lists_fixed_figures_of_ones_own_too() -> None:
    result = result_of("cheap")
    result["owsa"] = result["owsa"][:3]

    names = [row.cells[0].text for row in assumptions.short(result).rows]

    assert "Program fee per employee per month (PEPM)" in names
    assert assumptions.short(result).rows[-1].cells[2].text == "fixed"


def test_knowing_more_is_worth_something_only_in_doubt() -> None:
    exhibit = information.value_of_information(reference())

    assert exhibit.title.startswith("Perfect knowledge would be worth $2,500")
    assert exhibit.table.rows[-1].kind == "total"
    sure = information.value_of_information(result_of("nobody uses it"))
    assert sure.title == "Knowing more would not change the decision"
    assert sure.notes == ("No single figure, known exactly, would change the decision.",)


def test_work_days_are_left_out_only_while_they_are_not_counted() -> None:
    assert "Work days not lost" in [row[0] for row in information.left_out(reference())]
    counted = information.left_out(result_of("insured, half kept, work days"))
    assert "Work days not lost" not in [row[0] for row in counted]
