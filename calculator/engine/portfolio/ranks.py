"""How sure a ranking of groups is: the rank of each in every joint draw."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
BLOCK = 500  # draws ranked at once


def ranks(nets: Array) -> NDArray[np.int32]:
    """Return the rank of each group in each draw: 1 has the highest net.

    Args:
        nets: net saving, US dollars, (group, draw), all on the same draws.

    Returns:
        Ranks, (group, draw); of equal groups the first comes first.

    >>> ranks(np.array([[1.0, 5.0], [2.0, 4.0]])).tolist()
    [[2, 1], [1, 2]]
    """
    found = np.empty(nets.shape, dtype=np.int32)
    places = np.arange(1, len(nets) + 1, dtype=np.int32)[:, np.newaxis]
    for start in range(0, nets.shape[1], BLOCK):
        part = slice(start, start + BLOCK)
        order = np.argsort(-nets[:, part], axis=0, kind="stable")
        np.put_along_axis(found[:, part], order, places, axis=0)
    return found


def chances(found: NDArray[np.int32], tops: Sequence[int]) -> Array:
    """Return the share of draws in which each group is among the first so many, (group, top)."""
    shares = [(found <= top).mean(axis=1) for top in tops]
    return np.stack(shares, axis=1) if shares else np.empty((len(found), 0))
