"""Percentiles of many groups at once are those of each group alone."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator.engine.portfolio import order

PERCENTS = (2.5, 10, 25, 50, 75, 90, 97.5)


def one_by_one(slope: np.ndarray, offset: np.ndarray, scales: np.ndarray) -> np.ndarray:
    return np.array([np.percentile(scale * slope - offset, PERCENTS) for scale in scales])


@pytest.mark.parametrize("sizes", [(1, 60), (50, 3000), (1, 5_000_000), (400_000, 401_000)])
def test_percentiles_are_those_of_each_group_alone(sizes: tuple[int, int]) -> None:
    rng = np.random.default_rng(sum(sizes))
    slope = rng.normal(-1.5, 1.2, 4000)
    offset = rng.gamma(1.0, 14_000, 4000)
    scales = np.exp(rng.uniform(*np.log(sizes), 700)).round()

    found = order.percentiles(slope, offset, scales, PERCENTS)

    assert found == pytest.approx(one_by_one(slope, offset, scales), rel=1e-11, abs=1e-6)


DOLLARS = st.floats(-1e4, 1e4, allow_nan=False).map(lambda x: round(x, 3))


@settings(max_examples=200, deadline=None)
@given(
    pairs=st.lists(st.tuples(DOLLARS, DOLLARS), min_size=2, max_size=40),
    scales=st.lists(st.integers(1, 10**8), min_size=1, max_size=30),
)
def test_percentiles_hold_for_any_draws(
    pairs: list[tuple[float, float]], scales: list[int]
) -> None:
    slope, offset = (np.array(side) for side in zip(*pairs, strict=True))
    sizes = np.array(scales, dtype=float)

    found = order.percentiles(slope, offset, sizes, PERCENTS)

    assert found == pytest.approx(one_by_one(slope, offset, sizes), rel=1e-9, abs=1e-3)


def test_draws_that_are_all_alike_have_one_percentile() -> None:
    found = order.percentiles(np.full(10, 2.0), np.full(10, 5.0), np.array([3.0, 7.0]), PERCENTS)

    assert found == pytest.approx(np.array([[1.0] * 7, [9.0] * 7]))
