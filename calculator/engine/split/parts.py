"""Each avoided dollar between sponsor, stop-loss carrier, insurer and member (Eq. 32)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from calculator.engine.split.cover import Cover
from calculator.engine.split.result import Parts
from calculator.engine.split.terms import OneClaim, SplitTerms

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layers:
    """An amount of care: the whole, the plan's part, and of that what lies below stop-loss."""

    gross: Array
    plan: Array
    held: Array

    def __add__(self, other: "Layers") -> "Layers":
        return Layers(
            gross=self.gross + other.gross, plan=self.plan + other.plan, held=self.held + other.held
        )

    def __sub__(self, other: "Layers") -> "Layers":
        return self + other.times(np.array(-1.0))

    def times(self, factor: Array) -> "Layers":
        """Return so many times the amount."""
        return Layers(gross=self.gross * factor, plan=self.plan * factor, held=self.held * factor)


def of_person(claims: float, cover: Cover, deductible: float) -> Layers:
    """Return the layers of one person's claims in a year."""
    whole = np.array(claims)
    paid = cover.plan(whole)
    return Layers(gross=whole, plan=paid, held=np.minimum(paid, deductible))


def of_claim(claim: OneClaim, terms: SplitTerms, plan_paid_share: float) -> Parts:
    """Return who keeps the difference between a person's claims with and without an operation.

    Where the claims without it are the higher ones every part is what is paid more, below 0.

    Args:
        claim: the two amounts.
        terms: the plan terms.
        plan_paid_share: the plan's share of each dollar, where no cost sharing is stated.

    Returns:
        US dollars; the four parts add up to ``gross``.

    Source:
        Eq. 31 and 32.
    """
    cover = cover_of(terms, np.array(plan_paid_share))
    layers = of_person(claim.with_it, cover, terms.deductible) - of_person(
        claim.without_it, cover, terms.deductible
    )
    return parts(layers, terms)


def cover_of(terms: SplitTerms, plan_paid_share: Array) -> Cover:
    """Return the stated cost sharing, else the evidence's share."""
    if terms.cost_sharing is None:
        return Cover.of_share(plan_paid_share)
    return Cover.of_cost_sharing(terms.cost_sharing)


def parts(layers: Layers, terms: SplitTerms) -> Parts:
    """Return single numbers for the layers of one amount."""
    found = arrays(layers, terms)
    return {
        "gross": float(found["gross"]),
        "sponsor": float(found["sponsor"]),
        "carrier": float(found["carrier"]),
        "insurer": float(found["insurer"]),
        "member": float(found["member"]),
    }


def arrays(layers: Layers, terms: SplitTerms) -> dict[str, Array]:
    """Return who keeps each layer: what is held goes to the sponsor, the insurer, or both.

    Source:
        Eq. 32.
    """
    kept = {"self_funded": 1.0, "level_funded": terms.surplus_returned, "fully_insured": 0.0}
    sponsor = layers.held * kept[terms.funding]
    return {
        "gross": layers.gross,
        "sponsor": sponsor,
        "carrier": layers.plan - layers.held,
        "insurer": layers.held - sponsor,
        "member": layers.gross - layers.plan,
    }
