"""Inverse-variance pooling of effects on one scale: fixed effect, or random effects.

The product's pooled values use DerSimonian and Laird's variance between studies; Paule and
Mandel's is shown beside it, because the two differ where studies disagree.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from calculator.engine.synthesis import student

Array = NDArray[np.float64]
Method = Literal["fixed", "dersimonian_laird", "paule_mandel"]
Z95 = 1.959963984540054
STEPS = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Pooled:
    """A pooled effect on the scale of its effects.

    ``q``, ``df`` and ``i2`` measure how far the studies disagree with a single effect, ``tau2`` is
    the variance between studies that the method puts down to it. The prediction interval says
    where the effect of one more such study would lie; it needs three studies.
    """

    method: Method
    studies: int
    effect: float
    se: float
    low: float
    high: float
    tau2: float
    q: float
    df: int
    i2: float
    prediction: tuple[float, float] | None
    weights: tuple[float, ...]


def pool(
    effects: Sequence[float], variances: Sequence[float], method: Method = "dersimonian_laird"
) -> Pooled:
    """Return the weighted mean of effects, with weights that sum to 1.

    Args:
        effects: one per study, at least one.
        variances: the sampling variance of each, above 0.
        method: how the variance between studies is estimated.

    Raises:
        ValueError: without effects, or with a variance that is not above 0.

    Source:
        [DerSimonian1986]; [PauleMandel1982]; I2 [Higgins2002]; prediction interval with k - 2
        degrees of freedom [Higgins2009].

    >>> found = pool([0.0, 2.0, 4.0], [1.0, 1.0, 1.0])
    >>> found.effect, found.tau2, found.q, found.i2
    (2.0, 3.0, 8.0, 0.75)
    """
    y, v = np.asarray(effects, dtype=np.float64), np.asarray(variances, dtype=np.float64)
    if not y.size or y.shape != v.shape or not (v > 0).all():
        raise ValueError("Give effects and as many variances above 0.")
    df = y.size - 1
    q = heterogeneity(y, v)
    tau2 = _between(y, v, method)
    weights = 1 / (v + tau2)
    se = float(1 / np.sqrt(weights.sum()))
    effect = float((weights * y).sum() / weights.sum())
    return Pooled(
        method=method,
        studies=y.size,
        effect=effect,
        se=se,
        low=effect - Z95 * se,
        high=effect + Z95 * se,
        tau2=tau2,
        q=q,
        df=df,
        i2=max(0.0, (q - df) / q) if q > 0 else 0.0,
        prediction=_prediction(effect, se, tau2, df),
        weights=tuple(float(w) for w in weights / weights.sum()),
    )


def heterogeneity(effects: Array, variances: Array, tau2: float = 0.0) -> float:
    """Return Cochran's Q: weighted squared distances from the weighted mean."""
    weights = 1 / (variances + tau2)
    mean = (weights * effects).sum() / weights.sum()
    return float((weights * (effects - mean) ** 2).sum())


def _between(effects: Array, variances: Array, method: Method) -> float:
    if method == "fixed" or effects.size < 2:
        return 0.0
    if method == "dersimonian_laird":
        return _dersimonian_laird(effects, variances)
    return _paule_mandel(effects, variances)


def _dersimonian_laird(effects: Array, variances: Array) -> float:
    weights = 1 / variances
    excess = heterogeneity(effects, variances) - (effects.size - 1)
    scale = weights.sum() - (weights**2).sum() / weights.sum()
    return max(0.0, float(excess / scale))


def _paule_mandel(effects: Array, variances: Array) -> float:
    """Return the tau2 at which Q equals its degrees of freedom; Q falls as tau2 grows."""
    df = effects.size - 1
    if heterogeneity(effects, variances) <= df:
        return 0.0
    low, high = 0.0, float(np.ptp(effects)) ** 2  # there Q is at most a quarter of k
    for _ in range(STEPS):
        middle = (low + high) / 2
        if heterogeneity(effects, variances, middle) > df:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _prediction(effect: float, se: float, tau2: float, df: int) -> tuple[float, float] | None:
    if df < 2:
        return None
    half = student.quantile(0.975, df - 1) * (tau2 + se**2) ** 0.5
    return effect - half, effect + half
