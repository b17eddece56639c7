import numpy as np
import pytest
from hypothesis import given, settings

from calculator.engine import base_case, break_even
from calculator.engine.model import evaluate
from calculator.engine.simulation import sampled
from tests.engine.build import EVIDENCE, PAYER, a_case, base_of, for_all, scenarios, totals_of

FIELD = {
    "pepm": "fee_per_employee_month",
    "pmpm": "fee_per_member_month",
    "per_opinion": "fee_per_opinion",
}


@pytest.mark.parametrize(
    ("inputs", "basis"),
    [({}, "pepm"), (PAYER, "pmpm"), ({"design": "targeted"}, "per_opinion")],
)
def test_at_the_break_even_fee_net_is_zero(inputs, basis):
    even = totals_of(**inputs)["break_even"]

    at_fee = totals_of(**inputs, **{FIELD[basis]: max(even["fee"], 0)})

    assert even["fee_basis"] == basis
    assert even["fee"] > 0
    assert at_fee["net"] == pytest.approx(0, abs=1e-6)


def test_no_fee_pays_where_the_break_even_fee_is_negative():
    found = totals_of(annual_administration_cost=10_000_000)

    assert found["break_even"]["fee"] < 0


def test_there_is_no_break_even_fee_where_no_fee_is_ever_paid():
    found = totals_of(design="targeted", overrides=for_all("uptake_rate", 0))

    assert found["break_even"]["fee"] is None


@pytest.mark.parametrize("design", ["voluntary", "targeted", "mandatory_lumbar_fusion"])
def test_at_the_break_even_engagement_net_is_zero(design):
    even = totals_of(design=design)["break_even"]["engagement"]
    name = "engagement" if EVIDENCE.design[design].engagement_applies else "compliance"

    found = totals_of(design=design, overrides={name: even})

    assert found["net"] == pytest.approx(0, abs=1e-6)


def test_no_use_is_enough_where_the_cap_comes_first():
    assert totals_of(annual_administration_cost=1e8)["break_even"]["engagement"] is None


def test_a_free_program_has_no_break_even_engagement():
    free = {"fee_per_employee_month": 0, "annual_administration_cost": 0}

    assert totals_of(**free)["break_even"]["engagement"] is None


def test_a_net_that_is_zero_throughout_has_no_break_even_engagement():
    free = {"fee_per_employee_month": 0, "annual_administration_cost": 0}

    found = totals_of(**free, overrides=for_all("price_index", 0))

    assert found["net"] == 0
    assert found["break_even"]["engagement"] is None


def test_without_uptake_there_is_none_either():
    assert totals_of(overrides=for_all("uptake_rate", 0))["break_even"]["engagement"] is None


def test_the_first_of_several_roots_is_found():
    corners, nets = np.array([0.0, 1.0, 2.0, 3.0]), np.array([-1.0, 1.0, -1.0, 0.0])

    assert break_even._first_root(corners, nets) == 0.5
    assert break_even._first_root(corners[2:], nets[2:]) == 3.0
    assert break_even._first_root(corners[:1], nets[:1]) is None
    assert break_even._first_root(corners[:2], np.zeros(2)) is None


def test_productivity_counts_towards_the_break_even_engagement():
    plain = totals_of()["break_even"]["engagement"]
    counted = totals_of(include_productivity=True)["break_even"]["engagement"]

    assert counted < plain


def test_every_draw_has_its_own_break_even_fee():
    case = a_case(draws=1_000)
    outcomes = evaluate(case, sampled(case))

    fees = break_even.break_even_fee(outcomes)

    units = break_even.fee_units(outcomes)
    at_fee = outcomes.pv_net + (break_even.fee_in_force(outcomes) - fees) * units
    assert at_fee == pytest.approx(0, abs=1e-6)


@settings(max_examples=60, deadline=None)
@given(scenarios)
def test_the_fee_that_breaks_even_pays_back_exactly_the_rest(scenario):
    base = base_of(**scenario)
    found = base_case.totals(base)
    if found["break_even"]["fee"] is not None:
        fee, units = break_even.fee_in_force(base)[0], break_even.fee_units(base)[0]
        size = found["program_cost"] + abs(found["net"])
        moved = found["net"] + (fee - found["break_even"]["fee"]) * units
        assert moved == pytest.approx(0, abs=1e-9 * size + 1e-9)
