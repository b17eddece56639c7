"""A sweep: the base case over values of one or two inputs, all else as it is (Model 6)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import TypedDict

import numpy as np
from numpy.typing import NDArray

from calculator.engine.base_case import ratio
from calculator.engine.case import Case
from calculator.engine.errors import InvalidInput
from calculator.engine.outcomes import Outcomes
from calculator.engine.twsa import SIZES, TWICE, check_axis, label_of, outcomes_at

Array = NDArray[np.float64]
MOST_POINTS = 2_500
FEES = ("fee_per_employee_month", "fee_per_opinion")


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """An input and the values that it takes, in its unit."""

    name: str
    values: Sequence[float]


class SweptAxis(TypedDict):
    """One axis of a sweep."""

    input: str
    label: str
    values: list[float]


class SweepValues(TypedDict):
    """What each point gives, nested in the order of the axes.

    Counts over the contract years, money at present value, ratios null where nothing is spent.
    """

    opinions: list[object]
    surgeries_avoided: list[object]
    plan_saving: list[object]
    productivity: list[object]
    program_cost: list[object]
    net: list[object]
    benefit_cost_ratio: list[object]


class Sweep(TypedDict):
    """The base case over values of one or two inputs."""

    axes: list[SweptAxis]
    points: int
    values: SweepValues


def sweep(case: Case, axes: Sequence[Axis]) -> Sweep:
    """Return the base case at every point of one or two axes.

    A fee on an axis counts as entered: it is in force whatever the design's own basis.

    Raises:
        InvalidInput: by position (``axes.1``) if an axis is not an input that can be moved, if two
            are the same or both the size of the group, or if there are too many points.

    Source:
        Model 6 (one-way and two-way).
    """
    _check(case, axes)
    names = [axis.name for axis in axes]
    shape = [len(axis.values) for axis in axes]
    points = [
        dict(zip(names, map(float, values), strict=True))
        for values in product(*(axis.values for axis in axes))
    ]
    found = np.empty((6, len(points)))
    for indices, outcomes in outcomes_at(_with_fees(case, names), points):
        found[:, indices] = _measured(outcomes)
    opinions, avoided, saving, work, cost, net = (row.reshape(shape).tolist() for row in found)
    ratios = [ratio(b, c) for b, c in zip(found[2] + found[3], found[4], strict=True)]
    return {
        "axes": [
            {
                "input": axis.name,
                "label": label_of(case, axis.name),
                "values": [float(value) for value in axis.values],
            }
            for axis in axes
        ],
        "points": len(points),
        "values": {
            "opinions": opinions,
            "surgeries_avoided": avoided,
            "plan_saving": saving,
            "productivity": work,
            "program_cost": cost,
            "net": net,
            "benefit_cost_ratio": np.array(ratios, dtype=object).reshape(shape).tolist(),
        },
    }


def _check(case: Case, axes: Sequence[Axis]) -> None:
    if not 1 <= len(axes) <= 2:
        raise InvalidInput({"axes": ["Give one or two axes."]})
    count = 1
    for position, axis in enumerate(axes, start=1):
        check_axis(case, f"axes.{position}", axis.name, axis.values)
        count *= len(axis.values)
    if len(axes) == 2 and (axes[0].name == axes[1].name or {a.name for a in axes} == set(SIZES)):
        raise InvalidInput({"axes.2": [TWICE]})
    if count > MOST_POINTS:
        raise InvalidInput({"axes": [f"At most {MOST_POINTS:,} points; these are {count:,}."]})


def _with_fees(case: Case, names: Sequence[str]) -> Case:
    """The case with swept fees entered; a payer's fee per employee only feeds its own."""
    entered = {
        name: case.parameters[name].base
        for name in FEES
        if name in names and not (case.is_payer and name == "fee_per_employee_month")
    }
    if not entered:
        return case
    return replace(case, inputs=replace(case.inputs, **entered))  # type: ignore[arg-type]


def _measured(outcomes: Outcomes) -> list[Array]:
    size, years = outcomes.draws.size, len(outcomes.case.years)

    def total(by_year: Array) -> Array:
        columns = by_year.shape[1]
        summed: Array = np.broadcast_to(by_year, (size, columns)).sum(axis=1) * (years // columns)
        return summed

    return [
        total(outcomes.opinions_by_year),
        total(outcomes.surgeries_avoided_by_year),
        outcomes.present_value(outcomes.plan_saving_by_year),
        outcomes.present_value(outcomes.productivity_by_year),
        outcomes.pv_cost,
        outcomes.pv_net,
    ]
