"""Share a difference among the pieces that make it, whatever the order in which they come.

The Shapley value: what a piece adds, averaged over all orders in which the pieces could be put
in place. The shares add up to the whole difference, and a piece that changes nothing has none.
"""

from collections.abc import Callable
from math import factorial

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Worth = Callable[[NDArray[np.bool_]], Array]
EXACT = 12  # pieces up to which every subset is calculated
ORDERS = 32  # above that: so many orders, each with its reverse
SEED = 1953  # the year of Shapley's paper; the orders must not depend on the releases


def shares(players: int, worth: Worth, *, most: int | None = None) -> Array:
    """Return each piece's share of the worth of all pieces less that of none.

    Args:
        players: number of pieces.
        worth: worth of each row of a (subset, piece) array of which pieces are in place.
        most: pieces up to which every subset is calculated, ``EXACT`` if not given.

    Returns:
        Shares, (piece,). Exact up to ``most`` pieces, and above that where no three of them
        depend on each other: of an order and its reverse, each of two comes first once.

    Source:
        Eq. 24; [Shapley1953], [Castro2009].
    """
    limit = EXACT if most is None else most
    return exactly(players, worth) if players <= limit else by_orders(players, worth)


def exactly(players: int, worth: Worth) -> Array:
    """Return the shares from all subsets of the pieces."""
    subsets = np.arange(2**players)
    included = (subsets[:, np.newaxis] >> np.arange(players)) & 1 == 1
    worths, sizes = worth(included), included.sum(axis=1)
    orders = factorial(players)
    weight = np.array(
        [factorial(s) * factorial(players - s - 1) / orders for s in range(players)] or [0.0]
    )
    found = np.zeros(players)
    for piece in range(players):
        without = subsets[~included[:, piece]]
        added = worths[without | (1 << piece)] - worths[without]
        found[piece] = (weight[sizes[without]] * added).sum()
    return found


def by_orders(players: int, worth: Worth) -> Array:
    """Return the shares averaged over drawn orders and their reverses; they add up all the same."""
    drawn = np.random.Generator(np.random.PCG64(SEED))
    forward = [drawn.permutation(players) for _ in range(ORDERS)]
    orders = np.array([order for one in forward for order in (one, one[::-1])])
    place = np.argsort(orders, axis=1)
    steps = np.arange(players + 1)
    included = place[:, np.newaxis, :] < steps[np.newaxis, :, np.newaxis]
    worths = worth(included.reshape(-1, players)).reshape(len(orders), players + 1)
    added = np.diff(worths, axis=1)
    found: Array = np.take_along_axis(added, place, axis=1).mean(axis=0)
    return found
