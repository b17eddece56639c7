"""The oracle against the worked example, figures by hand and its own second way of asking."""

import random

import pytest

from tests.engine.oracle import calculate
from tests.engine.release import newest_evidence
from tests.engine.scenarios import random_scenario

EVIDENCE = newest_evidence()
ONE_YEAR = {"members": 10_000, "horizon_years": 1}


@pytest.mark.parametrize(
    ("design", "opinions", "avoided", "saving", "cost", "ratio"),
    [
        ("voluntary", 21.37, 0.704, 20_733.73, 97_307.69, 0.213),
        ("passive", 8.55, 0.282, 8_293.49, 97_307.69, 0.085),
        ("targeted", 12.11, 0.741, 35_735.35, 23_159.08, 1.543),
        ("mandatory", 78.72, 3.621, 48_851.89, 52_230.08, 0.935),
        ("mandatory_lumbar_fusion", 4.06, 0.484, 30_532.42, 11_085.58, 2.754),
    ],
)
def test_worked_example_of_each_design(design, opinions, avoided, saving, cost, ratio):
    total = calculate({**ONE_YEAR, "design": design}, EVIDENCE)["totals"]

    assert round(total["opinions"], 2) == opinions
    assert round(total["surgeries_avoided"], 3) == avoided
    assert round(total["plan_saving"], 2) == saving
    assert round(total["program_cost"], 2) == cost
    assert round(total["benefit_cost_ratio"], 3) == ratio


@pytest.mark.parametrize(
    ("lens", "saving", "ratio"),
    [("independent", 13_219.19, 0.136), ("as_claimed", 219_566.71, 2.256)],
)
def test_worked_example_of_each_lens(lens, saving, ratio):
    total = calculate({**ONE_YEAR, "lens": lens}, EVIDENCE)["totals"]

    assert round(total["plan_saving"], 2) == saving
    assert round(total["benefit_cost_ratio"], 3) == ratio


def test_lumbar_fusion_by_hand():
    [area] = calculate({**ONE_YEAR, "areas": ["lumbar_fusion"]}, EVIDENCE)["areas"]

    assert area["decisions"] == pytest.approx(4.773)
    assert area["opinions"] == pytest.approx(4.773 * 0.15)
    assert area["not_confirmed"] == pytest.approx(4.773 * 0.15 * 0.45)
    assert round(area["surgeries_avoided"], 4) == 0.1245
    assert round(area["plan_saving"], 2) == 7_961.99


def test_employees_follow_from_members_and_members_from_employees():
    from_members = calculate(ONE_YEAR, EVIDENCE)
    from_employees = calculate({"employees": 1_000, "horizon_years": 1}, EVIDENCE)

    assert round(from_members["employees"], 1) == 5_128.2
    assert from_employees["members"] == pytest.approx(1_950)


def test_what_is_in_force_from_weakest_to_strongest():
    mandatory = {**ONE_YEAR, "design": "mandatory"}
    claimed = {**mandatory, "lens": "as_claimed"}
    own = {**claimed, "overrides": {"surgery_without_program_rate": 0.5}}

    expected = [
        calculate(scenario, EVIDENCE)["plausibility"]["operations_expected"]
        for scenario in (ONE_YEAR, mandatory, claimed, own)
    ]

    assert [e / expected[0] for e in expected] == pytest.approx(
        [1, 0.855 / 0.8, 1 / 0.8, 0.5 / 0.8]
    )


def test_fee_per_opinion_is_entered_then_the_users_then_the_designs_then_the_evidences():
    def fee(**inputs):
        free = {"annual_administration_cost": 0, **ONE_YEAR, **inputs}
        total = calculate(free, EVIDENCE)["totals"]
        return total["program_cost"] / total["opinions"]

    own = {"fee_per_opinion": 900.0}

    assert fee(design="mandatory_lumbar_fusion") == pytest.approx(1_500)
    assert fee(design="mandatory") == pytest.approx(600)
    assert fee(design="mandatory", overrides=own) == pytest.approx(900)
    assert fee(design="mandatory", overrides=own, fee_per_opinion=250) == pytest.approx(250)


