"""Who pays whom, year by year: fees, gain share, what comes back, what the sponsor keeps."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from calculator.engine.deal.ground import Ground
from calculator.engine.deal.terms import Terms
from calculator.engine.deal.years import Years
from calculator.engine.pathway.program_cost import MONTHS

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """US dollars by year, undiscounted, (draw, year); each flow is positive in its own sense."""

    kept: Array
    productivity: Array
    fees: Array
    gain: Array
    implementation: Array
    back: Array
    incentive: Array
    administration: Array

    @property
    def revenue(self) -> Array:
        """What the seller is left with (Eq. 27)."""
        return self.fees + self.gain + self.implementation - self.back

    @property
    def net(self) -> Array:
        """What the sponsor is left with (Eq. 29)."""
        spent = self.revenue + self.incentive + self.administration
        return self.kept + self.productivity - spent


def settle(terms: Terms, ground: Ground, years: Years) -> Settlement:
    """Settle a contract over the years of every draw.

    Args:
        terms: the contract.
        ground: people, discount factors and the scenario's fees.
        years: opinions and savings, expected or lucky.

    Source:
        Eq. 27 to 29.
    """
    fees = running_fees(terms, ground, years)
    measured = years.measured(terms.measured_by)
    hurdle = terms.gain_share_floor + (fees if terms.gain_share_above == "fees" else 0.0)
    once = in_force(terms.implementation_fee, ground.fees.implementation)
    incentive = in_force(terms.incentive_per_opinion, ground.fees.incentive)
    first_year = np.where(ground.elapsed == 0, 1.0, 0.0)
    whole = np.zeros_like(fees)
    return Settlement(
        kept=years.in_claims * ground.retained,
        productivity=years.productivity,
        fees=fees,
        gain=terms.gain_share * np.maximum(0.0, measured - hurdle),
        implementation=whole + once[:, np.newaxis] * first_year,
        back=payback(terms, fees, measured),
        incentive=incentive[:, np.newaxis] * years.opinions,
        administration=whole + ground.fees.administration[:, np.newaxis],
    )


def running_fees(terms: Terms, ground: Ground, years: Years) -> Array:
    """Return the fees that run over the contract, (draw, year).

    Source:
        Eq. 27 (the first sum).
    """
    fixed = MONTHS * _force(terms, ground, "per_member_month") * ground.members
    if ground.employees is not None:
        fixed = fixed + MONTHS * _force(terms, ground, "per_employee_month") * ground.employees
    each = _force(terms, ground, "per_opinion")
    fees: Array = fixed[:, np.newaxis] + each[:, np.newaxis] * years.opinions
    return fees * escalation(terms, ground)


def escalation(terms: Terms, ground: Ground) -> Array:
    """Return the fees of each year relative to the first, (year,)."""
    risen: Array = (1 + terms.fee_escalator) ** ground.elapsed
    return risen


def payback(terms: Terms, fees: Array, measured: Array) -> Array:
    """Return what the seller pays back in each year, in the last one where settled only once.

    Args:
        terms: the contract.
        fees: running fees, (draw, year).
        measured: measured savings, (draw, year).

    Returns:
        US dollars, never below 0, never above the fees at risk, (draw, year).

    Source:
        Eq. 28.
    """
    if not terms.guarantees:
        return np.zeros_like(fees)
    cap = np.inf if terms.guarantee_cap is None else terms.guarantee_cap
    if terms.guarantee_settled == "year":
        return _back(terms, fees, measured, cap)
    settled = np.zeros_like(fees)
    settled[:, -1] = _back(terms, fees.sum(axis=1), measured.sum(axis=1), cap * fees.shape[1])
    return settled


def in_force(entered: float | None, scenario: Array) -> Array:
    """Return a term as entered, else the scenario's own, (draw,) or of length 1."""
    return scenario if entered is None else np.array([entered])


def _back(terms: Terms, fees: Array, measured: Array, cap: float) -> Array:
    missing = np.maximum(0.0, terms.guaranteed_ratio * fees - measured)
    return np.minimum(np.minimum(terms.fees_at_risk * fees, cap), missing)


def _force(terms: Terms, ground: Ground, name: str) -> Array:
    entered: float | None = getattr(terms, f"fee_{name}")
    return in_force(entered, getattr(ground.fees, name))
