"""The cost of one operation varies: expected layers over a gamma of mean 1 (Eq. 33).

The gamma is laid out once as so many equally likely values, and the mean of the smaller of such a
value and a limit is tabulated over the limit. So every expectation is a sum of looked-up means:
smooth in all terms, and the same on every machine.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from calculator.engine.chance import GAMMA_SHAPE
from calculator.engine.distributions import Fit
from calculator.engine.quantiles import quantiles
from calculator.engine.split.cover import Cover
from calculator.engine.split.parts import Layers

Array = NDArray[np.float64]
VALUES = 4_000
LAST, STEPS = 16.0, 512  # the table ends at 16 times the mean, in so many steps per 1


def expected(cover: Cover, deductible: float, *, certain: Array, varying: Array) -> Layers:
    """Return the expected layers of claims that are partly certain and partly vary.

    Args:
        cover: what the plan pays.
        deductible: where stop-loss begins, of what the plan pays; infinity for none.
        certain: claims that are known, US dollars.
        varying: mean of what varies with the coefficient of variation of ``chance``.

    Source:
        Eq. 33.
    """
    whole = certain + varying
    below = [_up_to(np.array(bend), certain, varying) for bend in cover.bends]
    plan = _weighed(cover, below)
    held = plan
    if np.isfinite(deductible):
        most = _up_to(cover.reach(deductible), certain, varying)
        held = _weighed(cover, [np.minimum(level, most) for level in below])
    return Layers(gross=whole, plan=plan, held=held)


def limited(limit: Array) -> Array:
    """Return the mean of the smaller of a gamma of mean 1 and a limit.

    >>> limited(np.array([0.0, np.inf])).tolist()
    [0.0, 1.0]
    """
    means, slopes = _table()
    place = np.clip(limit, 0.0, LAST) * STEPS
    step = place.astype(np.intp)
    found: Array = means[step] + (place - step) * slopes[step]
    return found


def _weighed(cover: Cover, below: list[Array]) -> Array:
    """What the plan pays where so much of the claims lies below each bend."""
    paid = np.zeros(())
    for lower, upper, slope in zip(below, below[1:], cover.slopes, strict=False):
        paid = paid + slope * (upper - lower)
    return paid


def _up_to(limit: Array, certain: Array, varying: Array) -> Array:
    """Mean of the smaller of the claims and a limit."""
    if (limit == 0).all():
        return np.zeros(())
    if np.isinf(limit).all():
        return certain + varying
    room = limit - certain
    if not varying.any():
        return np.minimum(certain, limit)
    shape = np.broadcast_shapes(room.shape, varying.shape)
    with np.errstate(over="ignore"):  # next to nothing that varies: the limit is far
        share = np.divide(room, varying, out=np.zeros(shape), where=varying > 0)
    return np.where(room > 0, certain + varying * limited(share), limit)


@cache
def _table() -> tuple[Array, Array]:
    """The mean of the smaller of the values and each limit, and its rise to the next one."""
    shares = (np.arange(VALUES) + 0.5) / VALUES
    fit = Fit(family="gamma", first=GAMMA_SHAPE, second=1 / GAMMA_SHAPE)
    values = np.array(quantiles(fit, shares.tolist()))
    values /= values.mean()
    below = np.concatenate([[0.0], np.cumsum(values)])
    limits = np.arange(LAST * STEPS + 1) / STEPS
    smaller = np.searchsorted(values, limits)
    means = (below[smaller] + limits * (VALUES - smaller)) / VALUES
    means[-1] = 1.0
    return means, np.append(np.diff(means), 0.0)
