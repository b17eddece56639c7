"""What one decision and one person are worth under a profile: the model is linear in both.

A profile is a scenario without its size and its age mix. Everything that the model says about a
group of that profile is people times these units, so a million groups cost one evaluation.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from calculator.engine.case import Case
from calculator.engine.draws import Draws
from calculator.engine.inputs.scenario import ScenarioInputs
from calculator.engine.model import evaluate
from calculator.engine.outcomes import Outcomes
from calculator.engine.pathway import program_cost

Array = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class UnitCase(Case):
    """A case with one person in each line and one decision a person in each area."""

    @cached_property
    def base_decision_rate(self) -> dict[str, Array]:
        """One decision a person: the rows of a portfolio bring their own rates."""
        return {line: np.ones(len(self.slugs)) for line in self.lines}


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """Units of a profile on a set of draws, US dollars at present value but for the counts.

    ``benefit``, ``opinion_cost``, ``opinions`` and ``surgeries_avoided`` are per decision a year
    at base, by line, (draw, area); ``person_cost`` per person entered, by line, (draw,); ``fixed``
    is what the program costs whatever the size, (draw,). Counts are sums over the horizon.
    """

    benefit: Mapping[str, Array]
    opinion_cost: Mapping[str, Array]
    opinions: Mapping[str, Array]
    surgeries_avoided: Mapping[str, Array]
    person_cost: Mapping[str, Array]
    fixed: Array


def unit(case: Case, draws: Draws) -> Unit:
    """Return the units of a case's profile; the size and age mix of the case are left out.

    Args:
        case: any scenario of the profile.
        draws: parameter values, each (draw,).

    Source:
        Eq. 1 to 17, divided by the decisions of Eq. 1.
    """
    plain = UnitCase(inputs=_of_one(case.inputs), evidence=case.evidence)
    outcomes = evaluate(plain, draws)
    once = np.ones_like(outcomes.discount)
    saved = _over_years(outcomes.uptake, outcomes.trend * outcomes.discount)
    asked = _over_years(outcomes.uptake, outcomes.discount)
    counted = _over_years(outcomes.uptake, once)
    fees = program_cost.fees(plain, draws)
    each = (fees.per_opinion + fees.incentive)[:, np.newaxis]
    years = outcomes.discount.sum(axis=1)
    avoided, worked = _avoided(outcomes), _productivity(outcomes)
    lines = outcomes.lines.items()
    kept = outcomes.allowed_per_opinion * plain.inputs.savings_retained
    return Unit(
        benefit={
            name: saved * line.priced * line.plan_paid_share * kept
            + asked * line.decisions * worked
            for name, line in lines
        },
        opinion_cost={name: asked * line.decisions * each for name, line in lines},
        opinions={name: counted * line.decisions for name, line in lines},
        surgeries_avoided={name: counted * line.decisions * avoided for name, line in lines},
        person_cost={name: years * _a_year(fees, outcomes) for name, _ in lines},
        fixed=years * fees.administration + fees.implementation,
    )


def _of_one(inputs: ScenarioInputs) -> ScenarioInputs:
    """Return the inputs for one person entered, in each line of a payer."""
    return replace(
        inputs,
        members=None if inputs.members is None else 1,
        employees=None if inputs.employees is None else 1,
        members_by_line=dict.fromkeys(inputs.members_by_line, 1),
    )


def _over_years(uptake: Array, weight: Array) -> Array:
    """Sum uptake, (draw, area, year), times a yearly weight, (draw, year): (draw, area)."""
    if uptake.shape[2] == 1:
        flat: Array = uptake[:, :, 0] * weight.sum(axis=1)[:, np.newaxis]
        return flat
    total: Array = (uptake * weight[:, np.newaxis, :]).sum(axis=2)
    return total


def _avoided(outcomes: Outcomes) -> Array:
    """Operations avoided per opinion, (draw, area): none in a diagnostic area."""
    surgical = outcomes.surgical.surgeries_avoided
    width = len(outcomes.case.slugs) - surgical.shape[1]
    return np.pad(surgical, ((0, 0), (0, width)))


def _productivity(outcomes: Outcomes) -> Array:
    """Dollars of work time per opinion, (draw, area)."""
    per_surgery = outcomes.productivity_per_surgery
    if not per_surgery.any():
        return np.zeros((1, 1))
    worth = outcomes.surgical.surgeries_avoided * per_surgery
    return np.pad(worth, ((0, 0), (0, len(outcomes.case.slugs) - worth.shape[1])))


def _a_year(fees: program_cost.Fees, outcomes: Outcomes) -> Array:
    """Fees of one person entered a year, (draw,)."""
    members = outcomes.members / len(outcomes.lines)
    cost = fees.per_member_month * members
    if outcomes.employees is not None:
        cost = cost + fees.per_employee_month * outcomes.employees
    return program_cost.MONTHS * cost
