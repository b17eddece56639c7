"""Members, decisions and uptake (Eq. 1 and 2)."""

import numpy as np
from numpy.typing import NDArray

from calculator.engine.case import Case
from calculator.engine.draws import Draws

Array = NDArray[np.float64]
MAX_UPTAKE = 0.95


def population(case: Case, draws: Draws) -> tuple[dict[str, Array], Array | None]:
    """Return members by line and employees.

    Returns:
        Members of each line, (draw,), and employees, (draw,), or None for a payer. Of an
        employer's members and employees the derived one follows the draw.

    Source:
        Eq. 1 (first sentence).
    """
    inputs = case.inputs
    if case.is_payer:
        return {line: np.array([float(n)]) for line, n in inputs.members_by_line.items()}, None
    ratio = draws.values["members_per_employee"]
    if inputs.members is not None:
        members = np.array([float(inputs.members)])
        return {"commercial": members}, members / ratio
    employees = np.array([float(inputs.employees or 0)])
    return {"commercial": employees * ratio}, employees


def decisions(case: Case, draws: Draws, members: dict[str, Array]) -> dict[str, Array]:
    """Return decisions a year by line.

    Args:
        case: the scenario.
        draws: parameter values.
        members: members of each line, (draw,).

    Returns:
        Decisions a year by line, (draw, area).

    Source:
        Eq. 1.
    """
    bases = np.array(case.parameters.bases("decision_rate", case.slugs))
    drawn = draws.block("decision_rate", case.slugs)
    k = np.divide(drawn, bases, out=np.ones_like(drawn), where=bases > 0)
    return {
        line: members[line][:, np.newaxis] * case.base_decision_rate[line] * k
        for line in case.lines
    }


def uptake(case: Case, draws: Draws) -> Array:
    """Return the share of decisions that lead to an opinion.

    Returns:
        Shares, (draw, area, year); the year axis has length 1 where the ramp is flat.

    Source:
        Eq. 2.
    """
    wish = uncapped_uptake(case, draws)
    by_year = np.minimum(MAX_UPTAKE, case.ramp[:, np.newaxis, np.newaxis] * wish.T)
    return np.transpose(by_year)


def uncapped_uptake(case: Case, draws: Draws) -> Array:
    """Return uptake before ramp and cap, (draw, area).

    The design's uptake, or the user's own, times engagement; where engagement does not apply,
    times compliance.

    Source:
        Eq. 2.
    """
    design, slugs = case.design, case.slugs
    wish = draws.block("uptake_rate", slugs)
    if design.uptake is None:
        wish = wish * np.array([_scale(case, slug) for slug in slugs])
    else:
        mapped = np.array([design.uptake.get(slug, 0.0) for slug in slugs])
        wish = np.where([slug in case.own_uptake for slug in slugs], wish, mapped)
    multiplier = draws.values["engagement" if design.engagement_applies else "compliance"]
    return np.transpose(wish.T * multiplier)


def _scale(case: Case, slug: str) -> float:
    return 1.0 if slug in case.own_uptake else case.design.uptake_multiplier