def test_payer_is_charged_the_fee_per_employee_month_divided_by_members_per_employee():
    payer = {"audience": "payer", "members_by_line": {"medicaid": 1_000}, "horizon_years": 1}

    result = calculate({**payer, "annual_administration_cost": 0}, EVIDENCE)

    assert result["totals"]["program_cost"] == pytest.approx(12 * 1.5 / 1.95 * 1_000)
    assert result["totals"]["break_even"]["fee_basis"] == "pmpm"
    assert result["totals"]["net_pepm"] is None


def test_drawn_decision_rate_scales_the_sum_over_bands():
    scenario = {**ONE_YEAR, "areas": ["cancer"]}

    [drawn] = calculate(scenario, EVIDENCE, {"decision_rate.cancer": 2 * 3.21})["areas"]

    assert drawn["decisions"] == pytest.approx(2 * 32.129)


def test_users_decision_rate_replaces_the_sum_and_the_age_mix():
    old = {"0-17": 0.0, "18-44": 0.0, "45-64": 0.0, "65+": 1.0}
    scenario = {**ONE_YEAR, "areas": ["cancer"], "age_mix": {"commercial": old}}
    own = {**scenario, "overrides": {"decision_rate.cancer": {"base": 5, "low": 4, "high": 6}}}

    assert calculate(scenario, EVIDENCE)["areas"][0]["decisions"] == pytest.approx(194)
    assert calculate(own, EVIDENCE)["areas"][0]["decisions"] == pytest.approx(50)
    drawn = calculate(own, EVIDENCE, {"decision_rate.cancer": 4.4})
    assert drawn["areas"][0]["decisions"] == pytest.approx(44)


def test_payback_counts_the_implementation_fee_before_the_first_month():
    scenario = {**ONE_YEAR, "design": "mandatory_lumbar_fusion"}
    [year] = calculate(scenario, EVIDENCE)["years"]

    def month(fee):
        entered = {**scenario, "implementation_fee": fee}
        return calculate(entered, EVIDENCE)["totals"]["payback_month"]

    assert month(0) == 1
    assert month(year["net"] * 6.5 / 12) == 7
    assert month(year["net"] * 1.01) is None


def test_parts_add_up_in_random_scenarios():
    rng = random.Random(41)
    for _ in range(60):
        result = calculate(random_scenario(rng, EVIDENCE), EVIDENCE)
        total = result["totals"]
        size = sum(abs(area["allowed_saving"]) for area in result["areas"]) + 1e-6

        for name in ("opinions", "surgeries_avoided", "plan_saving", "productivity"):
            for parts in (result["areas"], result["lines"]):
                assert sum(p[name] for p in parts) == pytest.approx(
                    total[name], rel=1e-12, abs=1e-12 * size
                )
        kept = total["plan_saving"] + total["member_saving"] + total["insurer_saving"]
        assert kept == pytest.approx(total["allowed_saving"], rel=1e-12, abs=1e-12 * size)


def test_net_is_zero_at_the_break_even_engagement_and_fee():
    rng, found = random.Random(42), 0
    for _ in range(120):
        scenario = random_scenario(rng, EVIDENCE)
        design = EVIDENCE.design[scenario.get("design", "voluntary")]
        total = calculate(scenario, EVIDENCE)["totals"]
        even, cost = total["break_even"], max(total["program_cost"], 1.0)
        if even["engagement"] is not None:
            found += 1
            name = "engagement" if design.engagement_applies else "compliance"
            own = scenario.get("overrides", {}).get(name, EVIDENCE.parameter[name].base)
            now = own["base"] if isinstance(own, dict) else own
            moved = calculate(scenario, EVIDENCE, {name: now * even["engagement"]})["totals"]
            assert abs(moved["net"]) < 1e-9 * max(moved["program_cost"], cost)
        if even["fee"] is not None:
            field = {"pepm": "employee_month", "pmpm": "member_month", "per_opinion": "opinion"}
            at_fee = {f"fee_per_{field[even['fee_basis']]}": even["fee"]}
            moved = calculate({**scenario, **at_fee}, EVIDENCE)["totals"]
            assert abs(moved["net"]) < 1e-9 * max(abs(moved["plan_saving"]), cost)

    assert found > 20


def test_break_even_engagement_is_none_when_the_cap_comes_first():
    total = calculate({**ONE_YEAR, "design": "mandatory"}, EVIDENCE)["totals"]

    assert total["break_even"]["engagement"] is None
