"""Eq. 30 and the guarantee's worth on savings that are normal: closed forms, and laws."""

import math
from dataclasses import replace
from itertools import pairwise
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator.engine.deal import price
from calculator.engine.deal.guarantee import guarantee, worth
from calculator.engine.deal.terms import Terms
from tests.engine.deal.build import DRAWS, ground_of, normal_savings
from tests.engine.deal.test_settlement import FEES, amounts, contracts

UNIT = NormalDist()
MEAN, SD = 20_000.0, 6_000.0
NORMAL = ground_of(normal_savings(MEAN, SD))
UNITS = {"pepm": 120, "pmpm": 240, "per_opinion": 10}
OPEN = Terms()
ALL_AT_RISK = Terms(fees_at_risk=1.0)


def offer(terms, ground, basis="pepm"):
    return price.offer(terms, ground, ground.deal.lucky, basis)


def paying_price(terms, ground, probability, basis="pepm"):
    return price.paying_price(offer(terms, ground, basis), probability)


@pytest.mark.parametrize("basis", UNITS)
@pytest.mark.parametrize("probability", [0.1, 0.5, 0.8, 0.95])
def test_paying_price_is_the_quantile_of_normal_savings(basis, probability):
    expected = NormalDist(MEAN, SD).inv_cdf(1 - probability) / UNITS[basis]

    found = paying_price(OPEN, NORMAL, probability, basis)

    density = UNIT.pdf(UNIT.inv_cdf(probability))
    error = SD / UNITS[basis] * math.sqrt(probability * (1 - probability) / DRAWS) / density
    assert found == pytest.approx(expected, abs=5 * error)
    assert price.chance_at(offer(OPEN, NORMAL, basis), found) >= probability
    assert price.chance_at(offer(OPEN, NORMAL, basis), found * 1.001) < probability


@pytest.mark.parametrize("strike", [8_000, 20_000, 35_000])
def test_worth_of_a_guarantee_on_normal_savings(strike):
    """E[max(0, K - S)] = (K - m) N(z) + s n(z), z = (K - m) / s."""
    terms = Terms(fees_at_risk=1.0, guaranteed_ratio=strike / FEES / 10, fee_per_employee_month=1e3)
    z = (strike - MEAN) / SD
    closed = (strike - MEAN) * UNIT.cdf(z) + SD * UNIT.pdf(z)

    found = worth(terms, NORMAL)

    assert found["value"] == pytest.approx(closed, abs=5 * SD / math.sqrt(DRAWS))
    assert found["chance"] == pytest.approx(UNIT.cdf(z), abs=0.005)
    assert found["chance_full"] == 0


@pytest.mark.parametrize("cap", [3_000, 9_000])
def test_worth_of_a_capped_guarantee_is_the_difference_of_two(cap):
    """min(cap, (K - S)+) = (K - S)+ - (K - cap - S)+."""

    def closed(strike):
        z = (strike - MEAN) / SD
        return (strike - MEAN) * UNIT.cdf(z) + SD * UNIT.pdf(z)

    terms = replace(ALL_AT_RISK, guaranteed_ratio=2.0, guarantee_cap=cap)

    found = worth(terms, NORMAL)

    expected = closed(2 * FEES) - closed(2 * FEES - cap)
    assert found["value"] == pytest.approx(expected, abs=5 * SD / math.sqrt(DRAWS))
    assert found["chance_full"] == pytest.approx(UNIT.cdf((2 * FEES - cap - MEAN) / SD), abs=0.005)


def test_later_paybacks_are_worth_less():
    savings = np.zeros((4, 2))
    terms = replace(ALL_AT_RISK, guaranteed_ratio=1.0)

    each = worth(terms, ground_of(savings, discount_rate=0.1))["value"]
    once = replace(terms, guarantee_settled="contract")

    assert each == pytest.approx(FEES + FEES / 1.1)
    assert worth(once, ground_of(savings, discount_rate=0.1))["value"] == pytest.approx(
        2 * FEES / 1.1
    )


def test_luck_makes_a_guarantee_worth_something_where_doubt_sees_none():
    sure = ground_of(np.full((10, 1), MEAN))
    terms = replace(ALL_AT_RISK, guaranteed_ratio=MEAN / FEES / 10, fee_per_employee_month=1e3)

    assert worth(terms, sure)["value"] == pytest.approx(0, abs=1e-6)
    assert worth(terms, NORMAL)["value"] == pytest.approx(SD * UNIT.pdf(0), rel=0.02)


def test_the_same_promise_is_worth_nothing_by_a_count_that_always_reaches_it():
    ground = ground_of(np.zeros((5, 3)), counted=np.full((5, 3), 5 * FEES))
    terms = replace(ALL_AT_RISK, guaranteed_ratio=2.0)

    found = guarantee(terms, ground)

    assert found["worth"]["value"] == pytest.approx(3 * FEES)
    assert (found["other"]["measured_by"], found["other"]["value"]) == ("count", 0)
    assert found["measured"] == {"claims": 0, "count": 5 * FEES}
    swapped = guarantee(replace(terms, measured_by="count"), ground)
    assert swapped["worth"] == found["other"]
    assert swapped["other"] == found["worth"]


