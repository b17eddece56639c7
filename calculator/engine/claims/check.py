"""The calculator run backwards: what would have to be true for a claim to hold."""

from typing import cast

import numpy as np
from numpy.typing import NDArray

from calculator.engine import base_case
from calculator.engine.claims.expected import Ranges, base_of, expected, ranges
from calculator.engine.claims.reading import Claim
from calculator.engine.claims.result import ClaimCheck, Expected, Needed, OwnFigures
from calculator.engine.evidence import Evidence, Range
from calculator.engine.outcomes import Outcomes
from calculator.engine.pathway.program_cost import program_cost
from calculator.engine.version import MODEL_VERSION
from calculator.language import gettext_noop as noop

Array = NDArray[np.float64]
LEVELS = ("consistent", "possible", "beyond", "impossible")
AGREE = 0.05  # figures that were rounded for print still fit one another
WHOLE = 1.0


def check(claim: Claim, evidence: Evidence) -> ClaimCheck:
    """Return what a claim needs to be true, each need with its standing, and the verdict.

    The worst need decides the verdict. Whether the claim's own figures fit one another is told
    beside it and changes nothing: figures that fit can be wrong, and the other way round.

    Args:
        claim: a judged claim (``reading.read``).
        evidence: the release.

    Source:
        Model 7.
    """
    base = base_of(claim, evidence)
    here = expected(base)
    opinions, opinions_from = _opinions(claim, here)
    cost = _cost(base, opinions)
    saving = _saving(claim, here, cost=cost, opinions=opinions)
    needed = _needed(claim, here, ranges(evidence, claim.design), saving=saving, opinions=opinions)
    verdict = max((need["level"] for need in needed), key=LEVELS.index)
    return {
        "claim": claim.to_dict(),
        "evidence_release": evidence.release,
        "model_version": MODEL_VERSION,
        "fees": base_case.fees(base),
        "expected": here,
        "saving": saving,
        "cost": cost,
        "ratio": base_case.ratio(saving, cost),
        "opinions": opinions,
        "opinions_from": opinions_from,
        "needed": needed,
        "decided_by": [need["key"] for need in needed if need["level"] == verdict],
        "verdict": verdict,
        "own_figures": _own_figures(claim, here),
        "reached_share": here["saving"] / saving if saving > 0 else 0.0,
    }


def level(value: float | None, *, base: float, high: float, limit: float | None) -> str:
    """Return how far a need goes: as expected, in doubt, beyond what was found, or beyond all.

    >>> [level(v, base=0.1, high=0.3, limit=1.0) for v in (0.1, 0.2, 0.5, 1.2)]
    ['consistent', 'possible', 'beyond', 'impossible']
    >>> level(None, base=0.0, high=0.0, limit=None)
    'beyond'
    """
    if value is None:
        return "beyond"
    if limit is not None and value > limit:
        return "impossible"
    if value > high:
        return "beyond"
    return "possible" if value > base else "consistent"


def _total_a_year(claim: Claim, here: Expected) -> float | None:
    """Return the dollars a year of a claim that states them all, None of one per something."""
    if claim.kind == "total":
        return claim.amount / claim.years
    return claim.amount * here["members"] if claim.kind == "per_member_year" else None


def _opinions(claim: Claim, here: Expected) -> tuple[float, str]:
    """Return opinions a year, as many as the claim says or implies, else as expected."""
    if claim.cases is not None:
        return claim.cases / claim.years, "claimed"
    total = _total_a_year(claim, here)
    if total is not None and claim.saving_per_case is not None:
        return total / claim.saving_per_case, "implied"
    return here["opinions"], "expected"


def _cost(base: Outcomes, opinions: float) -> float:
    cost = program_cost(
        base.case,
        base.draws,
        members=base.members,
        employees=base.employees,
        opinions=np.array([[opinions]]),
    )
    return float(cost[0, 0])


def _saving(claim: Claim, here: Expected, *, cost: float, opinions: float) -> float:
    """Return the dollars that must be saved in a year."""
    total = _total_a_year(claim, here)
    if total is not None:
        return total
    return claim.amount * (cost if claim.kind == "ratio" else opinions)


