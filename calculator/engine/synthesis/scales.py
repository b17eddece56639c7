"""From a finding's number to an effect with a variance: shares as logits, the rest as logarithms.

A share from counts has the variance 1/a + 1/b of its logit, a with and b without; where either is
0, one half is added to both (the continuity correction). A number with a 95 % interval has the
variance of an interval that is symmetrical on its scale.
"""

import math
from dataclasses import dataclass
from typing import Literal

from calculator.engine.synthesis.pooling import Z95

Scale = Literal["logit", "log"]
CORRECTION = 0.5


@dataclass(frozen=True, slots=True)
class Effect:
    """A number on its scale, and its sampling variance there."""

    value: float
    variance: float


def to_scale(value: float, scale: Scale) -> float:
    """Return the logit of a share, or the logarithm of a positive number.

    >>> to_scale(0.5, "logit"), to_scale(1.0, "log")
    (0.0, 0.0)
    """
    return math.log(value / (1 - value)) if scale == "logit" else math.log(value)


def from_scale(effect: float, scale: Scale) -> float:
    """Return the number that an effect stands for.

    >>> round(from_scale(to_scale(0.2, "logit"), "logit"), 12), from_scale(0.0, "log")
    (0.2, 1.0)
    """
    if scale == "log":
        return math.exp(effect)
    odds = math.exp(-abs(effect))
    return (1.0 if effect >= 0 else odds) / (1 + odds)


def holds(value: float, scale: Scale) -> bool:
    """Whether a number has a place on a scale."""
    return 0 < value < 1 if scale == "logit" else value > 0


def of_counts(numerator: float, denominator: float) -> Effect:
    """Return the logit of a share from its counts.

    >>> of_counts(0, 10) == of_counts(0.5, 11), of_counts(5, 10).variance
    (True, 0.4)
    """
    having, lacking = numerator, denominator - numerator
    if not having or not lacking:
        having, lacking = having + CORRECTION, lacking + CORRECTION
    return Effect(math.log(having / lacking), 1 / having + 1 / lacking)


def of_interval(value: float, low: float, high: float, scale: Scale) -> Effect | None:
    """Return the effect of a number with a 95 % interval; None where an end has no place on it.

    >>> of_interval(0.5, 0.0, 0.9, "logit") is None, of_interval(2.0, 2.0, 2.0, "log") is None
    (True, True)
    """
    if not low < high or not all(holds(end, scale) for end in (value, low, high)):
        return None
    se = (to_scale(high, scale) - to_scale(low, scale)) / (2 * Z95)
    return Effect(to_scale(value, scale), se**2)
