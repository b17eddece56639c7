"""The values of a trace, all from the outcomes that every analysis uses: no second model."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from calculator.engine import base_case
from calculator.engine.outcomes import Outcomes
from calculator.engine.pathway import program_cost, surgical

Array = NDArray[np.float64]
Value = Array | float | None
MONTHS = 12


def values(base: Outcomes) -> dict[str, Value]:
    """Return every intermediate of a base case, by name; axes as ``steps.STEPS`` declares them.

    Source:
        Eq. 1 to 22.
    """
    return _counts(base) | _savings(base) | _costs(base) | _measures(base)


def _counts(base: Outcomes) -> dict[str, Value]:
    opinions, (surgical_part, diagnostic_part) = _opinions(base), _parts(base)
    steps = base.surgical
    return {
        "members": np.array(_members(base)),
        "employees": None if base.employees is None else float(base.employees[0]),
        "decisions": _by_line([line.decisions[0] for line in base.lines.values()]),
        "uptake": _uptake(base),
        "opinions": opinions,
        "not_confirmed": _times(opinions[:, surgical_part], steps.not_confirmed[0]),
        "lasting_effect": float(surgical.lasting_effect(base.draws)[0, 0]),
        "surgeries_avoided": _times(opinions[:, surgical_part], steps.surgeries_avoided[0]),
        "surgery_saving": _times(opinions[:, surgical_part], steps.surgery_saving[0]),
        "plans_followed": _times(opinions[:, diagnostic_part], base.diagnostic.plans_followed[0]),
        "plan_saving_diagnostic": _times(
            opinions[:, diagnostic_part], base.diagnostic.plan_saving[0]
        ),
        "diagnoses_changed": _times(opinions, base.diagnoses_changed[0]),
        "treatments_changed": _times(opinions, base.treatments_changed[0]),
        "added_care": _times(opinions, base.added_care[0]),
    }


def _savings(base: Outcomes) -> dict[str, Value]:
    priced = _by_line([line.priced[0] for line in base.lines.values()])
    paid = np.array([line.plan_paid_share[0, 0] for line in base.lines.values()])[:, None, None]
    retained = base.case.inputs.savings_retained
    allowed = _times(priced[:, :, None] * _uptake(base), base.allowed_per_opinion[0])
    allowed = allowed * base.trend[0]
    return {
        "allowed_saving": allowed,
        "plan_saving": allowed * paid * retained,
        "member_saving": allowed * (1 - paid),
        "insurer_saving": allowed * paid * (1 - retained),
        "productivity": _productivity(base),
    }


def _costs(base: Outcomes) -> dict[str, Value]:
    fee = program_cost.fees(base.case, base.draws)
    opinions = _opinions(base).sum(axis=(0, 1))
    ones = np.ones(len(base.case.years))
    employees = 0.0 if base.employees is None else float(base.employees[0])
    members = float(base.members[0])
    return {
        "fees_per_employee": MONTHS * fee.per_employee_month[0] * employees * ones,
        "fees_per_member": MONTHS * fee.per_member_month[0] * members * ones,
        "fees_per_opinion": fee.per_opinion[0] * opinions,
        "incentives": fee.incentive[0] * opinions,
        "administration": fee.administration[0] * ones,
        "implementation": fee.implementation[0] * (base.case.years == 0),
        "program_cost": base.program_cost_by_year[0],
        "net": base.net_by_year[0],
        "discount_factor": base.discount[0],
    }


def _measures(base: Outcomes) -> dict[str, Value]:
    totals = base_case.totals(base)
    even = totals["break_even"]
    return {
        "pv_plan_saving": totals["plan_saving"],
        "pv_productivity": totals["productivity"],
        "pv_program_cost": totals["program_cost"],
        "pv_net": totals["net"],
        "benefit_cost_ratio": totals["benefit_cost_ratio"],
        "roi": totals["roi"],
        "net_pmpm": totals["net_pmpm"],
        "net_pepm": totals["net_pepm"],
        "payback_month": totals["payback_month"],
        "break_even_fee": even["fee"],
        "break_even_engagement": even["engagement"],
    }


def _members(base: Outcomes) -> list[float]:
    if base.case.is_payer:
        return [float(count) for count in base.case.inputs.members_by_line.values()]
    return [float(base.members[0])]


def _uptake(base: Outcomes) -> Array:
    return np.broadcast_to(base.uptake[0], (len(base.case.areas), len(base.case.years)))


def _opinions(base: Outcomes) -> Array:
    decisions = _by_line([line.decisions[0] for line in base.lines.values()])
    opinions: Array = decisions[:, :, None] * _uptake(base)
    return opinions


def _productivity(base: Outcomes) -> Array:
    avoided = _opinions(base)[:, _parts(base)[0]].sum(axis=0)
    per_opinion = base.surgical.surgeries_avoided[0] * base.productivity_per_surgery[0]
    found: Array = avoided * per_opinion[:, None]
    return found


def _parts(base: Outcomes) -> tuple[slice, slice]:
    """Where the surgical and the diagnostic areas lie on the area axis."""
    width = len(base.case.surgical)
    return slice(0, width), slice(width, None)


def _times(counts: Array, per_opinion: Array) -> Array:
    """Counts over (line, area, year) times what one opinion of an area leads to."""
    found: Array = counts * per_opinion[:, None]
    return found


def _by_line(rows: Sequence[Array]) -> Array:
    return np.stack(list(rows))
