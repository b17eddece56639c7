import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.engine import shapley

amounts = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=7)


def product_of(factors):
    """A worth in which every piece depends on every other: a product of 1 or a factor."""

    def worth(included):
        return np.where(included, factors, 1.0).prod(axis=1)

    return worth


def test_glove_game_has_its_published_shares():
    def worth(included):
        left, right = included[:, 0], included[:, 1:].sum(axis=1)
        return np.minimum(left, right).astype(float)

    np.testing.assert_allclose(shapley.shares(3, worth), [4 / 6, 1 / 6, 1 / 6], rtol=1e-12)


def test_two_factors_share_their_interaction_evenly():
    shares = shapley.shares(2, product_of(np.array([2.0, 5.0])))

    np.testing.assert_allclose(shares, [(1 + 5) / 2, (4 + 8) / 2], rtol=1e-12)


def test_nothing_changed_has_no_shares():
    assert shapley.shares(0, product_of(np.array([]))).tolist() == []


@given(amounts)
def test_pieces_that_do_not_depend_on_each_other_keep_what_they_add(added):
    for share in (shapley.exactly, shapley.by_orders):
        shares = share(len(added), lambda included: (included * np.array(added)).sum(axis=1))

        np.testing.assert_allclose(shares, added, rtol=1e-9, atol=1e-6)


@given(st.lists(st.floats(0.5, 2), min_size=1, max_size=8))
def test_both_ways_add_up_and_agree_where_pieces_depend_on_each_other(factors):
    worth = product_of(np.array(factors))

    exact = shapley.exactly(len(factors), worth)
    drawn = shapley.by_orders(len(factors), worth)

    whole = np.prod(factors) - 1
    assert exact.sum() == pytest.approx(whole, abs=1e-9)
    assert drawn.sum() == pytest.approx(whole, abs=1e-9)
    np.testing.assert_allclose(drawn, exact, atol=0.05 * np.abs(exact).sum())


def test_orders_with_their_reverses_are_exact_where_no_three_pieces_depend_on_each_other():
    pairs = np.random.default_rng(7).normal(size=(9, 9))

    def worth(included):
        return np.einsum("ri,ij,rj->r", included, pairs, included)

    np.testing.assert_allclose(
        shapley.by_orders(9, worth), shapley.exactly(9, worth), rtol=1e-9, atol=1e-9
    )


@pytest.mark.parametrize("pieces", [shapley.EXACT, shapley.EXACT + 1, 40])
def test_going_back_turns_every_sign(pieces):
    factors = np.random.default_rng(pieces).uniform(0.8, 1.3, pieces)
    factors[3] = 1.0
    there = shapley.shares(pieces, product_of(factors))
    back = shapley.shares(pieces, lambda included: product_of(factors)(~included))

    np.testing.assert_allclose(back, -there, rtol=1e-9, atol=1e-12)
    assert there[3] == 0.0
