import numpy as np
import pytest

from calculator.engine import psa, simulation
from tests.engine.build import EVIDENCE, a_case, totals_of


def simulated(**inputs):
    case = a_case(**inputs)
    return simulation.simulate(case, simulation.sampled(case))


def found_of(**inputs):
    net = totals_of(**inputs)["net"]
    return psa.psa(simulated(**inputs), seed=5, base_case_net=net)


@pytest.mark.parametrize("design", list(EVIDENCE.design))
@pytest.mark.parametrize("lens", list(EVIDENCE.lens))
def test_the_mean_over_draws_is_near_the_base_case(design, lens):
    """Caps, 1 / members per employee and compounding move it by a few parts in a hundred."""
    inputs = {"design": design, "lens": lens}
    total, found = totals_of(**inputs), found_of(**inputs)

    size = total["plan_saving"] + total["program_cost"]
    error = 4 * found["convergence_error"]
    assert found["net"]["mean"] == pytest.approx(total["net"], abs=error + 0.06 * size)
    assert found["base_case_net"] == total["net"]


def test_percentiles_and_chances_by_hand():
    net = np.arange(-50.0, 50.0)
    cost = np.full(100, 100.0)
    flat = {"annual_benefit": net, "annual_net": net, "fee": cost, "fee_units": cost}
    made = simulation.Simulation(pv_benefit=net + cost, pv_cost=cost, pv_net=net, **flat)

    found = psa.psa(made, seed=7, base_case_net=1.0)

    assert (found["draws"], found["seed"], found["base_case_net"]) == (100, 7, 1.0)
    assert found["probability_net_positive"] == 0.49
    assert found["probability_ratio_above"] == {"1": 0.49, "2": 0.0, "3": 0.0}
    assert found["benefit_cost_ratio"]["mean"] == pytest.approx(0.995)
    assert found["convergence_error"] == pytest.approx(net.std(ddof=1) / 10)
    assert found["net"]["percentiles"]["50"] == -0.5


def test_percentiles_are_those_of_the_draws():
    made = simulated(draws=2_000)

    found = psa.psa(made, seed=1, base_case_net=0.0)

    below = (made.pv_net <= found["net"]["percentiles"]["90"]).mean()
    assert below == pytest.approx(0.9, abs=0.001)


def test_a_free_program_has_no_ratio():
    found = found_of(fee_per_employee_month=0, annual_administration_cost=0, draws=1_000)

    assert found["benefit_cost_ratio"] is None
    assert found["probability_ratio_above"] == {"1": None, "2": None, "3": None}


def test_the_histogram_holds_every_draw():
    values = np.random.default_rng(1).normal(size=5_000)

    found = psa.histogram(values)

    assert sum(found["counts"]) == 5_000
    assert len(found["edges"]) == len(found["counts"]) + 1
    assert found["counts"][0] >= 25


def test_the_histogram_of_one_value_is_one_bin():
    assert psa.histogram(np.full(10, 3.0)) == {"edges": [2.5, 3.5], "counts": [10]}


def test_the_histogram_has_forty_bins_that_hold_every_draw():
    values = np.arange(10_001.0)

    found = psa.histogram(values)

    assert len(found["counts"]) == 40
    assert len(found["edges"]) == 41
    assert (found["edges"][0], found["edges"][-1]) == (50.0, 9_950.0)
    assert sum(found["counts"]) == 10_001


def test_the_histogram_of_one_value_is_one_bin_around_it():
    found = psa.histogram(np.full(100, 7.0))

    assert found == {"edges": [6.5, 7.5], "counts": [100]}
