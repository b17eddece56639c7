"""The whole answer: parts that add up, whom a change serves, and the ways of charging."""

import json

import pytest

from calculator.engine import psa
from calculator.engine.deal.design import design, fees_in_force
from calculator.engine.simulation import sampled, simulate
from tests.engine.build import PAYER, a_case, base_answer
from tests.engine.deal.build import a_contract
from tests.engine.test_chance import CERTAIN

CASE = a_case(draws=2_000)
AT_RISK = {"fees_at_risk": 1, "guaranteed_ratio": 2}


def designed(case=CASE, **raw):
    return design(case, a_contract(case, **raw))


def test_own_contract_is_the_scenarios_own_answer():
    found = designed()
    simulation = simulate(CASE, sampled(CASE))

    assert found["is_own"]
    assert found["deal"] == found["own"]
    assert found["deal"]["net"] == pytest.approx(simulation.annual_net.mean(), abs=0.005)
    answer = psa.psa(simulation, seed=CASE.inputs.seed, base_case_net=0.0)
    assert found["deal"]["doubt"]["chance"] == answer["probability_net_positive"]
    spread = answer["annual_net"]["percentiles"]
    assert found["deal"]["doubt"]["low"] == pytest.approx(spread["10"])
    assert found["deal"]["doubt"]["high"] == pytest.approx(spread["90"])


def test_at_base_the_cost_is_the_base_cases_to_the_cent():
    case = a_case(overrides=CERTAIN, draws=1_000)

    found = designed(case)["deal"]

    annual = base_answer(overrides=CERTAIN)["annual"]
    assert found["cost"] == pytest.approx(annual["program_cost"], abs=0.005)
    assert found["net"] == pytest.approx(annual["net"], abs=0.005)


@pytest.mark.parametrize(
    "raw",
    [
        {},
        {"gain_share": 0.3, "gain_share_above": "fees"},
        {"fees_at_risk": 1, "guaranteed_ratio": 2, "guarantee_cap": 30_000},
        {"incentive_per_opinion": 400, "incentive_uptake": 1.6, "implementation_fee": 20_000},
    ],
)
def test_parts_add_up_to_the_net(raw):
    found = designed(**raw)["deal"]

    paid = sum(
        found[name] for name in ("fees", "gain", "implementation", "incentive", "administration")
    )
    assert found["cost"] == pytest.approx(paid - found["back"])
    assert found["net"] == pytest.approx(found["kept"] + found["productivity"] - found["cost"])


@pytest.mark.parametrize(
    "raw", [{}, {"implementation_fee": 9_000, "fee_escalator": 0.1, "gain_share": 0.2, **AT_RISK}]
)
def test_years_add_up_to_the_position(raw):
    found = designed(**raw)

    years, part = found["by_year"], found["deal"]
    assert [year["year"] for year in years] == [1, 2, 3]
    for name, whole in (
        ("net", part["net"]),
        ("back", part["back"]),
        ("saved", part["kept"] + part["productivity"]),
        ("paid", part["fees"] + part["gain"] + part["implementation"]),
    ):
        assert sum(year[name] for year in years) / 3 == pytest.approx(whole)
    assert all(0 <= year["chance"] <= 1 for year in years)


def test_an_implementation_fee_weighs_on_the_first_year_alone():
    plain, dear = (designed(**raw)["by_year"] for raw in ({}, {"implementation_fee": 9_000}))

    differences = [a["paid"] - b["paid"] for a, b in zip(dear, plain, strict=True)]
    assert differences == pytest.approx([9_000, 0, 0])


def test_a_search_for_another_chance_is_still_the_own_contract():
    assert designed(probability="50%", seller_cost_per_opinion=500)["is_own"]
    assert not designed(fee_per_employee_month=1.5)["is_own"]


def test_fees_in_force_are_entered_or_the_scenarios():
    found = fees_in_force(CASE, a_contract(CASE, fee_per_opinion=700, gain_share=0.2))

    evidence = CASE.evidence.parameter["fee_per_employee_month"].base
    assert (found["pepm"], found["per_opinion"], found["gain_share"]) == (evidence, 700, 0.2)


def test_curve_is_drawn_in_the_way_that_is_charged():
    assert designed()["curve"]["basis"] == "pepm"
    per_opinion = designed(fee_per_employee_month=0, fee_per_opinion=900)["curve"]
    assert (per_opinion["basis"], per_opinion["now"]) == ("per_opinion", 900)
    shared = designed(fee_per_employee_month=0, gain_share=0.5)["curve"]
    assert shared["basis"] == "gain_share"
    assert shared["prices"][-1] == 1.0
    assert designed(fee_per_employee_month=0)["curve"]["basis"] == "pepm"


