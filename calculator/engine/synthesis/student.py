"""Quantiles of Student's t for whole degrees of freedom, by its closed-form distribution."""

import math

FARTHEST = 1e4
HALVINGS = 64


def probability(t: float, df: int) -> float:
    """Return P(T <= t) for Student's t.

    Args:
        t: where to stop.
        df: degrees of freedom, 1 or more.

    Source:
        The finite series for whole degrees of freedom [AbramowitzStegun1964, 26.7.3-4].

    >>> probability(0.0, 3), round(probability(12.7062047364, 1), 9)
    (0.5, 0.975)
    """
    angle = math.atan2(t, math.sqrt(df))
    sine, square = math.sin(angle), math.cos(angle) ** 2
    if df % 2:
        term = math.cos(angle) if df > 1 else 0.0
        total = term
        for step in range(3, df, 2):
            term *= square * (step - 1) / step
            total += term
        within = 2 / math.pi * (angle + sine * total)
    else:
        term = total = 1.0
        for step in range(2, df, 2):
            term *= square * (step - 1) / step
            total += term
        within = sine * total
    return 0.5 + within / 2


def quantile(share: float, df: int) -> float:
    """Return the t below which a share of 0.5 or more lies.

    Args:
        share: 0.5 to under 1.
        df: degrees of freedom, 1 or more.

    >>> round(quantile(0.975, 2), 6), round(quantile(0.975, 10), 6)
    (4.302653, 2.228139)
    """
    low, high = 0.0, FARTHEST
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if probability(middle, df) < share:
            low = middle
        else:
            high = middle
    return (low + high) / 2