def _needed(
    claim: Claim, here: Expected, seen: Ranges, *, saving: float, opinions: float
) -> list[Needed]:
    spending = _need(
        "spending_share",
        noop("The saving, as a share of all spending on care"),
        saving / here["spending"] if here["spending"] > 0 else None,
        seen.spending_share,
        unit="share of spending",
        limit=WHOLE,
    )
    if claim.reading == "exists":
        return [_of_what_exists(spending)]
    return [
        _need(
            "saving_per_opinion",
            noop("What each opinion has to save"),
            base_case.ratio(saving, opinions),
            seen.saving_per_opinion,
            unit="USD per opinion",
        ),
        *_operations(here, seen, saving),
        *_uptake(claim, here, seen, saving=saving, opinions=opinions),
        spending,
    ]


def _operations(here: Expected, seen: Ranges, saving: float) -> list[Needed]:
    """Return the operations that would have to vanish; none where operations save nothing.

    Operations carry the part of the saving that they carry on the evidence, before the cost of
    added care: the count that is kindest to the claim.
    """
    each, all_expected = here["saving_per_operation"], here["operations"]
    if not each or not all_expected:
        return []
    vanishing = saving * here["operations_part"] / each
    return [
        _need(
            "operations_share",
            noop("Operations that would have to vanish, of those expected"),
            vanishing / all_expected,
            seen.operations_share,
            unit="share of operations",
            limit=WHOLE,
        )
    ]


def _uptake(
    claim: Claim, here: Expected, seen: Ranges, *, saving: float, opinions: float
) -> list[Needed]:
    """Return the use that is needed: as claimed, or at what the evidence saves per opinion."""
    unit, decisions = "share of decisions", here["decisions"]
    is_stated = claim.cases is not None or claim.saving_per_case is not None
    if is_stated or claim.kind == "per_opinion":
        label = noop("Members who ask, of those facing a decision, as claimed")
        value = base_case.ratio(opinions, decisions)
        if not is_stated:
            label, value = noop("Members who ask, as expected"), seen.uptake.base
        return [_need("uptake", label, value, seen.uptake, unit=unit, limit=WHOLE)]

    def share(each: float) -> float | None:
        return base_case.ratio(saving / each, decisions) if each > 0 else None

    found, best = seen.saving_per_opinion, share(seen.saving_per_opinion.high)
    return [
        _need(
            "uptake",
            noop("Members who would have to ask, at what an opinion saves on the evidence"),
            share(found.base),
            seen.uptake,
            unit=unit,
        ),
        _need(
            "uptake_at_best",
            noop(
                "Members who would have to ask, if each opinion saved the most the evidence allows"
            ),
            best,
            seen.uptake,
            unit=unit,
            limit=WHOLE,
        ),
    ]


def _need(
    key: str,
    label: str,
    value: float | None,
    seen: Range,
    *,
    unit: str,
    limit: float | None = None,
) -> Needed:
    standing = "none"
    if value is not None:
        standing = "below" if value < seen.low else "above" if value > seen.high else "within"
    return {
        "key": key,
        "label": label,
        "value": value,
        "unit": unit,
        "base": seen.base,
        "low": seen.low,
        "high": seen.high,
        "limit": limit,
        "times_base": None if value is None else base_case.ratio(value, seen.base),
        "standing": standing,
        "level": level(value, base=seen.base, high=seen.high, limit=limit),
    }


def _of_what_exists(spending: Needed) -> Needed:
    """Return the one need of spending that exists: no more than there is. No study compares."""
    found = cast(
        Needed, {**spending, "label": noop("That spending, as a share of all spending on care")}
    )
    for name in ("base", "low", "high", "times_base"):
        found[name] = None
    found["standing"] = "none"
    found["level"] = "impossible" if spending["level"] == "impossible" else "possible"
    return found


def _own_figures(claim: Claim, here: Expected) -> OwnFigures | None:
    a_year = _total_a_year(claim, here)
    if a_year is None or claim.saving_per_case is None:
        return None
    total = a_year * claim.years
    implied = total / claim.saving_per_case
    gap = None if claim.cases is None else implied / claim.cases - 1
    return {
        "total": total,
        "saving_per_case": claim.saving_per_case,
        "cases_implied": implied,
        "cases_claimed": claim.cases,
        "gap": gap,
        "share_of_members": implied / claim.years / here["members"],
        "is_consistent": gap is None or abs(gap) <= AGREE,
    }
