import numpy as np
import pytest

from calculator.engine import simulation
from calculator.engine.model import evaluate
from tests.engine.build import a_case


def test_pieces_give_the_bits_of_the_whole():
    case = a_case(draws=1_000 + simulation.PIECE)
    drawn = simulation.sampled(case)
    whole = evaluate(case, drawn)

    found = simulation.simulate(case, drawn)

    assert np.array_equal(found.pv_net, whole.pv_net)
    assert np.array_equal(found.pv_benefit, whole.pv_benefit)
    assert np.array_equal(found.pv_cost, whole.pv_cost)
    assert found.annual_net == pytest.approx(whole.net_by_year.mean(axis=1))
    assert found.fee.shape == found.fee_units.shape == (1_000 + simulation.PIECE,)


def test_a_scenario_without_doubt_has_one_value_for_all_draws():
    certain = {p.name: p.base for p in a_case().parameters.sampled}
    case = a_case(draws=1_000, overrides=certain)

    found = simulation.simulate(case, simulation.sampled(case))

    assert found.pv_net.shape == (1_000,)
    assert np.ptp(found.pv_net) == 0


def test_a_spread_by_hand():
    found = simulation.spread(np.arange(1.0, 102.0))

    assert found["mean"] == 51
    assert found["sd"] == pytest.approx(np.sqrt(101 * 102 / 12))
    assert list(found["percentiles"]) == ["2.5", "10", "25", "50", "75", "90", "97.5"]
    assert found["percentiles"]["10"] == 11


def test_the_share_of_draws():
    assert simulation.share_of(np.array([True, False, True, True])) == 0.75


def test_equals_share_the_draws_in_which_they_are_best():
    nets = [np.array([1.0, 2.0, 0.0]), np.array([1.0, 1.0, 0.0]), np.array([1.0, 0.0, -1.0])]

    found = simulation.share_best(nets)

    assert found == pytest.approx([(1 / 3 + 1 + 1 / 2) / 3, (1 / 3 + 1 / 2) / 3, (1 / 3) / 3])
    assert sum(found) == pytest.approx(1)
