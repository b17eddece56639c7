"""When a difference between two counts of operations can be told from chance.

Both counts are Poisson. Given their sum, the offered group's count is binomial with the group's
share of the people and years; the test is exact, two-sided (each tail at most half of 0.05).
"""

import math
from functools import lru_cache
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
ALPHA, WANTED = 0.05, 0.80
Z = NormalDist().inv_cdf(1 - ALPHA / 2)
TABLE = 500  # sums of the two counts up to which the test is looked up in its exact table
EXACT_UP_TO = 300.0  # expected operations in both groups up to which the power is summed exactly
CONTINUITY = 0.5
HALVINGS = 40
LOG_FACTORIALS = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, TABLE + 1)))])


def power(offered: float, compared: float, share: float) -> float:
    """Return the probability that the test finds a difference.

    Args:
        offered: expected operations of the group that is offered the program.
        compared: expected operations of the comparison group.
        share: the offered group's share of all people and years, 0 to 1.

    Source:
        Eq. 37 [PrzyborowskiWilenski1940]: summed exactly where few operations are expected, by
        the normal approximation with continuity correction where many are.

    >>> round(power(50.0, 50.0, 0.5), 2) <= 0.05
    True
    """
    total = offered + compared
    if total <= 0:
        return 0.0
    if total <= EXACT_UP_TO:
        return _exact(total, offered / total, share)
    return _normal(offered, compared, share)


def rejects(offered: Array, compared: Array, share: float) -> NDArray[np.bool_]:
    """Return whether the test finds a difference between observed counts.

    Args:
        offered: operations counted in the offered group.
        compared: operations counted in the comparison group.
        share: as in ``power``.
    """
    total = offered + compared
    lowest, highest = limits(share)
    few = np.minimum(total, TABLE).astype(int)
    by_table = (offered <= lowest[few]) | (offered >= highest[few])
    low, high = _edges(np.maximum(total, 1.0), share)
    by_normal = (offered + CONTINUITY <= low) | (offered - CONTINUITY >= high)
    return np.where(total <= TABLE, by_table, by_normal)


def detectable(without: float, compared: float, share: float) -> float | None:
    """Return the smallest fall of operations that is found 4 times in 5, None where none is.

    Args:
        without: expected operations of the offered group, were there no program.
        compared: expected operations of the comparison group.
        share: as in ``power``.

    Returns:
        The fall as a share of the operations.
    """
    if power(0.0, compared, share) < WANTED:
        return None
    low, high = 0.0, 1.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if power(without * (1 - middle), compared, share) < WANTED:
            low = middle
        else:
            high = middle
    return high


@lru_cache(maxsize=128)
def limits(share: float) -> tuple[Array, Array]:
    """Return, for each sum of the two counts, the highest and lowest count that is too few or many.

    Returns:
        Two arrays over the sum, 0 to ``TABLE``: reject at or below the first, at or above the
        second.
    """
    chances = _binomial(TABLE, share)
    up_to, from_on = _tails(chances)
    sums = np.arange(TABLE + 1)
    possible = sums[np.newaxis, :] <= sums[:, np.newaxis]
    lowest = ((up_to <= ALPHA / 2) & possible).sum(axis=1) - 1.0
    highest = sums + 1.0 - ((from_on <= ALPHA / 2) & possible).sum(axis=1)
    return lowest, highest


def _exact(total: float, fraction: float, share: float) -> float:
    """Sum over all sums of the two counts, and over all counts at which the test rejects."""
    most = min(TABLE, math.ceil(total + 8 * math.sqrt(total) + 20))
    sums = np.arange(most + 1)
    weights = np.exp(sums * math.log(total) - total - LOG_FACTORIALS[: most + 1])
    up_to, from_on = _tails(_binomial(most, fraction))
    lowest, highest = (ends[: most + 1].astype(int) for ends in limits(share))
    low = np.where(lowest >= 0, up_to[sums, np.maximum(lowest, 0)], 0.0)
    high = np.where(highest <= sums, from_on[sums, np.minimum(highest, most)], 0.0)
    return float((weights * (low + high)).sum())


def _normal(offered: float, compared: float, share: float) -> float:
    """Take the arcsine of the root of the offered group's part as normal, half a count lost."""
    total = offered + compared
    middle, scale = math.asin(math.sqrt(offered / total)), 2 * math.sqrt(total)
    low, high = (float(edge[0]) for edge in _edges(np.array([total]), share))
    too_few = math.asin(math.sqrt(max(low - CONTINUITY, 0.0) / total))
    too_many = math.asin(math.sqrt(min((high + CONTINUITY) / total, 1.0)))
    normal = NormalDist()
    return normal.cdf(scale * (too_few - middle)) + normal.cdf(scale * (middle - too_many))


def _edges(total: Array, share: float) -> tuple[Array, Array]:
    """Return between which counts chance alone keeps the offered group, 95 times in 100."""
    middle, reach = math.asin(math.sqrt(share)), Z / (2 * np.sqrt(total))
    low = np.sin(np.maximum(middle - reach, 0.0)) ** 2
    high = np.sin(np.minimum(middle + reach, np.pi / 2)) ** 2
    return total * low, total * high


def _binomial(most: int, share: float) -> Array:
    """Return the binomial probabilities, (sum, count), for sums from 0 to ``most``."""
    counts = np.arange(most + 1)
    left = counts[:, np.newaxis] - counts
    logs = LOG_FACTORIALS
    with np.errstate(divide="ignore", invalid="ignore"):
        one, other = np.log(share), np.log1p(-share)
        weights = np.where(counts > 0, counts * one, 0.0) + np.where(left > 0, left * other, 0.0)
    ways = logs[counts][:, np.newaxis] - logs[counts] - logs[np.maximum(left, 0)]
    return np.where(left >= 0, np.exp(ways + weights), 0.0)


def _tails(chances: Array) -> tuple[Array, Array]:
    """Return P(count <= x) and P(count >= x) for each sum."""
    return chances.cumsum(axis=1), chances[:, ::-1].cumsum(axis=1)[:, ::-1]
