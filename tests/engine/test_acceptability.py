import pytest

from calculator.engine import acceptability, simulation
from calculator.engine.break_even import fee_in_force
from tests.engine.build import PAYER, a_case, base_of, for_all


def found_of(**inputs):
    case = a_case(draws=2_000, **inputs)
    made = simulation.simulate(case, simulation.sampled(case))
    fee = float(fee_in_force(base_of(**inputs))[0])
    return acceptability.acceptability(case, made, fee=fee)


@pytest.mark.parametrize(
    ("inputs", "basis"), [({}, "pepm"), (PAYER, "pmpm"), ({"design": "targeted"}, "per_opinion")]
)
def test_the_chance_falls_as_the_fee_rises(inputs, basis):
    found = found_of(**inputs)

    assert found["fee_basis"] == basis
    assert found["probabilities"] == sorted(found["probabilities"], reverse=True)
    assert found["fees"][0] == 0
    assert found["fees"][-1] >= 2 * found["fee"]
    assert found["probabilities"][0] > found["probabilities"][-1]


@pytest.mark.parametrize("index", [0, 5, 20])
def test_each_point_is_the_analysis_at_that_fee(index):
    found = found_of()
    fee = found["fees"][index]
    case = a_case(draws=2_000, fee_per_employee_month=fee)

    net = simulation.simulate(case, simulation.sampled(case)).pv_net

    assert found["probabilities"][index] == pytest.approx(float((net > 0).mean()), abs=1e-3)


def test_a_fee_that_is_never_paid_changes_nothing():
    found = found_of(design="targeted", overrides=for_all("uptake_rate", 0))

    assert set(found["probabilities"]) == {0.0}
