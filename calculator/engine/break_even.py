"""Where the net saving is zero: the fee, and the level of use (Eq. 22)."""

import numpy as np
from numpy.typing import NDArray

from calculator.engine.analyses import BreakEven
from calculator.engine.outcomes import Outcomes
from calculator.engine.pathway import decisions, program_cost

Array = NDArray[np.float64]


def break_even(base: Outcomes) -> BreakEven:
    """Return the break-even fee and engagement of a base case.

    Source:
        Eq. 22.
    """
    fee = float(break_even_fee(base)[0])
    return {
        "fee": None if np.isnan(fee) else fee,
        "fee_basis": program_cost.fee_basis(base.case),
        "engagement": break_even_engagement(base),
    }


def fee_in_force(outcomes: Outcomes) -> Array:
    """Return the fee of the design's basis, US dollars, (draw,)."""
    fees = program_cost.fees(outcomes.case, outcomes.draws)
    by_basis = {
        "pepm": fees.per_employee_month,
        "pmpm": fees.per_member_month,
        "per_opinion": fees.per_opinion,
    }
    return by_basis[program_cost.fee_basis(outcomes.case)]


def fee_units(outcomes: Outcomes) -> Array:
    """Return how often the fee is paid: employee months, member months or opinions, discounted.

    Returns:
        Number, (draw,): what one dollar more of fee costs at present value.
    """
    basis = program_cost.fee_basis(outcomes.case)
    if basis == "per_opinion":
        return outcomes.present_value(outcomes.opinions_by_year)
    people = (
        outcomes.members if basis == "pmpm" or outcomes.employees is None else outcomes.employees
    )
    return outcomes.present_value(program_cost.MONTHS * people[:, np.newaxis])


def break_even_fee(outcomes: Outcomes) -> Array:
    """Return the fee at which the present value of net is 0, all else equal.

    Returns:
        US dollars per unit of the design's basis, (draw,); negative where no fee pays, NaN where
        the fee is never paid.

    Source:
        Eq. 22.
    """
    units = fee_units(outcomes)
    without_fee = outcomes.pv_net + fee_in_force(outcomes) * units
    found: Array = np.divide(without_fee, units, out=np.full(units.shape, np.nan), where=units > 0)
    return found


def break_even_engagement(base: Outcomes) -> float | None:
    """Return the smallest multiplier of all uptake, before the cap, at which net is 0.

    Net is a straight line between the multipliers at which some area reaches the cap, so the root
    is found exactly: evaluate at those points, then interpolate where the sign changes.

    Args:
        base: outcomes of one draw.

    Returns:
        The multiplier, above 0; None if there is none.

    Source:
        Eq. 22.
    """
    wish = decisions.uncapped_uptake(base.case, base.draws)[0][:, np.newaxis] * base.case.ramp
    worth, fixed = _worth_of_a_decision(base)
    reached = wish[wish > 0]
    corners = np.unique(np.concatenate([[0.0], decisions.MAX_UPTAKE / reached]))
    uptake = np.minimum(decisions.MAX_UPTAKE, corners[:, np.newaxis, np.newaxis] * wish)
    nets = (uptake * worth).sum(axis=(1, 2)) - fixed
    return _first_root(corners, nets)


def _worth_of_a_decision(base: Outcomes) -> tuple[Array, float]:
    """Present value of net per unit of uptake, (area, year), and of the cost without uptake."""
    case, draws = base.case, base.draws
    fees = program_cost.fees(case, draws)
    per_opinion = np.zeros_like(base.decisions)
    for line in base.lines.values():
        per_opinion = per_opinion + line.plan_paid
    saving = per_opinion * base.allowed_per_opinion * case.inputs.savings_retained
    surgical = len(case.surgical)
    untrended = -base.decisions * (fees.per_opinion + fees.incentive)
    avoided_worth = base.surgical.surgeries_avoided * base.productivity_per_surgery
    untrended[:, :surgical] += base.decisions[:, :surgical] * avoided_worth
    yearly = saving[0][:, np.newaxis] * base.trend[0] + untrended[0][:, np.newaxis]
    no_opinions = np.zeros((1, len(case.years)))
    fixed = program_cost.program_cost(
        case, draws, members=base.members, employees=base.employees, opinions=no_opinions
    )
    return yearly * base.discount[0], float(base.present_value(fixed)[0])


def _first_root(corners: Array, nets: Array) -> float | None:
    for left, right, before, after in zip(corners, corners[1:], nets, nets[1:], strict=False):
        if after == 0 and before != 0:
            return float(right)
        if before * after < 0:
            return float(left + (right - left) * before / (before - after))
    return None
