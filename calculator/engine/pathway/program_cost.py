"""What the program costs: fees by basis, incentives, administration, implementation (Eq. 15)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from calculator.engine.case import Case
from calculator.engine.draws import Draws

Array = NDArray[np.float64]
MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Fees:
    """The fees in force, US dollars, each (draw,)."""

    per_employee_month: Array
    per_member_month: Array
    per_opinion: Array
    incentive: Array
    administration: Array
    implementation: Array


def fee_basis(case: Case) -> str:
    """Return the basis in which the break-even fee is told: pepm, pmpm (a payer) or per_opinion."""
    if case.design.fee_basis == "per_opinion":
        return "per_opinion"
    return "pmpm" if case.is_payer else "pepm"


def fees(case: Case, draws: Draws) -> Fees:
    """Return the fees in force: the design's basis from the evidence, all others only if entered.

    Source:
        Eq. 15; Model 3 (an entered fee replaces that fee only).
    """
    inputs, basis, nothing = case.inputs, fee_basis(case), np.zeros(1)
    evidence_fee = draws.values["fee_per_employee_month"]
    per_employee = basis == "pepm" or inputs.fee_per_employee_month is not None
    per_opinion = basis == "per_opinion" or inputs.fee_per_opinion is not None
    per_member = nothing
    if inputs.fee_per_member_month is not None:
        per_member = np.array([inputs.fee_per_member_month])
    elif basis == "pmpm":
        per_member = evidence_fee / draws.values["members_per_employee"]
    return Fees(
        per_employee_month=evidence_fee if per_employee else nothing,
        per_member_month=per_member,
        per_opinion=draws.values["fee_per_opinion"] if per_opinion else nothing,
        incentive=np.array([inputs.incentive_per_opinion or 0.0]),
        administration=draws.values["annual_administration_cost"],
        implementation=np.array([inputs.implementation_fee or 0.0]),
    )


def program_cost(
    case: Case, draws: Draws, *, members: Array, employees: Array | None, opinions: Array
) -> Array:
    """Return the program's cost in each year, the implementation fee in the first.

    Args:
        case: the scenario.
        draws: parameter values.
        members: all members, (draw,).
        employees: employees, (draw,), None for a payer.
        opinions: opinions of all areas, (draw, year).

    Returns:
        US dollars, not trended, (draw, year).

    Source:
        Eq. 15.
    """
    fee = fees(case, draws)
    fixed = MONTHS * fee.per_member_month * members + fee.administration
    if employees is not None:
        fixed = fixed + MONTHS * fee.per_employee_month * employees
    first_year = np.where(case.years == 0, 1.0, 0.0)
    each = fee.per_opinion + fee.incentive
    return (
        fixed[:, np.newaxis]
        + each[:, np.newaxis] * opinions
        + fee.implementation[:, np.newaxis] * first_year
    )
