"""Where the mass of a fitted distribution lies: its quantiles and its density, with NumPy alone.

Beta and gamma are integrated over the logit and the log of the variable, where their densities are
smooth whatever the shape; beyond the grid the tails are exponential and added in closed form.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from calculator.engine.distributions import Fit
from calculator.engine.errors import UnfitDistribution

Array = NDArray[np.float64]
POINTS = 8001
FAR = 45.0  # e to the minus 45: less than the last digit of one
SMALLEST, LARGEST = 1e-6, 1e9


@dataclass(frozen=True, slots=True, kw_only=True)
class Mass:
    """The mass over a transformed axis; ``left`` and ``right`` are the slopes of its tails."""

    t: Array
    weight: Array
    below: Array
    total: float
    left: float
    right: float

    def at(self, share: float) -> float:
        """Return the ``t`` below which a share of the mass lies."""
        mass = share * self.total
        if mass < self.below[0]:
            return float(self.t[0]) + math.log(mass / self.below[0]) / self.left
        if mass > self.below[-1]:
            above = self.total - self.below[-1]
            return float(self.t[-1]) - math.log((self.total - mass) / above) / self.right
        return float(np.interp(mass, self.below, self.t))


def quantiles(fit: Fit, shares: Sequence[float]) -> list[float]:
    """Return the values below which the given shares of a distribution lie.

    Args:
        fit: the fitted distribution.
        shares: shares between 0 and 1, both left out.

    Raises:
        UnfitDistribution: if the distribution is too extreme to be integrated.

    >>> fit = Fit(family="beta", first=1.0, second=1.0)
    >>> [round(value, 4) for value in quantiles(fit, (0.025, 0.5, 0.975))]
    [0.025, 0.5, 0.975]
    """
    if fit.family == "fixed":
        return [fit.first for _ in shares]
    if fit.family == "lognormal":
        _judge(fit, fit.second)
        normal = NormalDist(fit.first, fit.second)
        return [math.exp(normal.inv_cdf(share)) for share in shares]
    mass = _mass(fit)
    return [_value(fit, mass.at(share)) for share in shares]


def density(fit: Fit, values: Sequence[float]) -> list[float]:
    """Return the density at values inside the distribution's range; 0 where it has no number.

    >>> [round(y, 4) for y in density(Fit(family="beta", first=2.0, second=2.0), (0.25, 0.5))]
    [1.125, 1.5]
    """
    x = np.asarray(values, dtype=np.float64)
    if fit.family == "lognormal":
        z = (np.log(x) - fit.first) / fit.second
        found = np.exp(-0.5 * z**2) / (x * fit.second * math.sqrt(2 * math.pi))
        return [float(y) for y in found]
    mass = _mass(fit)
    with np.errstate(divide="ignore", invalid="ignore"):
        if fit.family == "gamma":
            t, slope = np.log(x / fit.second), 1 / x
        else:
            width = fit.high - fit.low if fit.family == "pert" else 1.0
            unit = (x - fit.low) / width
            t, slope = np.log(unit / (1 - unit)), 1 / (width * unit * (1 - unit))
        found = np.interp(t, mass.t, mass.weight) / mass.total * slope
    return [float(y) for y in np.nan_to_num(found, nan=0.0, posinf=0.0)]


def _value(fit: Fit, t: float) -> float:
    if fit.family == "gamma":
        return fit.second * math.exp(t)
    unit = 1 / (1 + math.exp(-t)) if t > -700 else 0.0
    return fit.low + (fit.high - fit.low) * unit if fit.family == "pert" else unit


def _mass(fit: Fit) -> Mass:
    a, b = fit.first, (1.0 if fit.family == "gamma" else fit.second)
    _judge(fit, a, b)
    if fit.family == "gamma":
        middle, room = math.log(a), 10 / math.sqrt(a)
        up = math.log((a + 10 * math.sqrt(a) + 60) / a)
        t = _axis(middle, min(FAR, room + FAR / a), up)
        log_weight = a * t - np.exp(t)
        right = math.inf
    else:
        middle, room = math.log(a / b), 10 * math.sqrt(1 / a + 1 / b)
        t = _axis(middle, min(FAR, room + FAR / a), min(FAR, room + FAR / b))
        log_weight = -a * np.logaddexp(0, -t) - b * np.logaddexp(0, t)
        right = b
    weight = np.exp(log_weight - log_weight.max())
    steps = np.diff(t) * (weight[1:] + weight[:-1]) / 2
    below = weight[0] / a + np.concatenate(([0.0], np.cumsum(steps)))
    total = float(below[-1] + weight[-1] / right)
    return Mass(t=t, weight=weight, below=below, total=total, left=a, right=right)


def _judge(fit: Fit, *shapes: float) -> None:
    if not all(SMALLEST < shape < LARGEST for shape in shapes):
        raise UnfitDistribution(f"the {fit.family} is too extreme to be drawn")


def _axis(middle: float, down: float, up: float) -> Array:
    return np.linspace(middle - down, middle + up, POINTS)
