"""What a contract's years bring, as expected and as luck has it: opinions and savings, measured
by claims and by the seller's own count."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from calculator.engine.chance import GAMMA_SHAPE
from calculator.engine.outcomes import Outcomes
from calculator.engine.pathway.decisions import MAX_UPTAKE

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Years:
    """Opinions and dollars by year, (draw, year).

    ``in_claims`` is the plan's saving whoever keeps it (Eq. 13 with all of it retained);
    ``counted`` what the seller's report adds up; ``productivity`` Eq. 14.
    """

    opinions: Array
    in_claims: Array
    counted: Array
    productivity: Array

    def __add__(self, other: "Years") -> "Years":
        """Return both together."""
        return Years(
            **{name: getattr(self, name) + getattr(other, name) for name in Years.__slots__}
        )

    def measured(self, by: str) -> Array:
        """Return the savings that the contract goes by."""
        return self.counted if by == "count" else self.in_claims


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """A stream of opinions and what they lead to.

    ``uptake`` is opinions per decision, (draw, area, year). ``effective`` (operations avoided,
    plans followed) and ``advised`` (not confirmed, treatments changed) are shares of opinions,
    (draw, area). Where not ``asks``, the opinions exist already and only their advice is new.
    """

    uptake: Array
    effective: Array
    advised: Array
    asks: bool = True


def flow(outcomes: Outcomes) -> Flow:
    """Return all opinions of a scenario."""
    surgical, size = outcomes.surgical, outcomes.draws.size
    changed = outcomes.treatments_changed[:, len(outcomes.case.surgical) :]
    return Flow(
        uptake=outcomes.uptake,
        effective=_joined(surgical.surgeries_avoided, outcomes.diagnostic.plans_followed, size),
        advised=_joined(surgical.not_confirmed, changed, size),
    )


def more_use(base: Flow, times: float) -> Flow:
    """Return the opinions that come on top where use is so many times as high, cap included."""
    return replace(base, uptake=np.minimum(MAX_UPTAKE, times * base.uptake) - base.uptake)


def more_advice(base: Flow, outcomes: Outcomes, times: float) -> Flow:
    """Return the advice that comes on top where so many times as many are not confirmed."""
    surgical = len(outcomes.case.surgical)
    most = np.divide(
        1.0, base.advised, out=np.full(base.advised.shape, times), where=base.advised > 0
    )
    extra = np.minimum(times, most) - 1
    extra[:, surgical:] = 0.0
    return Flow(
        uptake=base.uptake,
        effective=base.effective * extra,
        advised=base.advised * extra,
        asks=False,
    )


def expected(outcomes: Outcomes, of: Flow) -> Years:
    """Return what is expected of a flow, given each draw.

    Source:
        Eq. 3, 12 to 14; the seller's count as in Eq. 28.
    """
    worth, count_worth = _worths(outcomes)
    claims, counted = np.zeros(1), np.zeros(1)
    added = outcomes.added_care if of.asks else 0.0
    for line in outcomes.lines.values():
        saving = line.plan_paid * (of.effective * worth - added)
        claims = claims + _over_areas(of.uptake, saving)
        counted = counted + _over_areas(of.uptake, line.priced * of.advised * count_worth)
    surgical = len(outcomes.case.surgical)
    work = outcomes.decisions * of.effective
    work = work[:, :surgical] * outcomes.productivity_per_surgery
    asked = _over_areas(of.uptake, outcomes.decisions) * float(of.asks)
    return _whole(
        outcomes,
        opinions=asked,
        in_claims=claims * outcomes.trend,
        counted=counted * outcomes.trend,
        productivity=_over_areas(of.uptake[:, :surgical], work),
    )


def lucky(outcomes: Outcomes, of: Flow, rng: np.random.Generator) -> Years:
    """Draw what luck makes of a flow in each year: who asks, what is advised, what a case saves.

    Poisson opinions split by binomials are independent Poisson counts: with an effect, advised
    without effect, and the rest.

    Source:
        Model 6 (chance).
    """
    worth, count_worth = _worths(outcomes)
    surgical, years = len(outcomes.case.surgical), len(outcomes.case.years)
    shape = (years, worth.shape[1], outcomes.draws.size)
    asked, claims, counted, work = (np.zeros((years, outcomes.draws.size)) for _ in range(4))
    for slug, line in outcomes.lines.items():
        expects = np.broadcast_to((line.decisions[:, :, np.newaxis] * of.uptake).T, shape)
        effective = _poisson(rng, expects * of.effective.T)
        advised = effective + _poisson(rng, expects * (of.advised - of.effective).T)
        price = outcomes.draws.values[f"price_index.{slug}"]
        cases = rng.standard_gamma(effective * GAMMA_SHAPE) / GAMMA_SHAPE
        saving = cases * worth.T
        if of.asks:
            opinions = advised + _poisson(rng, expects * (1 - of.advised).T)
            saving -= opinions * outcomes.added_care.T
            asked += opinions.sum(axis=1)
        claims += saving.sum(axis=1) * price * line.plan_paid_share[:, 0]
        counted += (advised * count_worth.T).sum(axis=1) * price
        work += (effective[:, :surgical] * outcomes.productivity_per_surgery.T).sum(axis=1)
    return _whole(
        outcomes,
        opinions=asked.T,
        in_claims=claims.T * outcomes.trend,
        counted=counted.T * outcomes.trend,
        productivity=work.T,
    )


def _worths(outcomes: Outcomes) -> tuple[Array, Array]:
    """Return what a case saves, and what the seller counts for its advice, (draw, area).

    The count: the whole price of an operation advised against, though it may be done all the
    same; the saving per changed plan where it is above 0, though the plan may not be followed.
    """
    case, draws = outcomes.case, outcomes.draws
    surgical = [area.slug for area in case.surgical]
    price = draws.block("surgery_cost", surgical)
    cheaper = price - draws.block("alternative_care_cost", surgical)
    plan = draws.block("saving_per_changed_plan", [area.slug for area in case.diagnostic])
    return (
        _joined(cheaper, plan, draws.size),
        _joined(price, np.maximum(0.0, plan), draws.size),
    )


def _whole(outcomes: Outcomes, **flows: Array) -> Years:
    shape = (outcomes.draws.size, len(outcomes.case.years))
    return Years(**{name: np.broadcast_to(found, shape) for name, found in flows.items()})


def _over_areas(uptake: Array, weight: Array) -> Array:
    total: Array = (uptake * weight[:, :, np.newaxis]).sum(axis=1)
    return total


def _poisson(rng: np.random.Generator, expects: Array) -> Array:
    return rng.poisson(np.maximum(expects, 0.0)).astype(float)


def _joined(surgical: Array, diagnostic: Array, size: int) -> Array:
    parts = [np.broadcast_to(part, (size, part.shape[1])) for part in (surgical, diagnostic)]
    return np.concatenate(parts, axis=1)
