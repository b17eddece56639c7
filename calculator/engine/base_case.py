"""The base case in numbers: totals, years, areas, lines and the chain (Eq. 16 to 23)."""

import numpy as np
from numpy.typing import NDArray

from calculator.engine.break_even import break_even
from calculator.engine.outcomes import Outcomes
from calculator.engine.pathway import program_cost
from calculator.engine.result import Annual, Chain, Fees, Money, Totals, Year

Array = NDArray[np.float64]
MONTHS = 12


def flows(base: Outcomes) -> dict[str, Array]:
    """Return every reported flow of a base case by year, undiscounted, each (year,).

    Source:
        Eq. 3 to 16.
    """
    case = base.case
    surgical = len(case.surgical)
    retained = case.inputs.savings_retained
    uptake = base.uptake[0]
    priced: Array = sum((line.priced[0] for line in base.lines.values()), np.zeros(len(uptake)))
    paid: Array = sum((line.plan_paid[0] for line in base.lines.values()), np.zeros(len(uptake)))

    def money(per_opinion: Array, weight: Array, areas: slice = slice(None)) -> Array:
        yearly = (uptake[areas] * (weight[areas] * per_opinion)[:, np.newaxis]).sum(axis=0)
        total: Array = yearly * base.trend[0]
        return total

    allowed = base.allowed_per_opinion[0]
    plan_side = money(allowed, paid)
    opinions = base.opinions[0]
    found = {
        "decisions": np.array([base.decisions[0].sum()]),
        "opinions": opinions.sum(axis=0),
        "surgeries_avoided": base.surgeries_avoided_by_year[0],
        "diagnoses_changed": (opinions * base.diagnoses_changed[0][:, np.newaxis]).sum(axis=0),
        "treatments_changed": (opinions * base.treatments_changed[0][:, np.newaxis]).sum(axis=0),
        "surgery_saving": money(base.surgical.surgery_saving[0], priced, slice(0, surgical)),
        "diagnostic_saving": money(base.diagnostic.plan_saving[0], priced, slice(surgical, None)),
        "added_care": money(base.added_care[0], priced),
        "allowed_saving": money(allowed, priced),
        "plan_saving": base.plan_saving_by_year[0],
        "member_saving": money(allowed, priced - paid),
        "insurer_saving": plan_side * (1 - retained),
        "productivity": base.productivity_by_year[0],
        "program_cost": base.program_cost_by_year[0],
        "net": base.net_by_year[0],
    }
    return {name: np.broadcast_to(flow, len(case.years)) for name, flow in found.items()}


def totals(base: Outcomes) -> Totals:
    """Return totals over the horizon: counts summed, money at present value.

    Source:
        Eq. 17 to 23.
    """
    by_year = flows(base)
    pv = {name: float((flow * base.discount[0]).sum()) for name, flow in by_year.items()}
    count = {name: float(flow.sum()) for name, flow in by_year.items()}
    months = MONTHS * len(base.case.years)
    benefit, cost = pv["plan_saving"] + pv["productivity"], pv["program_cost"]
    employees = None if base.employees is None else float(base.employees[0])
    return {
        "decisions": count["decisions"],
        "opinions": count["opinions"],
        "surgeries_avoided": count["surgeries_avoided"],
        "diagnoses_changed": count["diagnoses_changed"],
        "treatments_changed": count["treatments_changed"],
        "surgery_saving": pv["surgery_saving"],
        "diagnostic_saving": pv["diagnostic_saving"],
        "added_care": pv["added_care"],
        "allowed_saving": pv["allowed_saving"],
        "plan_saving": pv["plan_saving"],
        "member_saving": pv["member_saving"],
        "insurer_saving": pv["insurer_saving"],
        "productivity": pv["productivity"],
        "program_cost": cost,
        "net": pv["net"],
        "benefit_cost_ratio": ratio(benefit, cost),
        "roi": ratio(pv["net"], cost),
        "net_pmpm": count["net"] / months / float(base.members[0]),
        "net_pepm": None if employees is None else count["net"] / months / employees,
        "payback_month": payback_month(base),
        "cost_per_opinion": ratio(cost, count["opinions"]),
        "break_even": break_even(base),
    }


