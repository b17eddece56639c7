"""Designs, lenses, changes and the reference case side by side."""

import pytest

from calculator.exhibits import (
    changes,
    comparisons,
)
from tests.exhibits.cases import DESIGNS, reference, result_of


def test_all_designs_are_compared_and_the_chosen_one_marked() -> None:
    exhibit = comparisons.designs(reference())

    assert exhibit.title == (
        "Mandatory review of lumbar fusion is the likeliest to pay: about 94 chances in 100"
    )
    assert [row.kind for row in exhibit.table.rows] == ["chosen"] + ["plain"] * 4
    actions = [row.cells[0].action for row in exhibit.table.rows]
    assert [action and action.value for action in actions] == [None, *DESIGNS[1:]]
    assert all(row.cells[2].strip for row in exhibit.table.rows)


@pytest.mark.parametrize(
    ("chances", "title"),
    [
        ({"voluntary": 0.9}, "This design is the likeliest to pay: about 90 chances in 100"),
        ({"voluntary": 0.4}, "No design is likelier to pay than not; Voluntary benefit, promoted"),
        ({}, "No design pays"),
    ],
)
def test_the_title_of_the_designs_is_the_finding(chances: dict, title: str) -> None:
    result = reference()
    for row in result["designs"]:
        row["probability_net_positive"] = chances.get(row["slug"], 0.0)

    assert comparisons.designs(result).title.startswith(title)


def test_an_entered_fee_is_charged_in_every_design_and_says_so() -> None:
    notes = comparisons.designs(result_of("cheap")).notes

    assert any("$0.25 per employee per month, is charged in every design" in n for n in notes)
    assert not any("entered" in note for note in comparisons.designs(reference()).notes)


def test_the_note_on_opinions_needs_a_design_paid_so() -> None:
    result = reference()
    for row in result["designs"]:
        row["fee_basis"] = "pepm"

    assert comparisons.designs(result).notes == ()


@pytest.mark.parametrize(
    ("nets", "title"),
    [
        ((-1e5, -1e5, 1e5), "It pays only if sellers' figures are taken at face value"),
        ((1e5, 1e5, 1e5), "It pays whomever you believe"),
        ((-1e5, -1e5, -1e5), "It loses whomever you believe"),
        ((0.0, 0.0, 0.0), "It neither gains nor loses"),
        ((1e5, -1e5, 1e5), "Whether it pays depends on whom you believe: it does on “All"),
    ],
)
def test_the_title_of_the_lenses_is_the_finding(nets: tuple, title: str) -> None:
    result = reference()
    for row, net in zip(result["lenses"], nets, strict=True):
        row["annual_net"] = net

    assert comparisons.lenses(result).title.startswith(title)


@pytest.mark.parametrize("design", ["mandatory", "mandatory_lumbar_fusion"])
def test_the_independent_lens_says_when_it_changes_nothing(design: str) -> None:
    notes = comparisons.lenses(result_of(f"{design}, reference")).notes

    assert "the independent lens changes nothing" in notes[0]


def test_the_independent_lens_is_silent_where_it_changes_something() -> None:
    for name in ("voluntary, reference", "insured, nothing kept", "nobody uses it"):
        notes = comparisons.lenses(result_of(name)).notes
        assert not any("changes nothing" in note for note in notes)


def test_a_release_without_the_known_lenses_needs_no_note() -> None:
    result = reference()
    for row in result["lenses"]:
        row["slug"] = f"other-{row['slug']}"

    assert comparisons.lenses(result).notes == ()


def test_changes_stand_beside_their_defaults() -> None:
    exhibit = changes.changes(result_of("everything changed"))
    found = {
        row.cells[0].text: (row.cells[1].text, row.cells[2].text) for row in exhibit.table.rows
    }

    assert found["Discount rate"] == ("5%", "3%")
    assert found["Clinical areas"] == ("2 areas", "17 areas")
    assert found["Use in each year, relative to full use"] == ("0.5, 0.8, 1", "1, 1, 1")
    assert found["Count work days not lost"] == ("yes", "no")
    assert found["Implementation fee, once"] == ("$5,000", "as the design sets it")
    assert found["Simulation draws"] == ("2,000", "10,000")
    assert found["Random seed"][0] == "5"
    assert found["Age mix"] == (
        "commercial 0-17: 10%, 18-44: 30%, 45-64: 60%, 65+: 0%",
        "the usual mix",
    )
    assert found["Program design"] == (
        "Mandatory review of nine operations",
        "Voluntary benefit, promoted",
    )
    assert found["Lumbar fusion: members who use the program, of those facing the decision"] == (
        "20% (10% to 30%)",
        "15%",
    )
    assert found["Coronary bypass (CABG): allowed cost of the episode"][0] == "$51,234"
    assert exhibit.title == f"You changed {len(found)} inputs"
    assert all(row.cells[1].action.value == "" for row in exhibit.table.rows)


def test_other_changes_in_words() -> None:
    result = result_of("insured, half kept, work days")

    assert changes.words("funding", "fully_insured", result) == "fully insured"
    assert changes.words("savings_retained", 0.125, result) == "12.5%"
    assert changes.words("fee_per_employee_month", 0.25, result) == "$0.25"
    assert changes.words("areas", ["cabg"], result) == "1 area"
    assert changes.words("annual_administration_cost", None, result) == "$5,000"


def test_one_change_is_one_input() -> None:
    result = reference()
    result["changes"] = [
        {"field": "include_productivity", "label": "Work days", "value": True, "default": False}
    ]

    assert changes.changes(result).title == "You changed 1 input"


@pytest.mark.parametrize(
    ("net", "title"),
    [
        (-50_000.0, "Your changes make the net about $25,000 a year better"),
        (-95_000.0, "Your changes make the net about $20,000 a year worse"),
        (None, "Your changes leave the net where it was"),
    ],
)
def test_the_reference_case_stands_beside_ones_own(net: float | None, title: str) -> None:
    result = result_of("cheap")
    result["annual"]["net"] = result["reference"]["annual"]["net"] if net is None else net

    assert comparisons.reference(result).title == title


def test_the_reference_case_itself_needs_no_comparison() -> None:
    assert comparisons.reference(reference()).title == "This is the reference case"
