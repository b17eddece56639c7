import numpy as np
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


def test_the_axis_reaches_twice_the_fee_or_what_one_draw_in_twenty_would_bear():
    case = a_case(draws=2_000, fee_per_employee_month=0.2)
    made = simulation.simulate(case, simulation.sampled(case))
    bearable = (made.pv_net + made.fee * made.fee_units) / made.fee_units

    near = acceptability.acceptability(case, made, fee=0.2)
    far = acceptability.acceptability(case, made, fee=50.0)

    assert near["fees"][-1] == pytest.approx(np.percentile(bearable, 95))
    assert far["fees"][-1] == 100
    assert len(far["fees"]) == 41


def test_the_axis_of_a_program_that_no_fee_pays_is_a_cent_long():
    found = found_of(fee_per_employee_month=0, overrides={"price_index.commercial": 0})

    assert found["fees"][-1] == 0.01