def years(base: Outcomes) -> list[Year]:
    """Return each contract year, undiscounted: the budget impact."""
    by_year = flows(base)
    cumulative = by_year["net"].cumsum()
    found: list[Year] = []
    for index in range(len(base.case.years)):
        found.append(
            {
                **_money({name: float(flow[index]) for name, flow in by_year.items()}),
                "year": index + 1,
                "cumulative_net": float(cumulative[index]),
            }
        )
    return found


def annual(base: Outcomes) -> Annual:
    """Return the headline figures a year: undiscounted sums divided by the years (Eq. 23)."""
    mean = {name: float(flow.mean()) for name, flow in flows(base).items()}
    return {
        "opinions": mean["opinions"],
        "surgeries_avoided": mean["surgeries_avoided"],
        "plan_saving": mean["plan_saving"],
        "productivity": mean["productivity"],
        "program_cost": mean["program_cost"],
        "net": mean["net"],
    }


def chain(base: Outcomes) -> Chain:
    """Return the surgical chain over the horizon: not confirmed is not avoided (Eq. 4 to 7)."""
    surgical = len(base.case.surgical)
    opinions = base.opinions[0, :surgical].sum(axis=1) * _years_of_a_column(base)
    decisions = base.decisions[0, :surgical].sum() * len(base.case.years)
    steps = base.surgical
    return {
        "decisions": float(decisions),
        "opinions": float(opinions.sum()),
        "not_confirmed": float((opinions * steps.not_confirmed[0]).sum()),
        "forgone": float((opinions * steps.forgone[0]).sum()),
        "still_not_operated": float((opinions * steps.still_not_operated[0]).sum()),
        "because_of_program": float((opinions * steps.surgeries_avoided[0]).sum()),
    }


def fees(base: Outcomes) -> Fees:
    """Return the fees in force at base (Eq. 15)."""
    found = program_cost.fees(base.case, base.draws)
    return {
        "fee_per_employee_month": float(found.per_employee_month[0])
        if not base.case.is_payer
        else 0.0,
        "fee_per_member_month": float(found.per_member_month[0]),
        "fee_per_opinion": float(found.per_opinion[0]),
        "incentive_per_opinion": float(found.incentive[0]),
        "annual_administration_cost": float(found.administration[0]),
        "implementation_fee": float(found.implementation[0]),
    }


def payback_month(base: Outcomes) -> int | None:
    """Return the first month in which cumulative undiscounted net is 0 or more, or None.

    The implementation fee falls into month 0, everything else evenly into the months of its year.

    Source:
        Eq. 21.
    """
    implementation = base.case.inputs.implementation_fee or 0.0
    within = base.net_by_year[0] + np.where(base.case.years == 0, implementation, 0.0)
    before = np.concatenate([[0.0], within.cumsum()[:-1]]) - implementation
    month_ends = np.arange(1, MONTHS + 1) / MONTHS
    cumulative = before[:, np.newaxis] + within[:, np.newaxis] * month_ends
    reached = np.flatnonzero(cumulative >= 0)
    return int(reached[0]) + 1 if len(reached) else None


def ratio(numerator: float, denominator: float) -> float | None:
    """Return a ratio, None where nothing is spent (Eq. 18 and 19).

    >>> ratio(1.0, 0.0) is None
    True
    """
    return numerator / denominator if denominator > 0 else None


def _years_of_a_column(base: Outcomes) -> int:
    """Years that one column of the opinions stands for: all of them where the ramp is flat."""
    columns: int = base.opinions.shape[2]
    return len(base.case.years) // columns


def _money(values: dict[str, float]) -> Money:
    return {
        "opinions": values["opinions"],
        "surgeries_avoided": values["surgeries_avoided"],
        "diagnoses_changed": values["diagnoses_changed"],
        "treatments_changed": values["treatments_changed"],
        "allowed_saving": values["allowed_saving"],
        "plan_saving": values["plan_saving"],
        "member_saving": values["member_saving"],
        "insurer_saving": values["insurer_saving"],
        "productivity": values["productivity"],
        "program_cost": values["program_cost"],
        "net": values["net"],
    }
