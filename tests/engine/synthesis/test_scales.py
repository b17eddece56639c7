"""From a finding's number to an effect with a variance."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.engine.synthesis import scales


def test_counts_have_the_variance_of_their_logit():
    found = scales.of_counts(58, 100)

    assert found.value == pytest.approx(math.log(58 / 42))
    assert found.variance == pytest.approx(1 / 58 + 1 / 42)


@pytest.mark.parametrize(("numerator", "log_odds"), [(0, -math.log(41)), (20, math.log(41))])
def test_none_and_all_are_corrected_by_one_half(numerator, log_odds):
    found = scales.of_counts(numerator, 20)

    assert found.value == pytest.approx(log_odds)
    assert found.variance == pytest.approx(2 + 1 / 20.5)


def test_an_interval_gives_the_standard_error_on_its_scale():
    share = scales.of_interval(0.5, 0.4, 0.6, "logit")
    cost = scales.of_interval(100.0, 50.0, 200.0, "log")

    assert share.variance == pytest.approx((2 * math.log(0.6 / 0.4) / 2 / 1.959963985) ** 2)
    assert cost.value == pytest.approx(math.log(100))
    assert cost.variance == pytest.approx((math.log(2) / 1.959963985) ** 2)


@pytest.mark.parametrize(
    ("value", "low", "high", "scale"),
    [(0.1, 0.0, 0.2, "logit"), (0.9, 0.8, 1.0, "logit"), (0.0, 0.0, 0.1, "logit"),
     (5.0, -1.0, 9.0, "log"), (5.0, 5.0, 5.0, "log")],
)  # fmt: skip
def test_an_interval_without_a_place_on_the_scale_gives_no_effect(value, low, high, scale):
    assert scales.of_interval(value, low, high, scale) is None


@given(st.floats(1e-6, 1 - 1e-6))
def test_a_share_comes_back_from_its_logit(share):
    assert scales.from_scale(scales.to_scale(share, "logit"), "logit") == pytest.approx(share)


@given(st.floats(1e-6, 1e9))
def test_an_amount_comes_back_from_its_logarithm(amount):
    assert scales.from_scale(scales.to_scale(amount, "log"), "log") == pytest.approx(amount)
