import pytest

from calculator.engine import breakdown
from tests.engine.build import EVIDENCE, PAYER, base_of, totals_of


def test_areas_stand_in_the_releases_order_with_what_concerns_them():
    found = breakdown.areas(base_of(areas=["cabg", "cancer", "ocular"]))

    assert [row["area"] for row in found] == ["cancer", "cabg", "ocular"]
    cancer, cabg, ocular = found
    assert (cancer["pathway"], cabg["pathway"]) == ("diagnostic", "surgical")
    assert cancer["not_confirmed"] is None
    assert cancer["surgeries_avoided"] == 0
    assert cabg["plans_followed"] is None
    assert cabg["not_confirmed"] > cabg["surgeries_avoided"] > 0
    assert cancer["plans_followed"] > 0
    assert ocular["caution"] == EVIDENCE.area["ocular"].caution != ""


def test_opinions_cost_their_fee_and_incentive_discounted():
    base = base_of(
        design="targeted", areas=["cancer"], fee_per_opinion=900, incentive_per_opinion=100,
        discount_rate=0.1,
    )  # fmt: skip
    [row] = breakdown.areas(base)

    factors = 1 + 1 / 1.1 + 1 / 1.21
    assert row["cost_of_opinions"] == pytest.approx(row["opinions"] / 3 * 1_000 * factors)


def test_areas_and_lines_add_up_to_the_totals_over_an_uneven_ramp():
    inputs = {**PAYER, "uptake_ramp": [0.3, 0.8, 2], "savings_retained": 0.4}
    base, total = base_of(**inputs), totals_of(**inputs)

    for rows in (breakdown.areas(base), breakdown.lines(base)):
        for name in ("decisions", "opinions", "surgeries_avoided", "allowed_saving", "plan_saving"):
            assert sum(row[name] for row in rows) == pytest.approx(total[name], rel=1e-12), name


def test_lines_name_their_members():
    found = breakdown.lines(base_of(**PAYER))

    assert {row["line"]: row["members"] for row in found} == PAYER["members_by_line"]
    [employer] = breakdown.lines(base_of(employees=100))
    assert employer["members"] == pytest.approx(195)
    assert employer["name"] == EVIDENCE.line["commercial"].name
