"""From numbers to places on paper: a linear scale with round ticks."""

import math
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Maps low..high to left..right; numbers outside are held at the edge."""

    low: float
    high: float
    left: float
    right: float

    def __call__(self, value: float) -> float:
        """Return the place of a value."""
        share = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return self.left + share * (self.right - self.left)

    def ticks(self, most: int = 4) -> list[float]:
        """Return round numbers within the scale, at most so many (and one more for the ends)."""
        rough = (self.high - self.low) / most
        power = 10.0 ** math.floor(math.log10(rough))
        step = next(m * power for m in (1, 2, 2.5, 5, 10, 20) if m * power >= rough)
        first, last = math.ceil(self.low / step), math.floor(self.high / step)
        return [n * step for n in range(first, last + 1)]


def around(values: Iterable[float], *, left: float, right: float, with_zero: bool = True) -> Scale:
    """Return a scale that holds all values, and zero, with a little air at both ends."""
    held = [*values, 0.0] if with_zero else list(values)
    low, high = min(held), max(held)
    air = (high - low) * 0.03 or abs(high) * 0.5 or 1.0
    return Scale(low=low - air, high=high + air, left=left, right=right)
