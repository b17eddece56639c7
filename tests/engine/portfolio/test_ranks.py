"""How sure a ranking is: the rank of each group in every joint draw."""

import numpy as np
import pytest

from calculator.engine.portfolio import ranks


def test_ranks_are_those_of_each_draw_by_itself():
    nets = np.random.default_rng(3).normal(size=(40, 1_200))

    found = ranks.ranks(nets)

    for draw in (0, 499, 500, 1_199):
        by_hand = [int((nets[:, draw] > net).sum()) + 1 for net in nets[:, draw]]
        assert found[:, draw].tolist() == by_hand


def test_of_equal_groups_the_first_comes_first():
    assert ranks.ranks(np.zeros((3, 2))).tolist() == [[1, 1], [2, 2], [3, 3]]


def test_chances_of_a_top_add_up_to_its_size():
    found = ranks.ranks(np.random.default_rng(4).normal(size=(60, 500)))

    assert ranks.chances(found, (1, 10, 50)).sum(axis=0) == pytest.approx([1, 10, 50])


def test_a_doubt_that_all_share_moves_no_place():
    shared = np.random.default_rng(5).normal(size=300)
    nets = np.array([[3.0], [1.0], [2.0]]) + shared

    found = ranks.ranks(nets)

    assert ranks.chances(found, (1,)).ravel().tolist() == [1, 0, 0]


def test_one_group_alone_has_a_rank_and_no_chances():
    found = ranks.ranks(np.array([[1.0, -1.0]]))

    assert (found.tolist(), ranks.chances(found, ()).shape) == ([[1, 1]], (1, 0))