def test_price_that_nobody_agreed_on_is_drawn_and_its_chance_if_agreed_is_told_apart():
    own, agreed = designed(), designed(fee_per_employee_month=1.5)

    assert (own["curve"]["is_drawn"], agreed["curve"]["is_drawn"]) == (True, False)
    assert own["curve"]["now"] == agreed["curve"]["now"] == 1.5
    assert own["curve"]["agreed"] == agreed["curve"]["agreed"]
    assert agreed["curve"]["agreed"] == agreed["deal"]["luck"]["chance"]
    assert own["curve"]["agreed"] != own["deal"]["luck"]["chance"]


def test_gain_share_and_a_fee_of_the_calculation_are_agreed():
    fee = a_case(draws=1_000, fee_per_employee_month=1.1)

    assert not designed(fee)["curve"]["is_drawn"]
    assert not designed(fee_per_employee_month=0, gain_share=0.5)["curve"]["is_drawn"]


def test_prices_pay_back_with_the_chance_that_the_curve_says():
    found = designed(probability="50%")
    [pepm] = [row for row in found["prices"] if row["basis"] == "pepm"]
    curve = found["curve"]

    for kind in ("doubt", "luck"):
        above = [
            share for at, share in zip(curve["prices"], curve[kind], strict=True) if at > pepm[kind]
        ]
        below = [
            share
            for at, share in zip(curve["prices"], curve[kind], strict=True)
            if at <= pepm[kind]
        ]
        assert all(share < 0.5 for share in above)
        assert all(share >= 0.5 for share in below)


def test_flat_fees_pay_the_seller_the_same_whatever_happens():
    rows = {row["basis"]: row for row in designed()["interests"]}

    for basis in ("contract", "pepm", "pmpm"):
        assert rows[basis]["use"]["seller"] == pytest.approx(0, abs=1e-6)
        assert rows[basis]["advice"]["seller"] == pytest.approx(0, abs=1e-6)
    assert rows["pepm"]["use"]["sponsor"] == pytest.approx(rows["pmpm"]["use"]["sponsor"])


def test_a_fee_per_opinion_pays_the_seller_for_each_further_opinion():
    found = {row["basis"]: row for row in designed()["interests"]}["per_opinion"]

    use = found["use"]
    assert use["seller"] == pytest.approx(found["price"] * use["opinions"])
    assert found["advice"]["seller"] == pytest.approx(0, abs=1e-6)


def test_single_fees_bring_what_the_contract_brings():
    found = designed()
    rows = {row["basis"]: row for row in found["interests"]}

    assert rows["per_opinion"]["price"] == pytest.approx(
        found["deal"]["fees"] / found["deal"]["opinions"]
    )
    assert rows["gain_share"]["price"] == 0.3


@pytest.mark.parametrize("raw", [{"gain_share": 0.4}, {"fees_at_risk": 1, "guaranteed_ratio": 2}])
def test_what_both_sides_gain_is_what_there_is_to_gain(raw):
    """Seller and sponsor together gain the same under every contract: a price only divides."""
    plain = {row["basis"]: row for row in designed()["interests"]}["contract"]
    found = {row["basis"]: row for row in designed(**raw)["interests"]}["contract"]

    for what in ("use", "advice"):
        together = found[what]["seller"] + found[what]["sponsor"]
        assert together == pytest.approx(plain[what]["seller"] + plain[what]["sponsor"], abs=1e-4)
    assert found["advice"]["seller"] > 0


def test_by_the_sellers_own_count_advice_pays_the_seller_more_than_it_saves():
    raw = {"fee_per_employee_month": 0, "gain_share": 0.5}
    claims = designed(**raw)["interests"][0]["advice"]
    count = designed(**raw, measured_by="count")["interests"][0]["advice"]

    assert count["seller"] > claims["seller"] > 0
    assert count["sponsor"] < claims["sponsor"]


def test_sellers_margin_is_told_where_its_cost_is_entered():
    assert designed()["interests"][0]["use"]["seller_margin"] is None
    use = designed(seller_cost_per_opinion=500)["interests"][0]["use"]

    assert use["seller_margin"] == pytest.approx(use["seller"] - 500 * use["opinions"])


def test_a_payer_has_no_price_per_employee():
    found = designed(a_case(**PAYER, draws=1_000))

    assert found["employees"] is None
    assert "pepm" not in {row["basis"] for row in found["prices"] + found["interests"]}
    assert found["curve"]["basis"] == "pmpm"


def test_a_program_nobody_uses_has_no_price_per_opinion_to_set():
    idle = a_case(draws=1_000, overrides={"engagement": 0})

    found = designed(idle)

    assert "per_opinion" not in {row["basis"] for row in found["interests"]}
    assert found["deal"]["opinions"] == 0


def test_answer_is_plain_values():
    json.dumps(designed(fees_at_risk=1, guaranteed_ratio=2))
