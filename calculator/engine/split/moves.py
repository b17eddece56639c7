"""What moves the split: the deductible, and what such members cost besides, each at some values."""

import math
from dataclasses import replace

from calculator.engine.outcomes import Outcomes
from calculator.engine.split import savings
from calculator.engine.split.result import Move
from calculator.engine.split.terms import SplitTerms

DEDUCTIBLES = (50_000.0, 100_000.0, 250_000.0, 500_000.0, math.inf)
OTHER_CLAIMS = (0.0, 25_000.0, 50_000.0, 100_000.0, 200_000.0)


def moves(base: Outcomes, terms: SplitTerms) -> list[Move]:
    """Return the base case's split at other deductibles and other claims, all else as stated.

    A term that cannot move the split is left out: the deductible where the insurer bears all,
    other claims where each dollar is shared alike.

    Args:
        base: outcomes of one draw.
        terms: the plan terms.

    Source:
        Eq. 34.
    """
    found: list[Move] = []
    if base.case.is_payer or terms.funding != "fully_insured":
        found += [
            _move(base, replace(terms, deductible=value), "stop_loss_deductible", value)
            for value in DEDUCTIBLES
        ]
    if terms.cost_sharing is not None or math.isfinite(terms.deductible):
        found += [
            _move(
                base,
                replace(terms, other_claims=value, other_claims_diagnosis=value),
                "other_claims",
                value,
            )
            for value in OTHER_CLAIMS
        ]
    return found


def _move(base: Outcomes, terms: SplitTerms, term: str, value: float) -> Move:
    annual = savings.a_year(savings.of_all(base, terms).net, terms)
    return {"term": term, "value": value if math.isfinite(value) else None, "annual": annual}
