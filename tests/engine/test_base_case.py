import pytest

from calculator.engine import base_case
from tests.engine.build import PAYER, base_answer, base_of, totals_of

FREE = {"fee_per_employee_month": 0, "annual_administration_cost": 0}
LUMBAR = {"design": "mandatory_lumbar_fusion", "horizon_years": 1}


def test_ratio_and_roi_are_two_things():
    found = totals_of()

    assert found["benefit_cost_ratio"] == pytest.approx(
        found["plan_saving"] / found["program_cost"]
    )
    assert found["roi"] == pytest.approx(found["benefit_cost_ratio"] - 1)
    assert found["cost_per_opinion"] == pytest.approx(found["program_cost"] / found["opinions"])


def test_both_are_undefined_for_a_free_program():
    found = totals_of(**FREE)

    assert found["benefit_cost_ratio"] is None
    assert found["roi"] is None
    assert found["program_cost"] == 0


def test_productivity_counts_as_benefit():
    found = totals_of(include_productivity=True)

    benefit = found["plan_saving"] + found["productivity"]
    assert found["benefit_cost_ratio"] == pytest.approx(benefit / found["program_cost"])
    assert found["net"] == pytest.approx(benefit - found["program_cost"])


def test_net_per_member_and_per_employee_month_are_undiscounted():
    found = base_answer(horizon_years=4)
    undiscounted = sum(year["net"] for year in found["years"])

    assert found["totals"]["net_pmpm"] == pytest.approx(undiscounted / 48 / 10_000)
    assert found["totals"]["net_pepm"] == pytest.approx(undiscounted / 48 / (10_000 / 1.95))
    assert base_answer(**PAYER)["totals"]["net_pepm"] is None


def test_money_is_discounted_and_counts_are_not():
    found = base_answer(discount_rate=0.1, overrides={"medical_trend": 0})
    [year, *_] = found["years"]

    assert found["totals"]["opinions"] == pytest.approx(3 * year["opinions"])
    factors = 1 + 1 / 1.1 + 1 / 1.21
    assert found["totals"]["plan_saving"] == pytest.approx(factors * year["plan_saving"])
    assert found["totals"]["program_cost"] == pytest.approx(factors * year["program_cost"])


def test_years_are_numbered_and_cumulate():
    years = base_answer()["years"]

    assert [year["year"] for year in years] == [1, 2, 3]
    assert years[2]["cumulative_net"] == pytest.approx(sum(year["net"] for year in years))
    assert years[0]["cumulative_net"] == years[0]["net"]


def test_the_chain_tells_not_confirmed_from_avoided():
    found = base_answer(uptake_ramp=[0.5, 1, 1])
    bars = found["chain"]

    steps = ["decisions", "opinions", "not_confirmed", "forgone", "still_not_operated"]
    falling = [bars[name] for name in [*steps, "because_of_program"]]
    assert falling == sorted(falling, reverse=True)
    assert bars["forgone"] == pytest.approx(bars["not_confirmed"] * 0.69)
    assert bars["still_not_operated"] == pytest.approx(bars["forgone"] * 0.85)
    assert bars["because_of_program"] == pytest.approx(found["totals"]["surgeries_avoided"])


def test_payback_counts_the_implementation_fee_before_the_first_month():
    [year] = base_answer(**LUMBAR)["years"]

    def month(fee):
        return totals_of(**LUMBAR, implementation_fee=fee)["payback_month"]

    assert month(0) == 1
    assert month(year["net"] * 6.5 / 12) == 7
    assert month(year["net"] * 1.01) is None


def test_payback_may_come_in_a_later_year_and_month_zero_never_counts():
    [year, *_] = base_answer(design="mandatory_lumbar_fusion")["years"]

    found = totals_of(design="mandatory_lumbar_fusion", implementation_fee=year["net"] * 1.3)

    assert 13 <= found["payback_month"] <= 16
    assert totals_of()["payback_month"] is None
    assert totals_of(**FREE, overrides={"price_index.commercial": 0})["payback_month"] == 1


def test_a_payback_to_the_dollar_is_reached_in_its_month():
    nothing = {"price_index.commercial": 0}
    base = base_of(**LUMBAR, overrides=nothing, fee_per_opinion=0, annual_administration_cost=0)

    assert base_case.payback_month(base) == 1


def test_fees_of_a_payer_are_per_member():
    assert base_case.fees(base_of(**PAYER))["fee_per_employee_month"] == 0
    assert base_case.fees(base_of())["fee_per_employee_month"] == 1.5


def test_the_implementation_fee_leaves_later_years_alone():
    even = base_of(
        design="mandatory_lumbar_fusion", horizon_years=2, overrides={"medical_trend": 0}
    )
    year = float(even.net_by_year[0, 0])

    paid = base_of(
        design="mandatory_lumbar_fusion",
        horizon_years=2,
        overrides={"medical_trend": 0},
        implementation_fee=year * 23 / 12 + 0.04,
    )

    assert base_case.payback_month(paid) == 24


def test_the_whole_saving_by_year_is_that_of_the_totals():
    base = base_of(horizon_years=4)

    assert base.allowed_saving_by_year[0] == pytest.approx(base_case.flows(base)["allowed_saving"])


def test_an_area_without_lost_days_leaves_the_others_their_productivity():
    counted = totals_of(include_productivity=True)
    without = totals_of(include_productivity=True, overrides={"work_days_lost.cabg": 0})

    assert 0 < without["productivity"] < counted["productivity"]