def test_what_a_cap_takes_is_what_the_promise_loses():
    terms = replace(ALL_AT_RISK, guaranteed_ratio=2.0, guarantee_cap=1_000.0)

    found = guarantee(terms, ground_of(np.zeros((5, 1))))

    assert found["worth"]["value"] == 1_000
    assert found["without_cap"]["value"] == FEES
    assert found["worth"]["chance_full"] == 1


def test_without_fees_at_risk_the_ladder_shows_all_of_them():
    found = guarantee(OPEN, ground_of(np.zeros((5, 1))))

    assert not found["is_agreed"]
    assert found["worth"]["value"] == found["worth"]["chance"] == found["worth"]["chance_full"] == 0
    assert found["at_risk"] == 1.0
    values = [claims["value"] for claims, _ in found["ladder"]]
    assert values == sorted(values)
    assert values[-1] == FEES


@settings(max_examples=80, deadline=None)
@given(terms=contracts, savings=amounts)
def test_a_higher_chance_never_allows_a_higher_price(terms, savings):
    ground = ground_of(savings, counted=savings)

    for basis in price.BASES:
        found = [paying_price(terms, ground, p, basis) for p in (0.2, 0.5, 0.8, 0.99)]
        ranked = [-1.0 if value is None else value for value in found]
        assert all(
            later <= earlier or later == pytest.approx(earlier, rel=1e-6)
            for earlier, later in pairwise(ranked)
        )


@settings(max_examples=60, deadline=None)
@given(savings=amounts, low=st.floats(0, 1e4), more=st.floats(0, 1e4))
def test_without_a_guarantee_the_chance_never_rises_with_the_price(savings, low, more):
    of = offer(OPEN, ground_of(savings))

    assert price.chance_at(of, low + more) <= price.chance_at(of, low)


def test_no_fee_pays_where_even_a_free_program_loses():
    losing = ground_of(np.full((5, 2), -10.0))

    assert all(paying_price(OPEN, losing, 0.5, basis) is None for basis in price.BASES)


def test_no_price_is_too_high_where_it_is_never_paid():
    idle = ground_of(np.full((5, 2), 10.0), opinions=0.0)

    assert paying_price(OPEN, idle, 0.8, "per_opinion") == np.inf
    assert paying_price(OPEN, idle, 0.8, "gain_share") == 1.0


def test_savings_next_to_nothing_break_no_price():
    tiny = ground_of(np.full((3, 2), 5e-324), opinions=5e-324)
    barely = replace(ALL_AT_RISK, guaranteed_ratio=1 + 1e-12, incentive_per_opinion=1.0)

    for basis in price.BASES:
        assert paying_price(OPEN, tiny, 0.5, basis) is not None
        assert paying_price(barely, ground_of(np.full((3, 2), 50.0)), 0.5, basis) > 0


def test_no_price_is_too_high_where_all_of_it_comes_back():
    ground = ground_of(np.full((5, 2), 1_000.0))
    full = replace(ALL_AT_RISK, guaranteed_ratio=2.0)

    assert paying_price(full, ground, 0.8) == np.inf
    assert paying_price(replace(full, guaranteed_ratio=1.0), ground, 0.8) == np.inf


def test_a_full_refund_leaves_other_costs_to_be_paid_for():
    """At 1 to 1 the fee paid is never more than the savings: own costs come out of the rest."""
    full = replace(ALL_AT_RISK, guaranteed_ratio=1.0, incentive_per_opinion=30.0)
    ground = ground_of(np.full((5, 1), 1_000.0))

    assert paying_price(full, ground, 0.8) == pytest.approx((1_000 - 300) / 120, rel=1e-3)


@pytest.mark.parametrize(
    ("extra", "expected"),
    [
        ({"guaranteed_ratio": 0.5}, 2 * 1_000 / 120 * 0 + 1_000 / 120),
        ({"guaranteed_ratio": 5.0, "fees_at_risk": 0.5}, 2 * 1_000 / 120),
        ({"guaranteed_ratio": 5.0, "guarantee_cap": 600.0}, 1_600 / 120),
    ],
)
def test_a_guarantee_raises_the_price_that_pays_back(extra, expected):
    """Half a promise changes nothing at the limit; half at risk doubles it; a cap adds itself."""
    found = paying_price(replace(ALL_AT_RISK, **extra), ground_of(np.full((5, 1), 1_000.0)), 0.8)

    assert found == pytest.approx(expected, rel=1e-3)


def test_a_gain_share_is_a_share_at_most():
    assert paying_price(OPEN, NORMAL, 0.8, "gain_share") == 1.0
    dear = replace(OPEN, incentive_per_opinion=1_000.0)
    share = paying_price(dear, ground_of(np.full((5, 1), 40_000.0)), 0.8, "gain_share")
    assert share == pytest.approx(0.75, rel=1e-5)


def test_a_price_takes_the_place_of_all_running_fees():
    full = Terms(
        fee_per_employee_month=1, fee_per_member_month=2, fee_per_opinion=3, gain_share=0.4,
        implementation_fee=9,
    )  # fmt: skip

    for basis, field in (
        ("pepm", "fee_per_employee_month"),
        ("pmpm", "fee_per_member_month"),
        ("per_opinion", "fee_per_opinion"),
        ("gain_share", "gain_share"),
    ):
        found = price.charged(full, basis, 0.5)
        assert found == replace(full.without_fees(), **{field: 0.5})
