"""The model: evidence and inputs in, outcomes out. Only here is the order of steps stated."""

from calculator.engine.case import Case
from calculator.engine.draws import Draws
from calculator.engine.outcomes import Outcomes
from calculator.engine.pathway import (
    added_care,
    decisions,
    diagnostic,
    payers,
    present_value,
    productivity,
    surgical,
)


def evaluate(case: Case, draws: Draws) -> Outcomes:
    """Calculate a scenario on any set of draws.

    Every analysis calls this: the base case with one row of means, one-way sensitivity with two
    rows per parameter, the probabilistic analysis with sampled rows.

    Args:
        case: the scenario against its release.
        draws: parameter values, each (draw,).

    Returns:
        Arrays over (draw, area, year), and what follows from them.

    Source:
        Eq. 1 to 17.
    """
    members, employees = decisions.population(case, draws)
    counts = decisions.decisions(case, draws, members)
    diagnoses_changed, treatments_changed = diagnostic.changes_per_opinion(case, draws)
    return Outcomes(
        case=case,
        draws=draws,
        members=sum(members.values(), start=0.0 * next(iter(members.values()))),
        employees=employees,
        lines=payers.priced(draws, counts),
        uptake=decisions.uptake(case, draws),
        surgical=surgical.per_opinion(case, draws),
        diagnostic=diagnostic.per_opinion(case, draws),
        diagnoses_changed=diagnoses_changed,
        treatments_changed=treatments_changed,
        added_care=added_care.per_opinion(case, draws),
        productivity_per_surgery=productivity.per_surgery_avoided(case, draws),
        trend=payers.trend(case, draws),
        discount=present_value.discount_factors(case, draws),
    )
