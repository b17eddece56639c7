"""How sure: spread, tornado, fee, luck, plausibility."""

import pytest

from calculator.engine.result import Result
from calculator.exhibits import (
    doubt,
    plausibility,
    tornado,
)
from tests.exhibits.cases import reference, result_of
from tests.exhibits.tables import column, dollars


def test_how_sure_says_it_in_cases_and_names_the_spread() -> None:
    exhibit = doubt.how_sure(reference())

    assert exhibit.title == "It pays for itself in 5 of 100 simulated cases"
    assert "10,000 draws: 80% interval −$160,000 to −$11,000" in exhibit.chart.alt
    assert exhibit.notes[1].startswith("Chance that it returns more than $1.00 per $1: 5 in 100")
    nets = [dollars(text) for text in column(exhibit, "net")][1:-1]
    assert nets == sorted(nets)


def test_a_free_program_has_no_hurdles() -> None:
    assert len(doubt.how_sure(result_of("free")).notes) == 1


def test_the_fee_curve_names_the_fee_worth_paying() -> None:
    exhibit = doubt.fee(reference())

    assert exhibit.title == (
        "It is likelier to pay than not up to about $0.22 per employee per month"
    )
    assert "now $1.50" in [mark.text for mark in exhibit.chart.svg.marks]
    assert doubt.fee(result_of("nobody uses it")).title.startswith("At no fee")


def test_a_fee_per_opinion_in_a_title_has_two_digits() -> None:
    title = doubt.fee(result_of("mandatory_lumbar_fusion, reference")).title

    assert title.endswith("00 per opinion")


def test_fee_and_use_count_the_combinations_that_pay() -> None:
    result = reference()

    assert doubt.two_way(result).title == "It pays in 4 of 49 combinations of fee and use"
    assert len(doubt.two_way(result).table.rows) == len(result["twsa"]["y_values"])


def test_luck_outweighs_doubt_only_where_it_does() -> None:
    result = reference()
    assert "doubt outweighs luck" in doubt.luck(result).lead

    result["chance"]["luck_only_sd"] = 1e9
    assert "luck moves one year more than doubt" in doubt.luck(result).lead


def test_the_tornado_shows_twelve_and_the_groups() -> None:
    rows = tornado.tornado(reference()).table.rows
    assert not any(cell.hint for row in rows for cell in row.cells)  # the column says it once
    kinds = [row.kind for row in rows]

    assert kinds.index("group") == tornado.SHOWN
    assert [row.cells[0].text for row in rows[13:]] == [
        "Use in all areas together",
        "Costs of care in all areas together",
        "Decisions in all areas together",
    ]
    assert rows[0].cells[0].href == "/evidence/parameters/fee_per_employee_month/"
    assert rows[0].cells[1].text == "$0.65 to $5.00"
    assert rows[13].cells[1].text == "all at once"


def _two(low: float, high: float, base: float) -> Result:
    result = reference()
    result["owsa"] = [{**result["owsa"][0], "net_low": low, "net_high": high}]
    result["totals"]["net"] = base
    return result


@pytest.mark.parametrize(
    ("result", "title"),
    [
        (_two(-10, 10, -5), "“Program fee per employee per month (PEPM)” matters most"),
        (_two(-10, -5, -7), "No single figure, anywhere in its range, turns the loss into a gain"),
        (_two(5, 10, 7), "No single figure, anywhere in its range, turns a gain into a loss"),
        ({**_two(0, 0, 0), "owsa": []}, "No figure in doubt moves the result"),
    ],
)
def test_the_title_of_the_tornado_is_the_finding(result: Result, title: str) -> None:
    assert tornado.tornado(result).title == title


@pytest.mark.parametrize(
    ("level", "title", "verdict"),
    [
        ("ok", "The result is within believable bounds", "in bounds"),
        ("warning", "The result is unusually high", "unusually high"),
        ("error", "The result cannot be true", "impossible"),
    ],
)
def test_plausibility_speaks_up(level: str, title: str, verdict: str) -> None:
    result = reference()
    result["plausibility"][2]["level"] = level

    exhibit = plausibility.plausibility(result)

    assert exhibit.title.startswith(title)
    assert exhibit.table.rows[2].cells[3].text == verdict


def test_what_a_claim_of_11_to_1_would_need() -> None:
    (note,) = plausibility.plausibility(reference()).notes

    assert "$1.50 per employee per month needs savings of about $50,000 per opinion" in note


def test_a_claim_on_a_free_or_unused_program_needs_nothing() -> None:
    assert plausibility.plausibility(result_of("free")).notes == ()
    assert plausibility.plausibility(result_of("nobody uses it")).notes == ()


def test_a_claim_on_administration_alone() -> None:
    result = reference()
    result["fees"]["fee_per_employee_month"] = 0.0

    assert "on this cost needs" in plausibility.plausibility(result).notes[0]
