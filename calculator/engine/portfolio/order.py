"""Percentiles over draws of ``scale * slope - offset`` for very many scales at once.

Groups that differ only in size have the net saving people x slope - fixed in each draw. Which draw
stands at a rank changes slowly with the size: for sizes close to each other only a few draws can,
so a whole draw axis is sorted once for hundreds of groups, and the percentiles are exact.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
CROWD = 80  # about so many draws may stand at a rank within one stretch of scales
STRETCH = 8_192  # scales handled at once
MOST_SIZES = 200_000  # remembered of one profile: about 13 MB
SLACK = 1e-12  # for the rounding of sums of this size


def percentiles(slope: Array, offset: Array, scales: Array, percents: Sequence[float]) -> Array:
    """Return percentiles as ``numpy.percentile`` gives them for each scale.

    Args:
        slope: dollars per person, (draw,).
        offset: dollars whatever the size, (draw,).
        scales: people of each group, more than 0, (group,).
        percents: 0 to 100.

    Returns:
        US dollars, (group, percent).

    >>> percentiles(np.array([1.0, 2.0, 3.0]), np.zeros(3), np.array([10.0]), [50]).tolist()
    [[20.0]]
    """
    sizes, group = np.unique(scales, return_inverse=True)
    nearness = 1.0 / sizes  # slope - offset x nearness: the net of one person
    found = np.empty((len(sizes), len(percents)))
    ranks = Ranks(len(slope), percents)
    for part in _stretches(slope, offset, nearness):
        found[part] = _stretch(*_ordered(slope, offset, nearness[part]), nearness[part], ranks)
    return (found * sizes[:, np.newaxis])[group]


class Remembered:
    """Percentiles of one profile and age mix by size: in large files the same sizes come again."""

    def __init__(self, slope: Array, offset: Array, percents: Sequence[float]) -> None:
        self.slope, self.offset, self.percents = slope, offset, percents
        self.sizes = np.empty(0)
        self.found = np.empty((0, len(percents)))

    def of(self, scales: Array) -> Array:
        """Return what ``percentiles`` does, to the bit.

        >>> Remembered(np.array([1.0, 2.0, 3.0]), np.zeros(3), [50]).of(np.array([10.0])).tolist()
        [[20.0]]
        """
        sizes, group = np.unique(scales, return_inverse=True)
        new = np.setdiff1d(sizes, self.sizes, assume_unique=True)
        if len(new):
            fresh = percentiles(self.slope, self.offset, new, self.percents)
            if len(self.sizes) + len(new) > MOST_SIZES:
                self.sizes, self.found = self.sizes[:0], self.found[:0]
                return percentiles(self.slope, self.offset, scales, self.percents)
            place = np.searchsorted(self.sizes, new)
            self.sizes = np.insert(self.sizes, place, new)
            self.found = np.insert(self.found, place, fresh, axis=0)
        return self.found[np.searchsorted(self.sizes, sizes)][group]


class Ranks:
    """The two order statistics that each percentile lies between, and where between them."""

    def __init__(self, size: int, percents: Sequence[float]) -> None:
        position = np.asarray(percents, dtype=float) / 100 * (size - 1)
        self.low = np.floor(position).astype(int)
        self.high = np.minimum(self.low + 1, size - 1)
        self.share = position - self.low


def _stretches(slope: Array, offset: Array, nearness: Array) -> Iterator[slice]:
    """Cut the scales into stretches within which only a few draws can change places."""
    crowded = np.subtract(*np.percentile(slope, [90, 10])) * CROWD / len(slope)
    spread = np.ptp(offset)
    width = crowded / spread if spread > 0 else np.inf  # the same offset in all: one order for all
    first = 0
    while first < len(nearness):
        reached = int(np.searchsorted(-nearness, width - nearness[first], "right"))
        last = min(max(reached, first + 1), first + STRETCH)
        yield slice(first, last)
        first = last


def _ordered(slope: Array, offset: Array, nearness: Array) -> tuple[Array, Array]:
    """Put the draws in the order in which they stand in the middle of a stretch."""
    rank = np.argsort(_middle(slope, offset, nearness))
    return slope[rank], offset[rank]


def _middle(slope: Array, offset: Array, nearness: Array) -> Array:
    """Return the net of one person in each draw in the middle of a stretch."""
    middle: Array = slope - offset * ((nearness[0] + nearness[-1]) / 2)
    return middle


def _stretch(slope: Array, offset: Array, nearness: Array, ranks: Ranks) -> Array:
    """Return the percentiles per person of one stretch of scales, (scale, percent).

    The draws come in the order of its middle, so that those that may stand at a rank within it
    stand side by side.
    """
    each = _middle(slope, offset, nearness)
    reach = np.ptp(offset) * (nearness[0] - nearness[-1]) / 2 + SLACK * np.abs(each).max()
    first = np.searchsorted(each, each[ranks.low] - reach, "left")
    last = np.searchsorted(each, each[ranks.high] + reach, "right")
    found = np.empty((len(nearness), len(ranks.low)))
    for column, (low, high) in enumerate(zip(ranks.low - first, ranks.high - first, strict=True)):
        may = slice(first[column], last[column])
        values = slope[may] - offset[may] * nearness[:, np.newaxis]
        values.sort(axis=1)
        lower, upper = values[:, low], values[:, high]
        found[:, column] = lower + (upper - lower) * ranks.share[column]
    return found
