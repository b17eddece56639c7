"""Two-way sensitivity: net over a grid of any two inputs (Model 6)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from calculator.engine import break_even, draws
from calculator.engine.analyses import Twsa
from calculator.engine.case import Case
from calculator.engine.errors import InvalidInput
from calculator.engine.inputs.fields import FIELD, MAX_MONEY, MAX_PAYER_MEMBERS
from calculator.engine.inputs.numbers import shown
from calculator.engine.inputs.overrides import LEAST_MEMBERS_PER_EMPLOYEE
from calculator.engine.model import evaluate
from calculator.engine.outcomes import Outcomes
from calculator.engine.pathway import program_cost

TWICE = "Choose two different inputs, one of them the group's size."
MULTIPLES = (0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0)
Array = NDArray[np.float64]
PEPM = "fee_per_employee_month"
FEE_FIELDS = {
    "pepm": PEPM,
    "pmpm": "fee_per_member_month",
    "per_opinion": "fee_per_opinion",
}
SIZES = ("members", "employees")
FIELDS = (
    *SIZES,
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
        InvalidInput: if x or y is neither a parameter nor such a field, if both are the same or
            both the size of the group, or if a value is out of range.

    Source:
        Model 6 (two-way).
    """
    for axis, name, values in (("x", x, x_values), ("y", y, y_values)):
        check_axis(case, axis, name, values)
    if x == y or {x, y} == set(SIZES):
        raise InvalidInput({"y": [TWICE]})
    points = [{x: float(i), y: float(j)} for j in y_values for i in x_values]
    nets = np.empty(len(points))
    for indices, outcomes in outcomes_at(case, points):
        nets[indices] = outcomes.pv_net
    return {
        "x": x,
        "y": y,
        "x_label": label_of(case, x),
        "y_label": label_of(case, y),
        "x_values": [float(value) for value in x_values],
        "y_values": [float(value) for value in y_values],
        "net": nets.reshape(len(y_values), len(x_values)).tolist(),
    }


def fee_by_use(case: Case, base: Outcomes) -> Twsa:
    """Return net over the fee and the level of use, in multiples of what is in force."""
    fee_name = FEE_FIELDS[program_cost.fee_basis(case)]
    use_name = "engagement" if case.design.engagement_applies else "compliance"
    evidence = case.evidence.parameter
    reference_fee = evidence["fee_per_opinion" if fee_name == "fee_per_opinion" else PEPM].base
    fee = float(break_even.fee_in_force(base)[0]) or reference_fee
    use = case.parameters[use_name].base or evidence[use_name].base
    return grid(
        case,
        x=fee_name,
        y=use_name,
        x_values=[multiple * fee for multiple in MULTIPLES],
        y_values=[multiple * use for multiple in MULTIPLES],
    )


def outcomes_at(
    case: Case, points: Sequence[Mapping[str, float]]
) -> Iterator[tuple[list[int], Outcomes]]:
    """Evaluate a scenario at points that move some inputs, all else at base.

    Parameters move along the draws, the user's own numbers case by case.

    Yields:
        Which points, and their outcomes, one draw a point.
    """
    by_fields: dict[tuple[tuple[str, float], ...], list[int]] = {}
    for index, point in enumerate(points):
        fields = tuple((name, value) for name, value in point.items() if name in FIELDS)
        by_fields.setdefault(fields, []).append(index)
    for fields, indices in by_fields.items():
        moves = [
            {name: value for name, value in points[index].items() if name not in FIELDS}
            for index in indices
        ]
        moved = _with_fields(case, dict(fields))
        yield indices, evaluate(moved, draws.moved(moved.parameters, moves))


def _with_fields(case: Case, fields: dict[str, Any]) -> Case:
    """The case with some of the user's numbers replaced; employees replace members, and so on."""
    for name, other in (("members", "employees"), ("employees", "members")):
        if name in fields and other not in fields:
            fields = {**fields, other: None}
    return replace(case, inputs=replace(case.inputs, **fields)) if fields else case


def label_of(case: Case, name: str) -> str:
    """Return what an input is called."""
    if name in FIELD:
        return FIELD[name].label
    return case.parameters[name].parameter.label


def check_axis(case: Case, axis: str, name: str, values: Sequence[float]) -> None:
    """Refuse an axis that cannot be moved, or values that make no sense for it."""
    is_size = name in SIZES
    if (name not in case.parameters.by_name and name not in FIELDS) or (is_size and case.is_payer):
        raise InvalidInput({axis: [f"{shown(name)} is neither a parameter nor a number of yours."]})
    low = 0.0 if name in FIELDS else -float(MAX_MONEY)
    if is_size or name == "members_per_employee":
        low = LEAST_MEMBERS_PER_EMPLOYEE
    for value in values:
        if not low <= value <= MAX_PAYER_MEMBERS:
            expected = f"Enter {low:,g} to {MAX_PAYER_MEMBERS:,}."
            raise InvalidInput({axis: [f"{shown(value)} is out of range. {expected}"]})
