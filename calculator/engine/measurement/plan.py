"""How long an effect of the predicted size takes to be told from chance, by comparison."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from calculator.engine import draws
from calculator.engine.case import Case
from calculator.engine.draws import stream
from calculator.engine.measurement.power import WANTED, detectable, power, rejects
from calculator.engine.model import evaluate
from calculator.engine.outcomes import Outcomes
from calculator.engine.simulation import PIECE, sampled

Array = NDArray[np.float64]
YEARS = 10
MONTHS = 12
MOST_DRAWS = 10_000
YEARS_BEFORE = 2.0
LEAST_RATIO, MOST_RATIO = 0.1, 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Operations:
    """Operations a year without the program, and those avoided because of it, by year.

    Beyond the contract every year is like its last one. Shapes: (draw,) and (draw, 10).
    """

    without: Array
    avoided: Array


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One way to compare, and what it can tell.

    ``months`` until 4 chances in 5 of telling the predicted effect; None: not within 10 years.
    ``power`` by year at the base case's effect, ``assurance`` over the draws' effects.
    ``detectable`` is the smallest fall that the contract's years would tell, as a share.
    """

    key: str
    months: int | None
    power: tuple[float, ...]
    assurance: tuple[float, ...]
    detectable: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaPower:
    """What the comparison can tell of one area alone."""

    slug: str
    without: float
    avoided: float
    months: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The predicted effect on operations in the areas where the program acts, in year 1, and when
    it can be told."""

    without: float
    avoided: float
    years: int
    comparisons: tuple[Comparison, ...]
    areas: tuple[AreaPower, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way to compare: how much of the own group counts, and years or people beside it.

    ``offered`` is the part of the group that is offered the program; ``beside`` gives, after so
    many years, what the comparison group amounts to in years of the whole own group.
    """

    key: str
    offered: float
    beside: Callable[[float], float]

    def share(self, years: float) -> float:
        """Return the offered part's share of all people and years."""
        own = self.offered * years
        return own / (own + self.beside(years))


def ways(ratio: float) -> tuple[Way, ...]:
    """Return the three ways to compare; ``ratio`` is the matched group's size to the own."""
    return (
        Way(key="matched", offered=1.0, beside=lambda years: ratio * years),
        Way(key="invited", offered=0.5, beside=lambda years: 0.5 * years),
        Way(key="before", offered=1.0, beside=lambda years: YEARS_BEFORE),
    )


def plan(case: Case, *, ratio: float) -> Plan:
    """Return when the predicted effect can be told from chance.

    Args:
        case: the scenario.
        ratio: members of the matched comparison group for each member offered the program.

    Source:
        Eq. 37 and 38.
    """
    base = evaluate(case, draws.means(case.parameters))
    places = acting(base)
    whole, by_draw = operations(base, places), _by_draw(case, places)
    matched = ways(ratio)[0]
    areas = [_area(base, place, matched) for place in places]
    return Plan(
        without=float(whole.without[0]),
        avoided=float(whole.avoided[0, 0]),
        years=case.inputs.horizon_years,
        comparisons=tuple(_comparison(case, whole, by_draw, way) for way in ways(ratio)),
        areas=tuple(areas),
    )


def acting(base: Outcomes) -> list[int]:
    """Return the surgical areas in which the program avoids operations; all where it avoids none.

    Counting operations that it does not touch would only add noise.
    """
    surgical = range(len(base.case.surgical))
    avoids = [place for place in surgical if operations(base, [place]).avoided.max() > 0]
    return avoids or list(surgical)


def operations(outcomes: Outcomes, areas: list[int]) -> Operations:
    """Return the operations of some surgical areas without the program, and those avoided.

    Source:
        Eq. 3 to 6; without the program, decisions times ``surgery_without_program_rate``.
    """
    surgical = len(outcomes.case.surgical)
    shape = (outcomes.draws.size, YEARS)
    done = outcomes.draws.column("surgery_without_program_rate")
    decided = outcomes.decisions[:, :surgical][:, areas]
    effect = outcomes.surgical.surgeries_avoided[:, areas, np.newaxis]
    by_year = (outcomes.opinions[:, :surgical][:, areas] * effect).sum(axis=1)
    rest = np.repeat(by_year[:, -1:], YEARS - by_year.shape[1], axis=1)
    return Operations(
        without=np.broadcast_to((decided * done).sum(axis=1), shape[:1]),
        avoided=np.broadcast_to(np.concatenate([by_year, rest], axis=1), shape),
    )


def power_after(found: Operations, way: Way, months: int) -> float:
    """Return the chance of telling the base case's effect after so many months.

    Source:
        Eq. 37.
    """
    offered, compared = _expected(found, way, months / MONTHS)
    return power(float(offered[0]), float(compared[0]), way.share(months / MONTHS))


def months_needed(found: Operations, way: Way) -> int | None:
    """Return the first month from which the chance of telling the effect is 4 in 5, or None.

    Source:
        Eq. 38.
    """
    low, high = 0, YEARS * MONTHS
    if power_after(found, way, high) < WANTED:
        return None
    while high - low > 1:
        middle = (low + high) // 2
        if power_after(found, way, middle) < WANTED:
            low = middle
        else:
            high = middle
    return high


def assurance_after(by_draw: Operations, way: Way, years: int, rng: np.random.Generator) -> float:
    """Return how often the test finds a difference when draws and luck are both simulated."""
    offered, compared = _expected(by_draw, way, float(years))
    counts = rng.poisson(offered).astype(float), rng.poisson(compared).astype(float)
    return float(rejects(*counts, way.share(float(years))).mean())


def _expected(found: Operations, way: Way, years: float) -> tuple[Array, Array]:
    """Return the operations to be expected in both groups after so many years, each (draw,)."""
    passed = np.clip(years - np.arange(YEARS), 0.0, 1.0)
    kept = found.without * years - (found.avoided * passed).sum(axis=1)
    return way.offered * np.maximum(kept, 0.0), found.without * way.beside(years)


def _comparison(case: Case, whole: Operations, by_draw: Operations, way: Way) -> Comparison:
    rng = stream(case.inputs.seed, f"measurement.{way.key}")
    years = float(case.inputs.horizon_years)
    _, compared = _expected(whole, way, years)
    return Comparison(
        key=way.key,
        months=months_needed(whole, way),
        power=tuple(power_after(whole, way, MONTHS * year) for year in range(1, YEARS + 1)),
        assurance=tuple(assurance_after(by_draw, way, year, rng) for year in range(1, YEARS + 1)),
        detectable=detectable(
            way.offered * float(whole.without[0]) * years, float(compared[0]), way.share(years)
        ),
    )


def _area(base: Outcomes, place: int, way: Way) -> AreaPower:
    found = operations(base, [place])
    return AreaPower(
        slug=base.case.surgical[place].slug,
        without=float(found.without[0]),
        avoided=float(found.avoided[0, 0]),
        months=months_needed(found, way),
    )


def _by_draw(case: Case, places: list[int]) -> Operations:
    all_draws = sampled(case).part(0, min(case.inputs.draws, MOST_DRAWS))
    pieces = [
        operations(evaluate(case, all_draws.part(start, start + PIECE)), places)
        for start in range(0, all_draws.size, PIECE)
    ]
    return Operations(
        without=np.concatenate([piece.without for piece in pieces]),
        avoided=np.concatenate([piece.avoided for piece in pieces]),
    )
