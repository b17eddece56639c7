"""Fit a family to a mean and a 95 % interval by the method of moments, and sample it (Model 4)."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from calculator.engine.errors import UnfitDistribution
from calculator.engine.evidence import Family

INTERVAL_SDS = 3.92
PERT_LAMBDA = 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """A fitted distribution: ``family`` and its two shape numbers; low and high scale a pert."""

    family: Family
    first: float
    second: float
    low: float = 0.0
    high: float = 0.0

    def sample(self, size: int, rng: np.random.Generator) -> NDArray[np.float64]:
        """Return ``size`` draws.

        Args:
            size: number of draws.
            rng: the generator of this parameter alone.

        Returns:
            Array of shape (size,), in the parameter's unit.

        Source:
            Model 4.
        """
        match self.family:
            case "beta":
                return rng.beta(self.first, self.second, size)
            case "gamma":
                return rng.gamma(self.first, self.second, size)
            case "lognormal":
                return rng.lognormal(self.first, self.second, size)
            case "pert":
                unit = rng.beta(self.first, self.second, size)
                return self.low + (self.high - self.low) * unit
            case _:  # fixed
                return np.full(size, self.first)


def fit(family: Family, *, base: float, low: float, high: float) -> Fit:
    """Return the distribution of a family with mean ``base`` and sd (high - low) / 3.92.

    Args:
        family: the distribution family; ``fixed`` ignores low and high.
        base: the mean, in the parameter's unit.
        low: lower end of the 95 % interval.
        high: upper end of the 95 % interval.

    Returns:
        The fit; an interval of no width gives ``fixed``.

    Raises:
        UnfitDistribution: if the family has no member with these moments.

    Source:
        Model 4; [Briggs2012].

    >>> fit("gamma", base=8.0, low=0.16, high=15.84)
    Fit(family='gamma', first=4.0, second=2.0, low=0.0, high=0.0)
    """
    if not low <= base <= high:
        raise UnfitDistribution(f"base {base:g} is not between low {low:g} and high {high:g}")
    sd = (high - low) / INTERVAL_SDS
    if family == "fixed" or low == high:
        return Fit(family="fixed", first=base, second=0.0)
    if family == "pert":
        return _pert(base, low, high)
    if base <= 0 or (family == "beta" and base >= 1):
        room = "between 0 and 1" if family == "beta" else "above 0"
        raise UnfitDistribution(f"a {family} needs a base {room}, not {base:g}")
    if family == "beta":
        return _beta(base, sd)
    if family == "gamma":
        return Fit(family="gamma", first=(base / sd) ** 2, second=sd**2 / base)
    variance = math.log1p((sd / base) ** 2)
    first = math.log(base) - variance / 2
    return Fit(family="lognormal", first=first, second=math.sqrt(variance))


def _beta(base: float, sd: float) -> Fit:
    k = base * (1 - base) / sd**2 - 1
    if k <= 0:
        raise UnfitDistribution(f"the interval is too wide for a share with mean {base:g}")
    return Fit(family="beta", first=base * k, second=(1 - base) * k)


def _pert(base: float, low: float, high: float) -> Fit:
    mode = (6 * base - low - high) / PERT_LAMBDA
    tolerance = 1e-9 * (high - low)
    if not low - tolerance <= mode <= high + tolerance:
        raise UnfitDistribution(f"the base {base:g} is too near one end of {low:g} to {high:g}")
    first = 1 + PERT_LAMBDA * (mode - low) / (high - low)
    second = 1 + PERT_LAMBDA * (high - mode) / (high - low)
    return Fit(family="pert", first=max(first, 1.0), second=max(second, 1.0), low=low, high=high)
