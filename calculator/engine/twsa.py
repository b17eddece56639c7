"""Two-way sensitivity: net over a grid of any two inputs (Model 6)."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from calculator.engine import break_even, draws
from calculator.engine.case import Case
from calculator.engine.errors import InvalidInput
from calculator.engine.inputs.fields import FIELD
from calculator.engine.model import evaluate
from calculator.engine.outcomes import Outcomes
from calculator.engine.pathway import program_cost
from calculator.engine.result import Twsa

MULTIPLES = (0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0)
FEE_FIELDS = {
    "pepm": "fee_per_employee_month",
    "pmpm": "fee_per_member_month",
    "per_opinion": "fee_per_opinion",
}
FIELDS = (
    "members",
    "employees",
    "fee_per_member_month",
    "incentive_per_opinion",
    "implementation_fee",
    "savings_retained",
)


def grid(
    case: Case, *, x: str, y: str, x_values: Sequence[float], y_values: Sequence[float]
) -> Twsa:
    """Return net at present value over a grid of two inputs, all else at base.

    Args:
        case: the scenario.
        x: a parameter's name, or one of the scenario fields in ``FIELDS``.
        y: another one.
        x_values: values of x, in its unit.
        y_values: values of y, in its unit.

    Raises:
        InvalidInput: if x or y is neither a parameter nor such a field, or both are the same.

    Source:
        Model 6 (two-way).
    """
    for axis, name in (("x", x), ("y", y)):
        if name not in case.parameters.by_name and name not in FIELDS:
            raise InvalidInput(
                {axis: [f"“{name[:60]}” is neither a parameter nor a number of yours."]}
            )
    if x == y:
        raise InvalidInput({"y": ["Choose two different inputs."]})
    net = [[_net(case, {x: float(i), y: float(j)}) for i in x_values] for j in y_values]
    return {
        "x": x,
        "y": y,
        "x_label": _label(case, x),
        "y_label": _label(case, y),
        "x_values": [float(value) for value in x_values],
        "y_values": [float(value) for value in y_values],
        "net": net,
    }


def fee_by_use(case: Case, base: Outcomes) -> Twsa:
    """Return net over the fee and the level of use, in multiples of what is in force."""
    fee_name = FEE_FIELDS[program_cost.fee_basis(case)]
    use_name = "engagement" if case.design.engagement_applies else "compliance"
    fee = float(break_even.fee_in_force(base)[0]) or case.parameters["fee_per_employee_month"].base
    use = case.parameters[use_name].base or 1.0
    return grid(
        case,
        x=fee_name,
        y=use_name,
        x_values=[multiple * fee for multiple in MULTIPLES],
        y_values=[multiple * use for multiple in MULTIPLES],
    )


def _net(case: Case, values: dict[str, float]) -> float:
    fields: dict[str, Any] = {name: value for name, value in values.items() if name in FIELDS}
    if fields:
        case = replace(case, inputs=replace(case.inputs, **fields))
    moves = {
        name: np.array([value]) for name, value in values.items() if name in case.parameters.by_name
    }
    outcomes = evaluate(case, draws.means(case.parameters).replaced(moves))
    net: NDArray[np.float64] = outcomes.pv_net
    return float(net[0])


def _label(case: Case, name: str) -> str:
    if name in FIELD:
        return FIELD[name].label
    return case.parameters[name].parameter.label
