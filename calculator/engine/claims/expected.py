"""What the evidence expects of the people a claim is about: the engine's own base case."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

import numpy as np
from numpy.typing import NDArray

from calculator.engine import base_case, draws, plausibility
from calculator.engine.case import Case
from calculator.engine.claims.reading import Claim
from calculator.engine.claims.result import Expected
from calculator.engine.evidence import Evidence, Range
from calculator.engine.inputs import scenario
from calculator.engine.model import evaluate
from calculator.engine.outcomes import Outcomes
from calculator.engine.simulation import sampled

Array = NDArray[np.float64]
REFERENCE_MEMBERS = 100_000  # shares and savings per opinion are the same for any number
INTERVAL = (2.5, 97.5)
FEE_FIELDS = {
    "pepm": "fee_per_employee_month",
    "pmpm": "fee_per_member_month",
    "per_opinion": "fee_per_opinion",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranges:
    """Bases with their 95 % intervals over the engine's draws."""

    saving_per_opinion: Range
    operations_share: Range
    uptake: Range
    spending_share: Range


def base_of(claim: Claim, evidence: Evidence) -> Outcomes:
    """Return the base case of the claim's people, design and fee over one year.

    The sponsor's own administration is left out: sellers count their fee alone.
    """
    return _base(
        evidence,
        {
            "members": claim.members,
            "employees": claim.employees,
            "design": claim.design,
            **_fees(claim),
        },
    )


def expected(base: Outcomes) -> Expected:
    """Return what is expected, from the base case and its plausibility checks."""
    first = {name: float(flow[0]) for name, flow in base_case.flows(base).items()}
    from_operations = max(first["surgery_saving"], 0.0)
    gross = from_operations + max(first["diagnostic_saving"], 0.0)
    return {
        "members": float(base.members[0]),
        "employees": float(cast(Array, base.employees)[0]),
        "decisions": first["decisions"],
        "opinions": first["opinions"],
        "operations": float(plausibility.operations_expected(base)[0]),
        "operations_avoided": first["surgeries_avoided"],
        "saving": first["allowed_saving"],
        "saving_per_opinion": base_case.ratio(first["allowed_saving"], first["opinions"]),
        "saving_per_operation": base_case.ratio(from_operations, first["surgeries_avoided"]),
        "operations_part": base_case.ratio(from_operations, gross) or 0.0,
        "spending": float(plausibility.spending(base)[0]),
    }


@lru_cache(maxsize=32)
def ranges(evidence: Evidence, design: str) -> Ranges:
    """Return where the evidence sees each quantity: base, and 95 % interval over all draws."""
    raw = {"members": REFERENCE_MEMBERS, "design": design}
    base = _base(evidence, raw)
    drawn = evaluate(base.case, sampled(base.case))
    at_base, spread = _quantities(base), _quantities(drawn)
    return Ranges(**{name: _range(at_base[name], spread[name]) for name in spread})


def _quantities(outcomes: Outcomes) -> dict[str, Array]:
    saving = outcomes.allowed_saving_by_year[:, 0]
    opinions = outcomes.opinions_by_year[:, 0]
    avoided = outcomes.surgeries_avoided_by_year[:, 0]
    return {
        "saving_per_opinion": _over(saving, opinions),
        "operations_share": _over(avoided, plausibility.operations_expected(outcomes)),
        "uptake": _over(opinions, outcomes.decisions.sum(axis=1)),
        "spending_share": _over(saving, plausibility.spending(outcomes)),
    }


def _range(base: Array, drawn: Array) -> Range:
    low, high = np.percentile(drawn, INTERVAL)
    middle = float(base[0])
    return Range(base=middle, low=min(float(low), middle), high=max(float(high), middle))


def _over(numerator: Array, denominator: Array) -> Array:
    numerator, denominator = np.broadcast_arrays(numerator, denominator)
    return np.divide(numerator, denominator, out=np.zeros(len(numerator)), where=denominator > 0)


def _base(evidence: Evidence, raw: Mapping[str, object]) -> Outcomes:
    fixed = {"horizon_years": 1, "annual_administration_cost": 0}
    case = Case(inputs=scenario.read({**raw, **fixed}, evidence), evidence=evidence)
    return evaluate(case, draws.means(case.parameters))


def _fees(claim: Claim) -> dict[str, float]:
    if claim.fee is None:
        return {}
    nothing = dict.fromkeys(FEE_FIELDS.values(), 0.0)
    return {**nothing, FEE_FIELDS[claim.fee_basis]: claim.fee}
