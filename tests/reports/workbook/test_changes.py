"""Yellow cells changed by hand, recalculated by LibreOffice, against the engine's answer."""

import io

import pytest

from calculator.reports.workbook import book
from tests import office
from tests.reports.workbook.books import differences, facts_of, opened, places

CHANGES = {
    "another size": ({"members": 10_000}, {"input.members": 25_000}, {"members": 25_000}),
    "employees": (
        {"members": 10_000},
        {"input.members": None, "input.employees": 4_000},
        {"employees": 4_000},
    ),
    "a payer": (
        {"members": 10_000},
        {
            "input.members": None,
            "input.audience": "payer",
            "input.members_commercial": 80_000,
            "input.members_medicaid": 30_000,
        },
        {"audience": "payer", "members_by_line": {"commercial": 80_000, "medicaid": 30_000}},
    ),
    "a mandatory design with fees for ten years": (
        {"members": 10_000},
        {
            "input.design": "mandatory",
            "input.horizon_years": 10,
            "input.fee_per_opinion": 450,
            "input.implementation_fee": 20_000,
            "input.discount_rate": 0.05,
        },
        {
            "members": 10_000,
            "design": "mandatory",
            "horizon_years": 10,
            "fee_per_opinion": 450,
            "implementation_fee": 20_000,
            "discount_rate": 0.05,
        },
    ),
    "another lens, work days counted, insured": (
        {"members": 10_000},
        {
            "input.lens": "as_claimed",
            "input.include_productivity": "yes",
            "input.funding": "fully_insured",
            "input.savings_retained": 0.4,
        },
        {
            "members": 10_000,
            "lens": "as_claimed",
            "include_productivity": True,
            "funding": "fully_insured",
            "savings_retained": 0.4,
        },
    ),
}


def changed(content: bytes, cells: dict[tuple[str, str], object]) -> bytes:
    """Return a workbook in which these cells were typed over."""
    found = opened(content)
    for (sheet, at), value in cells.items():
        found[sheet][at.replace("$", "")] = value
    out = io.BytesIO()
    found.save(out)
    return out.getvalue()


def parameter_row(content: bytes, name: str) -> int:
    """The row of a parameter on its sheet."""
    sheet = opened(content)["Parameters"]
    return next(row for row in range(1, 400) if sheet.cell(row, 1).value == name)


@pytest.fixture(scope="module")
def original() -> bytes:
    return book.bytes_of(facts_of(members=10_000))


def test_every_figure_follows_a_changed_yellow_cell(original, tmp_path):
    named = places(original)
    books = {
        f"b{i}": changed(original, {named[name]: value for name, value in cells.items()})
        for i, (_, cells, _) in enumerate(CHANGES.values())
    }

    found = office.recalculated(books, tmp_path)

    for name, (title, (_, _, raw)) in zip(books, CHANGES.items(), strict=True):
        assert differences(found[name], named, facts_of(**raw).result) == [], title


def test_own_parameters_ages_areas_and_use_follow(original, tmp_path):
    named = places(original)
    own = {"surgery_cost.lumbar_fusion": 50_000, "uptake_rate.cancer": 0.2, "engagement": 1.3}
    own["decision_rate.hip_replacement"] = 4.5
    cells = {("Parameters", f"F{parameter_row(original, name)}"): v for name, v in own.items()}
    inputs = opened(original)["Inputs"]
    row = {inputs.cell(i, 1).value: i for i in range(1, 90)}
    mix = {"0-17": 0.1, "18-44": 0.3, "45-64": 0.4, "65+": 0.2}
    line = row["Commercial (employer-insured)"]
    for col, share in zip("CDEF", mix.values(), strict=True):
        cells["Inputs", f"{col}{line}"] = share
    cells |= {("Inputs", f"B{row[f'Year {year}']}"): use for year, use in ((1, 0.3), (2, 1.8))}
    cells["Inputs", f"B{row['Knee replacement']}"] = "no"
    cells["Inputs", f"B{row['Diabetes']}"] = "yes"
    areas = [a for a in facts_of(members=10_000).inputs.areas if a != "knee_replacement"]

    found = office.recalculated({"own": changed(original, cells)}, tmp_path)["own"]

    expected = facts_of(
        members=10_000,
        overrides=own,
        age_mix={"commercial": mix},
        uptake_ramp=[0.3, 1.8, 1],
        areas=[*areas, "diabetes"],
    )
    assert named["result.net"]
    assert differences(found, named, expected.result) == []


def test_inputs_that_do_not_go_together_give_no_answer(original, tmp_path):
    named = places(original)
    both = changed(original, {named["input.employees"]: 4_000})

    found = office.recalculated({"both": both}, tmp_path)["both"]

    assert "cannot be used together" in found["Answer"][4][0]
