"""Plausibility checks, shown with every result: year 1, undiscounted (Model 7)."""

import numpy as np
from numpy.typing import NDArray

from calculator.engine import base_case
from calculator.engine.outcomes import Outcomes
from calculator.engine.result import Check
from calculator.language import gettext_noop as noop

Array = NDArray[np.float64]
CLAIM = 11.0
WARNING, ERROR = 0.20, 1.00


def checks(base: Outcomes) -> list[Check]:
    """Return the checks of a base case.

    Source:
        Model 7.
    """
    first = {name: float(flow[0]) for name, flow in base_case.flows(base).items()}
    operations = float(operations_expected(base)[0])
    operations_spending = _operations_spending(base)
    return [
        _check(
            key="saving_share_of_spending",
            label=noop("Savings as a share of all allowed spending of these members"),
            value=base_case.ratio(first["allowed_saving"], float(spending(base)[0])),
            error_above=ERROR,
        ),
        _check(
            key="saving_share_of_operations_spending",
            label=noop("Savings as a share of spending on the modeled operations"),
            value=base_case.ratio(first["allowed_saving"], operations_spending),
            error_above=ERROR,
        ),
        _check(
            key="avoided_share_of_operations",
            label=noop("Operations avoided as a share of the operations expected"),
            value=base_case.ratio(first["surgeries_avoided"], operations),
            warning_above=WARNING,
            error_above=ERROR,
        ),
        _claim(first),
    ]


def spending(outcomes: Outcomes) -> Array:
    """Return all allowed spending of the members in year 1, US dollars, (draw,)."""
    case, draws = outcomes.case, outcomes.draws
    members = case.inputs.members_by_line if case.is_payer else {"commercial": outcomes.members}
    total: Array = sum(
        (count * draws.values[f"spend_per_member.{line}"] for line, count in members.items()),
        np.zeros(1),
    )
    return total


def operations_expected(outcomes: Outcomes) -> Array:
    """Return the operations of year 1 that would be done without the program, (draw,)."""
    surgical = slice(0, len(outcomes.case.surgical))
    share = outcomes.draws.values["surgery_without_program_rate"]
    total: Array = outcomes.decisions[:, surgical].sum(axis=1) * share
    return total


def _operations_spending(base: Outcomes) -> float:
    """Return what the expected operations cost, in year 1."""
    case, draws = base.case, base.draws
    surgical = slice(0, len(case.surgical))
    share = float(draws.values["surgery_without_program_rate"][0])
    cost = draws.block("surgery_cost", [area.slug for area in case.surgical])[0]
    priced = sum(
        (line.priced[0, surgical] for line in base.lines.values()), np.zeros(len(case.surgical))
    )
    return float((priced * cost).sum()) * share


def _claim(first: dict[str, float]) -> Check:
    needed = base_case.ratio(CLAIM * first["program_cost"], first["opinions"])
    return {
        "key": "claim_11_to_1",
        "label": noop("What each opinion would have to save for a return of 11 to 1"),
        "value": needed,
        "unit": "USD per opinion",
        "level": "ok",
        "warning_above": None,
        "error_above": None,
    }


def _check(
    *,
    key: str,
    label: str,
    value: float | None,
    warning_above: float | None = None,
    error_above: float | None = None,
) -> Check:
    level = "ok"
    if value is not None and warning_above is not None and value > warning_above:
        level = "warning"
    if value is not None and error_above is not None and value > error_above:
        level = "error"
    return {
        "key": key,
        "label": label,
        "value": value,
        "unit": "share",
        "level": level,
        "warning_above": warning_above,
        "error_above": error_above,
    }
