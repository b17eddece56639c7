import numpy as np
import pytest

from calculator.engine.pathway import present_value
from tests.engine.build import base_of


def test_later_years_are_worth_less():
    factors = base_of(discount_rate=0.1).discount

    assert factors[0].tolist() == pytest.approx([1, 1 / 1.1, 1 / 1.21])


def test_a_flow_by_hand():
    factors = np.array([[1.0, 0.5], [1.0, 0.25]])

    found = present_value.present_value(np.array([[10.0, 20.0]]), factors)

    assert found.tolist() == [20.0, 15.0]
