import math

import numpy as np
import pytest

from calculator.engine import voi
from calculator.engine.draws import Draws
from calculator.engine.simulation import sampled, simulate
from tests.engine.build import EVIDENCE, a_case, result_of

SIZE = 100_000


def density(z):
    return math.exp(-z * z / 2) / math.sqrt(2 * math.pi)


def below(z):
    return (1 + math.erf(z / math.sqrt(2))) / 2


def normal_worth(mean, sd):
    """E[max(0, X)] - max(0, mean) of a normal X: the published closed form."""
    if sd == 0:
        return 0.0
    return sd * density(mean / sd) + mean * below(mean / sd) - max(0.0, mean)


@pytest.mark.parametrize("mean", [-3.0, -0.5, 0.0, 1.0])
def test_evpi_of_a_normal_net_benefit(mean):
    net = np.random.default_rng(1).normal(mean, 2.0, SIZE)

    assert voi.evpi(net) == pytest.approx(normal_worth(mean, 2.0), abs=0.02)


@pytest.mark.parametrize("mean", [-1.0, 0.0, 0.7])
@pytest.mark.parametrize(("a", "b"), [(1.0, 1.0), (3.0, 0.5), (0.2, 2.0)])
def test_evppi_of_a_linear_net_benefit(mean, a, b):
    """Net = mean + a X + b Y with X, Y standard normal: the worth of X is that of N(mean, a)."""
    rng = np.random.default_rng(2)
    x, y = rng.normal(size=(2, SIZE))
    net = mean + a * x + b * y

    assert voi.evppi(net, x) == pytest.approx(normal_worth(mean, a), abs=0.02)
    assert voi.evppi(net, 100 + 7 * x) == pytest.approx(voi.evppi(net, x), rel=1e-6)
    assert voi.evpi(net) == pytest.approx(normal_worth(mean, math.hypot(a, b)), abs=0.03)


def test_worked_example_of_the_voi_package():
    """Net = p1 - p2, N(1, 1) and N(0, 2): the exact EVPI that its overview prints, 0.4798107."""
    p1, p2 = np.random.default_rng(12).normal([[1.0], [0.0]], [[1.0], [2.0]], (2, 400_000))
    net = p1 - p2

    assert normal_worth(1, math.sqrt(5)) == pytest.approx(0.4798107, abs=5e-8)
    assert voi.evpi(net) == pytest.approx(0.4798107, abs=0.005)
    assert voi.evppi(net, p1) == pytest.approx(normal_worth(1, 1), abs=0.005)  # 4 of its errors
    assert voi.evppi(net, p2) == pytest.approx(normal_worth(1, 2), abs=0.005)


def test_evppi_of_a_curved_net_benefit():
    """Net = X^2 - 1 + Y with X normal: E[max(0, X^2 - 1)] = 2 phi(1)."""
    x, y = np.random.default_rng(3).normal(size=(2, SIZE))

    assert voi.evppi(x * x - 1 + y, x) == pytest.approx(2 * density(1.0), abs=0.02)


def test_evppi_of_a_product_of_two_parameters():
    """Net = X Z with E[Z] = 1, Z independent: knowing X is worth E[max(0, X)]."""
    rng = np.random.default_rng(4)
    x, z = rng.normal(size=SIZE), rng.gamma(4, 0.25, SIZE)

    assert voi.evppi(x * z, x) == pytest.approx(density(0.0), abs=0.02)
    assert voi.evppi(x * z, z) == pytest.approx(0, abs=0.005)


def test_what_does_not_matter_is_worth_nothing():
    x, y = np.random.default_rng(5).normal(size=(2, SIZE))

    assert voi.evppi(x - 2, y) == 0


def test_a_parameter_without_doubt_is_worth_exactly_nothing():
    net = np.random.default_rng(6).normal(size=1_000)

    assert voi.evppi(net, np.array([3.0])) == 0
    assert voi.evppi(net, np.full(1_000, 3.0)) == 0


def test_a_parameter_of_two_values_can_be_regressed():
    rng = np.random.default_rng(7)
    x = rng.integers(0, 2, SIZE).astype(float)
    net = 2 * x - 1 + rng.normal(size=SIZE)

    assert voi.evppi(net, x) == pytest.approx(0.5, abs=0.02)


def test_no_single_parameter_is_worth_more_than_all():
    x = np.random.default_rng(8).normal(size=SIZE)

    assert voi.evppi(x, x) <= voi.evpi(x)
    assert voi.evppi(x, x) == pytest.approx(voi.evpi(x), rel=0.01)


def test_a_sure_decision_has_nothing_to_learn():
    x = np.random.default_rng(9).uniform(1, 2, 1_000)

    assert voi.evpi(x) == 0
    found = voi.value_of_information(x, Draws({"engagement": x}, 1_000), rows("engagement"))
    assert found["evppi"][0]["evppi"] == 0
    assert found["evppi"][0]["share_of_evpi"] is None


def rows(*names):
    return [a_case().parameters[name] for name in names]


def test_parameters_are_ranked_by_their_worth():
    case = a_case(design="targeted", draws=5_000)
    drawn = sampled(case)

    found = voi.value_of_information(simulate(case, drawn).pv_net, drawn, case.parameters.sampled)

    worths = [row["evppi"] for row in found["evppi"]]
    assert worths == sorted(worths, reverse=True)
    assert found["evppi"][0]["share_of_evpi"] == pytest.approx(worths[0] / found["evpi"])
    assert 0 < worths[0] <= found["evpi"]
    assert found["evppi"][0]["label"] == EVIDENCE.parameter[found["evppi"][0]["parameter"]].label


def test_the_result_lists_what_is_uncertain_and_moves_net():
    names = {
        row["parameter"] for row in result_of(areas=["cancer"])["value_of_information"]["evppi"]
    }

    assert "engagement" in names
    assert "compliance" not in names
    assert "surgery_cost.cabg" not in names
    assert "discount_rate" not in names


@pytest.mark.parametrize("scale", [1e-30, 1e-9, 1e9, 1e30])
def test_the_unit_of_a_parameter_does_not_change_its_worth(scale):
    x, y = np.random.default_rng(10).normal(size=(2, 5_000))

    assert voi.evppi(x * x - 1 + y, scale * x) == pytest.approx(voi.evppi(x * x - 1 + y, x))
