import math

import numpy as np
import pytest

from calculator.engine.measurement import power as closed
from calculator.engine.measurement.power import power

TWO_POINTS = 0.02
TRIALS = 40_000


@pytest.mark.parametrize("total", [2, 10, 50, 200, 299, 301, 400, 600, 2_000, 40_000])
@pytest.mark.parametrize("ratio", [0.1, 1.0, 4.0, 20.0])
@pytest.mark.parametrize("fall", [0.0, 0.05, 0.3, 0.9])
def test_simulation_is_within_two_points_of_the_closed_form(total, ratio, fall):
    without = total / (1 + ratio)
    offered, compared, share = without * (1 - fall), without * ratio, 1 / (1 + ratio)
    rng = np.random.default_rng(11)
    counts = (rng.poisson(mean, TRIALS).astype(float) for mean in (offered, compared))

    simulated = closed.rejects(*counts, share).mean()

    assert power(offered, compared, share) == pytest.approx(simulated, abs=TWO_POINTS)


@pytest.mark.parametrize("mean", [0.5, 3, 40, 150, 5_000, 1_000_000])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.8])
def test_without_an_effect_at_most_one_in_twenty_is_found(mean, share):
    assert power(mean * share, mean * (1 - share), share) <= 0.0501


def test_the_limits_are_those_of_the_exact_test_by_hand():
    lowest, highest = closed.limits(0.5)

    assert (lowest[5], highest[5]) == (-1, 6)  # 2/32 at either end: more than 0.05
    assert (lowest[6], highest[6]) == (0, 6)  # 1/64 at each end
    tail = sum(math.comb(20, k) for k in range(6)) / 2**20
    assert tail <= 0.025 < tail + math.comb(20, 6) / 2**20
    assert (lowest[20], highest[20]) == (5, 15)


def test_power_grows_with_the_effect_and_with_the_numbers():
    by_effect = [power(500 * (1 - fall), 500, 0.5) for fall in (0, 0.05, 0.1, 0.2, 0.4)]
    by_number = [power(n * 0.8, n, 0.5) for n in (10, 50, 149, 400, 2_000)]

    assert by_effect == sorted(by_effect)
    assert by_number == sorted(by_number)
    assert by_number[-1] > 0.99


def test_a_rise_is_found_like_a_fall():
    assert power(600, 500, 0.5) == pytest.approx(power(500, 600, 0.5))


def test_no_operations_tell_nothing():
    assert power(0.0, 0.0, 0.5) == 0.0
    assert not closed.rejects(np.zeros(1), np.zeros(1), 0.5).any()


def test_the_smallest_fall_that_is_found():
    fall = closed.detectable(1_000.0, 1_000.0, 0.5)

    assert power(1_000 * (1 - fall), 1_000, 0.5) == pytest.approx(closed.WANTED, abs=0.001)
    assert closed.detectable(3.0, 3.0, 0.5) is None
    assert closed.detectable(100.0, 100.0, 0.5) > fall


def test_all_on_one_side():
    assert power(0.0, 50.0, 0.5) == pytest.approx(1.0)
    assert power(0.0, 1_000.0, 0.5) == pytest.approx(1.0)
