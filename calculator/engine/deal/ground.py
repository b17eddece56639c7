"""The ground that a contract stands on: a scenario's years on its draws, with and without luck."""

from dataclasses import dataclass, field, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from calculator.engine.case import Case
from calculator.engine.deal import years
from calculator.engine.deal.years import Years
from calculator.engine.draws import stream
from calculator.engine.model import evaluate
from calculator.engine.outcomes import Outcomes
from calculator.engine.pathway.decisions import population
from calculator.engine.pathway.present_value import discount_factors
from calculator.engine.pathway.program_cost import Fees, fees
from calculator.engine.run import fingerprint
from calculator.engine.simulation import PIECE, sampled

Array = NDArray[np.float64]
MOST_DRAWS = 10_000  # luck is drawn for each of them, by area, line and year
KEPT = 3  # grounds of up to 26 MB
STEP = 1.1  # how far use and advice are moved to see whom it serves


@dataclass(frozen=True, slots=True, kw_only=True)
class Both:
    """Years as expected in each draw, and as luck has them."""

    expected: Years
    lucky: Years

    def __add__(self, other: "Both") -> "Both":
        """Return both together."""
        return Both(expected=self.expected + other.expected, lucky=self.lucky + other.lucky)

    def nothing(self) -> "Both":
        """Return as many years in which nothing happens."""
        zero = np.zeros_like(self.expected.opinions)
        none = Years(opinions=zero, in_claims=zero, counted=zero, productivity=zero)
        return Both(expected=none, lucky=none)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """All that does not depend on the price. People and ``fees`` are (draw,) or of length 1.

    ``own`` is the scenario as it was calculated, ``deal`` the same with the use that the contract's
    incentive brings; ``more_use`` and ``more_advice`` are what a tenth more of either adds to it.
    """

    members: Array
    employees: Array | None
    fees: Fees
    discount: Array
    elapsed: Array
    retained: float
    own: Both
    deal: Both
    more_use: Both
    more_advice: Both

    @property
    def draws(self) -> int:
        """Number of draws."""
        return len(self.deal.expected.opinions)

    def present_value(self, flow: Array) -> Array:
        """Return the present value of a flow over (draw, year), as (draw,) (Eq. 17)."""
        found: Array = np.einsum("dy,dy->d", flow, self.discount)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a ground depends on: the case, known by its fingerprint, and the incentive's effect."""

    fingerprint: str
    incentive_uptake: float
    case: Case = field(compare=False)


def ground_of(case: Case, *, incentive_uptake: float) -> Ground:
    """Return the ground of a scenario; the last few are kept, since prices are tried in turn."""
    known = fingerprint(case.inputs, case.evidence)
    return _kept(Question(fingerprint=known, incentive_uptake=incentive_uptake, case=case))


@lru_cache(maxsize=KEPT)
def _kept(question: Question) -> Ground:
    return lay_out(question.case, incentive_uptake=question.incentive_uptake)


def lay_out(case: Case, *, incentive_uptake: float) -> Ground:
    """Evaluate a scenario on its draws, 10,000 at most, and draw the luck of every year.

    What more use or more advice adds is drawn on top of what is there already, so that
    differences carry the luck of the addition alone.

    Args:
        case: the scenario.
        incentive_uptake: use with the contract's incentive, relative to the scenario's.
    """
    whole = Case(inputs=replace(case.inputs, savings_retained=1.0), evidence=case.evidence)
    draws = sampled(whole).part(0, min(case.inputs.draws, MOST_DRAWS))
    rng = stream(case.inputs.seed, "deal")
    pieces = [
        _piece(evaluate(whole, draws.part(start, start + PIECE)), incentive_uptake, rng)
        for start in range(0, draws.size, PIECE)
    ]
    own, more, use, advice = (_stacked(list(part)) for part in zip(*pieces, strict=True))
    members, employees = population(whole, draws)
    return Ground(
        members=sum(members.values(), start=np.zeros(1)),
        employees=employees,
        fees=fees(whole, draws),
        discount=np.broadcast_to(discount_factors(whole, draws), own.expected.opinions.shape),
        elapsed=whole.years,
        retained=case.inputs.savings_retained,
        own=own,
        deal=own + more,
        more_use=use,
        more_advice=advice,
    )


def _piece(
    outcomes: Outcomes, incentive_uptake: float, rng: np.random.Generator
) -> tuple[Both, Both, Both, Both]:
    """Return the scenario's years and three additions: the incentive's, a tenth more of each."""
    base = years.flow(outcomes)
    more = years.more_use(base, incentive_uptake)
    deal = replace(base, uptake=base.uptake + more.uptake)

    def both(of: years.Flow) -> Both:
        return Both(expected=years.expected(outcomes, of), lucky=years.lucky(outcomes, of, rng))

    own = both(base)
    added = both(more) if incentive_uptake > 1 else own.nothing()
    return (
        own,
        added,
        both(years.more_use(deal, STEP)),
        both(years.more_advice(deal, outcomes, STEP)),
    )


def _stacked(pieces: list[Both]) -> Both:
    def stack(parts: list[Years]) -> Years:
        return Years(
            **{
                name: np.concatenate([getattr(part, name) for part in parts])
                for name in Years.__slots__
            }
        )

    return Both(
        expected=stack([piece.expected for piece in pieces]),
        lucky=stack([piece.lucky for piece in pieces]),
    )
