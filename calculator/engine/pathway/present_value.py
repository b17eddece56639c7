"""Discounting: what later years are worth today (Eq. 17)."""

import numpy as np
from numpy.typing import NDArray

from calculator.engine.case import Case
from calculator.engine.draws import Draws

Array = NDArray[np.float64]


def discount_factors(case: Case, draws: Draws) -> Array:
    """Return 1 / (1 + discount_rate)^(t-1), (draw, year).

    Source:
        Eq. 17.
    """
    return (1 + draws.column("discount_rate")) ** -case.years


def present_value(flow: Array, factors: Array) -> Array:
    """Return the present value of a yearly flow.

    Args:
        flow: amounts by year, year being the last axis.
        factors: discount factors, broadcasting against the flow.

    Returns:
        The flow's shape without the year axis.

    Source:
        Eq. 17.
    """
    total: Array = (flow * factors).sum(axis=-1)
    return total
