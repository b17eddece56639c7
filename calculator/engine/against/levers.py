"""What can be moved alone: every parameter in force and the fee, as a reader would enter it."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from calculator.engine import draws
from calculator.engine.break_even import fee_in_force
from calculator.engine.case import Case
from calculator.engine.distributions import INTERVAL_SDS
from calculator.engine.draws import Draws
from calculator.engine.evidence import Range
from calculator.engine.inputs.fields import FIELD
from calculator.engine.inputs.overrides import bounds
from calculator.engine.model import evaluate
from calculator.engine.parameters import ENTERED, InForce
from calculator.engine.pathway import program_cost
from calculator.engine.pathway.decisions import uncapped_uptake
from calculator.engine.simulation import sampled

Array = NDArray[np.float64]
FEE_FIELDS = {
    "pepm": "fee_per_employee_month",
    "pmpm": "fee_per_member_month",
    "per_opinion": "fee_per_opinion",
}
REPLACES = ("decision_rate", "uptake_rate")  # an entered value takes the place of several things
ANY_RATE = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Lever:
    """One number that can be entered.

    ``field`` is the input that sets it. ``now`` is the value in force, ``low`` and ``high`` what
    may be entered. ``believed`` holds its draws, one alone where it is not in doubt, and ``sd``
    its standard deviation; where the reader entered a single number (``is_own``) they are the
    evidence's. ``case`` is the scenario in which ``moved`` is moved; ``per_moved`` turns a value
    of the lever into one of it.
    """

    parameter: InForce
    field: str
    label: str
    unit: str
    now: float
    low: float
    high: float
    believed: Array
    sd: float
    is_own: bool
    case: Case
    moved: str
    per_moved: float = 1.0

    @property
    def key(self) -> str:
        """The family of the lever: the parameter's key."""
        return self.parameter.parameter.key

    def nets(self, values: Array) -> Array:
        """Return net at present value with the lever at each value, all else at base.

        Source:
            Eq. 17.
        """
        moves = [{self.moved: float(value) * self.per_moved} for value in values]
        return evaluate(self.case, draws.moved(self.case.parameters, moves)).pv_net


@dataclass(frozen=True, slots=True, kw_only=True)
class Belief:
    """What is believed of the numbers: the reader's ranges, else the evidence's."""

    case: Case
    drawn: Draws


def levers(case: Case) -> list[Lever]:
    """Return every number of a scenario that a reader may replace alone.

    Args:
        case: the scenario.

    Source:
        Eq. 35; bounds of Model 4.
    """
    basis = FEE_FIELDS[program_cost.fee_basis(case)]
    fee = "fee_per_opinion" if basis == "fee_per_opinion" else "fee_per_employee_month"
    belief = _belief(case)
    plain = [p for p in case.relevant if p.parameter.key not in REPLACES and p.name != fee]
    return [
        _fee(case, belief, case.parameters[fee], basis),
        *(_plain(case, belief, p) for p in plain),
        *(_decisions(case, belief, slug) for slug in case.slugs),
        *(_uptake(case, belief, slug) for slug in case.slugs),
    ]


def _belief(case: Case) -> Belief:
    """Leave out the single numbers that the reader entered: the evidence may doubt them."""
    ranges = {name: own for name, own in case.inputs.overrides.items() if isinstance(own, Range)}
    inputs = replace(
        case.inputs,
        overrides=ranges,
        discount_rate=None,
        fee_per_employee_month=None,
        fee_per_member_month=None,
        fee_per_opinion=None,
        annual_administration_cost=None,
    )
    believed = Case(inputs=inputs, evidence=case.evidence)
    return Belief(case=believed, drawn=sampled(believed))


def _plain(case: Case, belief: Belief, p: InForce) -> Lever:
    own = p.parameter
    low, high = bounds(own.key, own.unit)
    if own.name in ENTERED:
        low, high = FIELD[own.name].low, FIELD[own.name].high
    return Lever(
        parameter=p,
        field=own.name if own.name in ENTERED else f"overrides.{own.name}",
        label=own.label,
        unit=own.unit,
        now=p.base,
        low=low,
        high=high,
        believed=belief.drawn.values[own.name],
        sd=_sd(belief, own.name),
        is_own=p.origin == "user" and not p.is_varied,
        case=case,
        moved=own.name,
    )


def _fee(case: Case, belief: Belief, p: InForce, field: str) -> Lever:
    """The fee of the design's basis; a payer's is the fee per employee over the members of one."""
    base = draws.means(case.parameters)
    by_member, entered = field == "fee_per_member_month", case.inputs.fee_per_member_month
    members = float(base.values["members_per_employee"][0]) if by_member else 1.0
    unhidden = replace(case.inputs, fee_per_member_month=None)  # it would hide the parameter
    return Lever(
        parameter=p,
        field=field,
        label=FIELD[field].label,
        unit=FIELD[field].unit,
        now=float(fee_in_force(evaluate(case, base))[0]),
        low=FIELD[field].low,
        high=FIELD[field].high,
        believed=belief.drawn.values[p.name] / members,
        sd=_sd(belief, p.name) / members,
        is_own=entered is not None if by_member else p.origin == "user",
        case=Case(inputs=unhidden, evidence=case.evidence) if by_member else case,
        moved=p.name,
        per_moved=members,
    )


def _decisions(case: Case, belief: Belief, slug: str) -> Lever:
    """Decisions in an area: an entered rate replaces the age mix, in every line (Eq. 1)."""
    name = f"decision_rate.{slug}"
    plain = _plain(_with_own(case, name), belief, case.parameters[name])
    base = belief.case.parameters[name].base
    scale = _members_mean(belief.case, slug) / base if base > 0 else 0.0
    return replace(
        plain,
        now=_members_mean(case, slug),
        believed=plain.believed * scale,
        sd=plain.sd * scale,
    )


def _uptake(case: Case, belief: Belief, slug: str) -> Lever:
    """Use in an area: an entered share replaces the design's and its multiplier (Eq. 2)."""
    name = f"uptake_rate.{slug}"
    plain = _plain(_with_own(case, name), belief, case.parameters[name])
    believed, sd = plain.believed, plain.sd
    if slug not in belief.case.own_uptake:
        believed, sd = believed * case.design.uptake_multiplier, sd * case.design.uptake_multiplier
        if case.design.uptake is not None:
            believed, sd = np.array([case.design.uptake.get(slug, 0.0)]), 0.0
    base = draws.means(case.parameters)
    multiplier = "engagement" if case.design.engagement_applies else "compliance"
    wish = uncapped_uptake(case, base)[0, case.slugs.index(slug)]
    engaged = float(base.values[multiplier][0])
    return replace(plain, now=wish / engaged if engaged else 0.0, believed=believed, sd=sd)


def _with_own(case: Case, name: str) -> Case:
    """Return the case with a value of the reader's own, whatever it is: it is then moved."""
    own = {**case.inputs.overrides, name: ANY_RATE}
    return Case(inputs=replace(case.inputs, overrides=own), evidence=case.evidence)


def _members_mean(case: Case, slug: str) -> float:
    """Decisions per 1,000 members over all lines, weighted by members."""
    place = case.slugs.index(slug)
    weights = case.inputs.members_by_line if case.is_payer else {"commercial": 1}
    total = sum(weights[line] * case.base_decision_rate[line][place] for line in case.lines)
    return float(1_000 * total / sum(weights.values()))


def _sd(belief: Belief, name: str) -> float:
    p = belief.case.parameters[name]
    return (p.high - p.low) / INTERVAL_SDS
