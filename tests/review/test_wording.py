import copy
from pathlib import Path

import pytest

from calculator.evidence.canonical import content
from calculator.review import wording

RELEASE = Path(__file__).parents[2] / "evidence" / "releases" / "2026-11"


@pytest.fixture(scope="module")
def shipped():
    return content.read_content(RELEASE)


@pytest.fixture
def other(shipped):
    return copy.deepcopy(shipped)


def row_of(rows, **wanted):
    return next(row for row in rows if all(row.get(k) == v for k, v in wanted.items()))


def lines(shipped, other):
    """Every line of the table, as text."""
    table = wording.compared(shipped, other).fields
    return [tuple(cell.text for cell in row.cells) for row in table.rows]


def test_the_same_content_differs_in_nothing(shipped, other):
    found = wording.compared(shipped, other)

    assert found.is_same
    assert not found.has_literature
    assert (found.added, found.changed, found.removed) == (0, 0, 0)


def test_numbers_lenses_and_age_bands_are_said_in_their_unit(shipped, other):
    row = row_of(other["parameters"], key="surgery_cost", area="lumbar_fusion")
    row["base"], row["grade"] = 60_000.0, "C"
    rate = row_of(other["parameters"], key="decision_rate", area="lumbar_fusion")
    before = rate["by_age_band"]["45-64"]
    rate["by_age_band"]["45-64"] = 9.5
    lens = next(r for r in other["parameters"] if "independent" in r.get("lenses", {}))
    was = lens["lenses"]["independent"]["distribution"]
    lens["lenses"]["independent"]["distribution"] = "fixed"

    found = lines(shipped, other)

    assert (row["name"], "base", "$80,000", "$60,000") in found
    assert (row["name"], "grade", "B", "C") in found
    assert (rate["name"], "base at age 45-64", f"{before:.4g}", "9.5") in found
    assert (lens["name"], "distribution, lens independent", was, "fixed") in found


def test_yes_no_lists_and_what_is_missing_are_said_in_words(shipped, other):
    area = row_of(other["areas"], slug="cancer")
    area["included_by_default"], area["caution"] = False, "New."
    parameter = next(row for row in other["parameters"] if len(row.get("findings", [])) > 1)
    listed = list(parameter["findings"])
    parameter["findings"] = listed[:1]

    found = lines(shipped, other)

    assert (area["name"], "included by default", "yes", "no") in found
    assert (parameter["name"], "findings", ", ".join(listed), listed[0]) in found
    assert any(line[1] == "caution" and line[3] == "New." for line in found)


def test_added_and_removed_records_are_summed_up(shipped, other):
    gone = other["parameters"].pop(0)
    other["designs"].append({**other["designs"][0], "slug": "new", "name": "A new design"})

    found = wording.compared(shipped, other)

    assert (found.added, found.removed) == (1, 1)
    said = lines(shipped, other)
    assert ("A new design", "added", "—", "A new design") in said
    removed = next(line for line in said if line[1] == "removed")
    assert removed[0] == gone["name"]
    assert removed[2].endswith(f"grade {gone['grade']}")


def test_the_literature_is_counted_by_kind(shipped, other):
    other["claims"].pop()
    other["findings"][0]["note"] = "Seen again."

    found = wording.compared(shipped, other)

    assert found.is_same
    assert [[cell.text for cell in row.cells] for row in found.literature.rows] == [
        ["Finding", "0", "1", "0"],
        ["Claim", "0", "0", "1"],
    ]
