"""What the plan pays of a person's claims in a year: a line with a few bends (Eq. 31)."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from calculator.engine.split.terms import CostSharing

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """The plan's part of each dollar: ``slopes[i]`` between ``bends[i]`` and ``bends[i + 1]``.

    Bends start at 0 and end at infinity; slopes are shares 0 to 1, numbers or arrays over draws.
    """

    bends: tuple[float, ...]
    slopes: tuple[Array, ...]

    @classmethod
    def of_share(cls, share: Array) -> Self:
        """Return the cover under which the plan pays one share of every dollar."""
        return cls(bends=(0.0, np.inf), slopes=(share,))

    @classmethod
    def of_cost_sharing(cls, terms: CostSharing) -> Self:
        """Return the cover that leaves the member deductible, coinsurance and maximum.

        Source:
            Eq. 31.
        """
        first, share = terms.deductible, terms.coinsurance
        reached = first + (terms.maximum - first) / share if share > 0 else np.inf
        return cls(
            bends=(0.0, first, reached, np.inf),
            slopes=(np.array(0.0), np.array(1 - share), np.array(1.0)),
        )

    def plan(self, claims: Array) -> Array:
        """Return what the plan pays of claims, which are 0 or more."""
        paid = np.zeros(())
        for start, end, slope in self._stretches():
            paid = paid + slope * (np.minimum(claims, end) - np.minimum(claims, start))
        return paid

    def reach(self, amount: float) -> Array:
        """Return the claims at which the plan has paid an amount; infinity where it never does."""
        paid: Array = np.zeros(())
        found: Array = np.full((), np.inf)
        with np.errstate(divide="ignore", invalid="ignore"):
            for start, end, slope in self._stretches():
                step = np.where(slope > 0, slope * (end - start), 0.0)
                here = (paid < amount) & (amount <= paid + step)
                found = np.where(here, start + (amount - paid) / slope, found)
                paid = paid + step
        return found

    def _stretches(self) -> list[tuple[float, float, Array]]:
        stretches = zip(self.bends, self.bends[1:], self.slopes, strict=False)
        return [(start, end, slope) for start, end, slope in stretches if start < end]
