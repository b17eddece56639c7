"""The trace of a scenario: each intermediate with its equation, its labels and what it reads."""

from collections.abc import Iterable
from typing import TypedDict

import numpy as np

from calculator.engine.case import Case
from calculator.engine.draws import means
from calculator.engine.model import evaluate
from calculator.engine.pathway import program_cost
from calculator.engine.trace.steps import DIAGNOSTIC, STEPS, SURGICAL, Declared
from calculator.engine.trace.values import Value, values

SCHEMA = "trace.v1"
PRODUCTIVITY = next(step.keys for step in STEPS if step.name == "productivity")


class Labels(TypedDict):
    """What the axes stand for, in the order of the values."""

    line: list[str]
    area: list[str]
    surgical_area: list[str]
    diagnostic_area: list[str]
    year: list[int]


class Step(TypedDict):
    """One intermediate. ``values`` are nested lists in the order of ``axes``, a number without."""

    equation: int
    name: str
    unit: str
    formula: str
    axes: list[str]
    values: object
    parameters: list[str]
    inputs: list[str]


def labels(case: Case) -> Labels:
    """Return the labels of the axes."""
    return {
        "line": list(case.lines),
        "area": list(case.slugs),
        "surgical_area": [area.slug for area in case.surgical],
        "diagnostic_area": [area.slug for area in case.diagnostic],
        "year": [int(year) + 1 for year in case.years],
    }


def steps(case: Case) -> list[Step]:
    """Return every intermediate of the base case, in the order of the equations.

    Source:
        Eq. 1 to 22.
    """
    found = values(evaluate(case, means(case.parameters)))
    return [
        {
            "equation": step.equation,
            "name": step.name,
            "unit": step.unit,
            "formula": step.formula,
            "axes": list(step.axes),
            "values": _plain(found[step.name]),
            "parameters": _read_by(case, step),
            "inputs": list(step.inputs),
        }
        for step in STEPS
    ]


def parameters_of(found: Iterable[Step]) -> list[str]:
    """Return the names of all parameters that the steps read, each once."""
    return list(dict.fromkeys(name for step in found for name in step["parameters"]))


def _plain(value: Value) -> object:
    return value.tolist() if isinstance(value, np.ndarray) else value


def _read_by(case: Case, step: Declared) -> list[str]:
    """The parameters in force that a step reads: of its areas and lines, and not switched off."""
    areas = case.areas
    if SURGICAL in step.axes:
        areas = case.surgical
    elif DIAGNOSTIC in step.axes:
        areas = case.diagnostic
    suffixes = ["", *(f".{area.slug}" for area in areas), *(f".{line}" for line in case.lines)]
    names = [
        key + suffix
        for key in _keys(case, step)
        for suffix in suffixes
        if key + suffix in case.parameters.by_name
    ]
    return [name for name in names if not _is_off(case, name)]


def _keys(case: Case, step: Declared) -> tuple[str, ...]:
    """The keys that a step reads for this audience, size and fee."""
    inputs, entered = case.inputs, case.inputs.fee_per_member_month is not None
    if step.name == "fees_per_member":
        derived = case.is_payer and program_cost.fee_basis(case) == "pmpm" and not entered
        return ("fee_per_employee_month", "members_per_employee") if derived else ()
    if step.name in ("members", "employees"):
        is_derived = getattr(inputs, step.name) is None and not case.is_payer
        return step.keys if is_derived else ()
    return () if case.is_payer and step.name == "fees_per_employee" else step.keys


def _is_off(case: Case, name: str) -> bool:
    """Whether the scenario reads nothing from a parameter that its equation names."""
    key, _, suffix = name.partition(".")
    inputs, design = case.inputs, case.design
    basis = program_cost.fee_basis(case)
    return {
        "engagement": not design.engagement_applies,
        "compliance": design.engagement_applies,
        "uptake_rate": design.uptake is not None and suffix not in case.own_uptake,
        "fee_per_opinion": basis != "per_opinion" and inputs.fee_per_opinion is None,
        "fee_per_employee_month": basis == "per_opinion" and inputs.fee_per_employee_month is None,
        **dict.fromkeys(PRODUCTIVITY, case.is_payer or not inputs.include_productivity),
    }.get(key, False)
