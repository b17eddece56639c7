"""The base case by clinical area and by line of business (Eq. 23)."""

import numpy as np
from numpy.typing import NDArray

from calculator.engine.evidence import Area
from calculator.engine.outcomes import Outcomes
from calculator.engine.pathway import program_cost
from calculator.engine.result import AreaResult, LineResult

Array = NDArray[np.float64]


def areas(base: Outcomes) -> list[AreaResult]:
    """Return every area of the scenario in the release's order.

    Source:
        Eq. 23: counts over the horizon, savings at present value.
    """
    order = {area.slug: index for index, area in enumerate(base.case.evidence.areas)}
    found = [_area(base, index, area) for index, area in enumerate(base.case.areas)]
    return sorted(found, key=lambda row: order[row["area"]])


def lines(base: Outcomes) -> list[LineResult]:
    """Return every line of business with members."""
    return [_line(base, slug) for slug in base.case.lines]


def _area(base: Outcomes, index: int, area: Area) -> AreaResult:
    case = base.case
    years = len(case.years)
    opinions = np.broadcast_to(base.opinions[0, index], years)
    count = float(opinions.sum())
    is_surgical = area.pathway == "surgical"
    diagnostic = index - len(case.surgical)
    allowed, plan = _savings(base, index)
    fees = program_cost.fees(case, base.draws)
    each = float(fees.per_opinion[0] + fees.incentive[0])
    steps = base.surgical
    return {
        "area": area.slug,
        "name": area.name,
        "pathway": area.pathway,
        "decisions": float(base.decisions[0, index]) * years,
        "opinions": count,
        "not_confirmed": count * float(steps.not_confirmed[0, index]) if is_surgical else None,
        "surgeries_avoided": count * float(steps.surgeries_avoided[0, index])
        if is_surgical
        else 0.0,
        "diagnoses_changed": count * float(base.diagnoses_changed[0, index]),
        "treatments_changed": count * float(base.treatments_changed[0, index]),
        "plans_followed": None
        if is_surgical
        else count * float(base.diagnostic.plans_followed[0, diagnostic]),
        "allowed_saving": allowed,
        "plan_saving": plan,
        "cost_of_opinions": float((opinions * each * base.discount[0]).sum()),
        "caution": area.caution,
    }


def _savings(base: Outcomes, index: int) -> tuple[float, float]:
    """Present value of the allowed saving and of the plan's saving in one area."""
    lines_of_area = base.lines.values()
    priced = sum(float(line.priced[0, index]) for line in lines_of_area)
    paid = sum(float(line.plan_paid[0, index]) for line in lines_of_area)
    per_unit = float(base.allowed_per_opinion[0, index]) * base.uptake[0, index] * base.trend[0]
    pv = float((per_unit * base.discount[0]).sum())
    return pv * priced, pv * paid * base.case.inputs.savings_retained


def _line(base: Outcomes, slug: str) -> LineResult:
    case, line = base.case, base.lines[slug]
    years, surgical = len(case.years), len(case.surgical)
    opinions = line.decisions[0][:, np.newaxis] * np.broadcast_to(
        base.uptake[0], (len(case.areas), years)
    )
    weight = line.priced[0] * base.allowed_per_opinion[0]
    yearly = (base.uptake[0] * weight[:, np.newaxis]).sum(axis=0) * base.trend[0]
    allowed = float((yearly * base.discount[0]).sum())
    paid, retained = float(line.plan_paid_share[0, 0]), case.inputs.savings_retained
    avoided = opinions[:surgical] * base.surgical.surgeries_avoided[0][:, np.newaxis]
    return {
        "line": slug,
        "name": case.evidence.line[slug].name,
        "members": float(case.inputs.members_by_line[slug])
        if case.is_payer
        else float(base.members[0]),
        "decisions": float(line.decisions[0].sum()) * years,
        "opinions": float(opinions.sum()),
        "surgeries_avoided": float(avoided.sum()),
        "allowed_saving": allowed,
        "plan_saving": allowed * paid * retained,
        "member_saving": allowed * (1 - paid),
        "insurer_saving": allowed * paid * (1 - retained),
    }
