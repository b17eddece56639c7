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


def test_remembered_sizes_give_the_same_bits():
    rng = np.random.default_rng(8)
    slope, offset = rng.normal(1, 3, 2_000), rng.uniform(1e4, 2e4, 2_000)
    scales = rng.integers(1, 500, 900).astype(float)
    percents = [2.5, 50, 97.5]

    remembered = order.Remembered(slope, offset, percents)
    found = np.concatenate([remembered.of(part) for part in np.split(scales, 9)])

    assert np.array_equal(found, order.percentiles(slope, offset, scales, percents))
    assert len(remembered.sizes) == len(np.unique(scales))


def test_more_sizes_than_can_be_remembered_are_right_too(monkeypatch):
    monkeypatch.setattr(order, "MOST_SIZES", 5)
    slope, offset = np.array([1.0, 2.0, 5.0]), np.array([9.0, 4.0, 1.0])
    remembered = order.Remembered(slope, offset, [10, 90])
    parts = [np.array([1.0, 2.0, 3.0]), np.array([2.0, 4.0, 6.0, 8.0]), np.array([1.0])]

    for part in parts:
        assert np.array_equal(remembered.of(part), order.percentiles(slope, offset, part, [10, 90]))
