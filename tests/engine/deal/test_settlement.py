"""Eq. 27 to 29: by hand, against Eq. 15, and laws over random contracts."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator.engine.deal import ground as grounds
from calculator.engine.deal.settlement import payback, running_fees, settle
from calculator.engine.deal.terms import Terms
from calculator.engine.model import evaluate
from calculator.engine.simulation import sampled
from tests.engine.build import PAYER, a_case
from tests.engine.deal.build import ground_of, kept_share

FEES = 12 * 10 * 100.0  # a year on the ground made by hand
OWN = Terms()
money = st.floats(0, 1e6).map(lambda x: round(x, 2))
shares = st.floats(0, 1)
contracts = st.builds(
    Terms,
    fee_per_employee_month=money,
    fee_per_member_month=st.none() | money,
    fee_per_opinion=st.none() | money,
    implementation_fee=st.none() | money,
    fee_escalator=st.floats(0, 0.25),
    gain_share=shares,
    gain_share_above=st.sampled_from(["all", "fees"]),
    gain_share_floor=money,
    fees_at_risk=shares,
    guaranteed_ratio=st.floats(0, 5),
    guarantee_cap=st.none() | money,
    guarantee_settled=st.sampled_from(["year", "contract"]),
    measured_by=st.sampled_from(["claims", "count"]),
    incentive_per_opinion=st.none() | money,
)
amounts = st.lists(
    st.lists(st.floats(-1e5, 1e7), min_size=3, max_size=3), min_size=1, max_size=4
).map(np.array)


def settled(terms: Terms, savings, **ground):
    found = ground_of(np.array(savings, dtype=float), **ground)
    return settle(terms, found, found.deal.expected)


@pytest.mark.parametrize(
    "inputs",
    [
        {},
        {"design": "targeted", "incentive_per_opinion": 250, "implementation_fee": 9_000},
        {"fee_per_member_month": 0.5, "uptake_ramp": [0.3, 0.6, 1]},
        {"funding": "fully_insured", "savings_retained": 0.4, "include_productivity": True},
        {"employees": 900, "areas": ["cancer"], "design": "mandatory"},
        {**PAYER, "discount_rate": 0.07},
    ],
)
def test_without_own_terms_it_is_the_scenarios_own_contract_to_the_cent(inputs):
    case = a_case(**inputs, draws=1_000)
    ground = grounds.lay_out(case, incentive_uptake=1.0)
    outcomes = evaluate(case, sampled(case))

    found = settle(OWN, ground, ground.deal.expected)

    cost = found.revenue + found.incentive + found.administration
    assert cost == pytest.approx(outcomes.program_cost_by_year, abs=0.005)
    assert found.kept == pytest.approx(
        np.broadcast_to(outcomes.plan_saving_by_year, found.kept.shape), abs=0.005
    )
    assert found.productivity == pytest.approx(
        np.broadcast_to(outcomes.productivity_by_year, found.kept.shape), abs=0.005
    )
    assert ground.present_value(found.net) == pytest.approx(outcomes.pv_net, abs=0.005)


def test_fees_of_every_basis_and_their_rise_by_hand():
    terms = Terms(
        fee_per_employee_month=2, fee_per_member_month=1, fee_per_opinion=50, fee_escalator=0.1
    )

    found = settled(terms, [[0, 0]], opinions=3.0)

    first = 12 * 2 * 10 + 12 * 1 * 20 + 50 * 3
    assert found.fees.tolist() == [pytest.approx([first, 1.1 * first])]


def test_implementation_falls_in_the_first_year_and_the_incentive_goes_to_the_member():
    terms = Terms(implementation_fee=500, incentive_per_opinion=40)

    found = settled(terms, [[0, 0]], opinions=2.0)

    assert found.implementation.tolist() == [[500, 0]]
    assert found.incentive.tolist() == [[80, 80]]
    assert found.revenue.tolist() == [[FEES + 500, FEES]]


@pytest.mark.parametrize(
    ("above", "floor", "shared"),
    [("all", 0, 50_000), ("all", 10_000, 40_000), ("fees", 0, 38_000), ("fees", 10_000, 28_000)],
)
def test_gain_is_shared_above_its_hurdle_only(above, floor, shared):
    terms = Terms(gain_share=0.25, gain_share_above=above, gain_share_floor=floor)

    assert settled(terms, [[50_000, -3_000]]).gain.tolist() == [[0.25 * shared, 0]]


@pytest.mark.parametrize(
    ("savings", "back"),
    [(30_000, 0), (24_000, 0), (20_000, 4_000), (12_000, 6_000), (-9_000, 6_000)],
)
def test_what_is_missing_comes_back_up_to_the_fees_at_risk(savings, back):
    terms = Terms(fees_at_risk=0.5, guaranteed_ratio=2.0)

    assert settled(terms, [[savings]]).back.tolist() == [[back]]


def test_cap_limits_each_year_or_the_whole_contract():
    terms = Terms(fees_at_risk=1.0, guaranteed_ratio=1.0, guarantee_cap=5_000)
    once = replace(terms, guarantee_settled="contract")

    assert settled(terms, [[0, 30_000]]).back.tolist() == [[5_000, 0]]
    assert settled(once, [[0, 10_000]]).back.tolist() == [[0, 10_000]]
    assert settled(once, [[0, 30_000]]).back.tolist() == [[0, 0]]


def test_the_sellers_own_count_decides_where_it_measures():
    terms = Terms(fees_at_risk=1.0, guaranteed_ratio=1.0, gain_share=0.5, measured_by="count")

    found = settled(terms, [[0.0]], counted=np.array([[40_000.0]]))

    assert (found.back[0, 0], found.gain[0, 0], found.kept[0, 0]) == (0, 20_000, 0)


def test_claims_count_all_savings_of_the_plan_whoever_keeps_them():
    ground = kept_share(ground_of(np.array([[40_000.0]])), 0.25)

    found = settle(Terms(gain_share=0.5), ground, ground.deal.expected)

    assert (found.gain[0, 0], found.kept[0, 0]) == (20_000, 10_000)


@settings(max_examples=150, deadline=None)
@given(terms=contracts, savings=amounts, counted=amounts)
def test_what_comes_back_is_bounded_and_the_money_adds_up(terms, savings, counted):
    ground = ground_of(savings, counted=np.resize(counted, savings.shape))

    found = settle(terms, ground, ground.deal.expected)

    total_back, total_fees = found.back.sum(axis=1), found.fees.sum(axis=1)
    assert (found.back >= 0).all()
    assert (total_back <= terms.fees_at_risk * total_fees * (1 + 1e-12) + 1e-9).all()
    if terms.guarantee_cap is not None:
        assert (total_back <= 3 * terms.guarantee_cap + 1e-9).all()
    assert (found.gain >= 0).all()
    parts = found.kept - found.fees - found.gain - found.implementation + found.back
    parts = parts - found.incentive - found.administration + found.productivity
    assert np.allclose(found.net, parts, rtol=1e-9, atol=1e-4)
    assert np.allclose(
        found.net + found.revenue + found.incentive + found.administration,
        found.kept + found.productivity,
        rtol=1e-9, atol=1e-4,
    )  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(terms=contracts, savings=amounts)
def test_an_unreachable_threshold_pays_nothing(terms, savings):
    ground = ground_of(savings, counted=savings)
    fees = running_fees(terms, ground, ground.deal.expected)

    for zero in ({"guaranteed_ratio": 0.0}, {"guarantee_cap": 0.0}, {"fees_at_risk": 0.0}):
        assert not payback(replace(terms, **zero), fees, savings).any()


@settings(max_examples=100, deadline=None)
@given(terms=contracts, savings=amounts, more=st.floats(0, 1e6))
def test_payback_never_falls_with_the_price_and_never_rises_with_the_savings(terms, savings, more):
    ground = ground_of(savings)
    fees = running_fees(terms, ground, ground.deal.expected)
    before = payback(terms, fees, savings)

    slack = 1e-6 * (1 + np.abs(before))
    assert (payback(terms, fees + more, savings) >= before - slack).all()
    assert (payback(terms, fees, savings + more) <= before + slack).all()


@settings(max_examples=100, deadline=None)
@given(terms=contracts, savings=amounts, more=st.floats(0, 1e4))
def test_net_falls_with_the_price_by_exactly_the_fee_where_nothing_comes_back(terms, savings, more):
    plain = replace(terms, gain_share=0.0, fees_at_risk=0.0)
    dearer = replace(plain, fee_per_employee_month=plain.fee_per_employee_month + more)
    ground = ground_of(savings)

    before, after = (settle(t, ground, ground.deal.expected) for t in (plain, dearer))

    extra = 12 * 10 * more * (1 + terms.fee_escalator) ** ground.elapsed
    assert np.allclose(before.net - after.net, extra, rtol=1e-6, atol=1e-3)


@settings(max_examples=100, deadline=None)
@given(terms=contracts, savings=amounts, more=st.floats(0, 1e4), ratio=shares)
def test_net_never_rises_with_the_price_up_to_a_guarantee_of_one_to_one(
    terms, savings, more, ratio
):
    cheap = replace(terms, guaranteed_ratio=ratio, gain_share=0.0)
    dear = replace(cheap, fee_per_employee_month=cheap.fee_per_employee_month + more)
    ground = ground_of(savings)

    before, after = (settle(t, ground, ground.deal.expected) for t in (cheap, dear))

    slack = 1e-6 * (1 + np.abs(before.net).sum(axis=1))
    assert (after.net.sum(axis=1) <= before.net.sum(axis=1) + slack).all()
