"""Groups of one profile: base case, spread and chance of paying for all of them at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from calculator.engine import draws
from calculator.engine.case import Case
from calculator.engine.evidence import BANDS
from calculator.engine.portfolio import order
from calculator.engine.portfolio.unit import unit
from calculator.engine.simulation import PERCENTILES, sampled

Array = NDArray[np.float64]
PIECE = 256  # groups times all draws held at once


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """Sizes and decision rates of the groups of one profile.

    ``people`` is what was entered, members or employees, by line, (group,); ``rates`` are decisions
    per member a year at base by line: (1, area) where all groups share the age mix, else
    (group, area).
    """

    people: Mapping[str, Array]
    rates: Mapping[str, Array]

    @property
    def are_alike(self) -> bool:
        """Whether the groups differ in one number only: the size in their one line."""
        return len(self.people) == 1 and all(len(rate) == 1 for rate in self.rates.values())

    def part(self, rows: slice | NDArray[np.int64]) -> "Groups":
        """Return some of the groups."""
        return Groups(
            people={line: people[rows] for line, people in self.people.items()},
            rates={line: r if len(r) == 1 else r[rows] for line, r in self.rates.items()},
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What is known about each group, (group,): counts summed, money at present value."""

    opinions: Array
    surgeries_avoided: Array
    benefit: Array
    program_cost: Array
    net: Array
    net_percentiles: Array
    probability_net_positive: Array


class Profile:
    """A scenario without size and age mix, evaluated once at its means and on all draws."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.base = unit(case, draws.means(case.parameters))
        self.drawn = unit(case, sampled(case))
        self._remembered: tuple[bytes, order.Remembered] | None = None

    def figures(self, groups: Groups) -> Figures:
        """Return every group's base case, percentiles of net and chance that net is above 0."""
        base = self.base
        benefit, cost = _decided(groups, base.benefit), self._cost(groups)
        spread, chance = self._simulated(groups)
        return Figures(
            opinions=_decided(groups, base.opinions),
            surgeries_avoided=_decided(groups, base.surgeries_avoided),
            benefit=benefit,
            program_cost=cost,
            net=benefit - cost,
            net_percentiles=spread,
            probability_net_positive=chance,
        )

    def expected_net(self, groups: Groups) -> Array:
        """Return each group's mean net over the draws, (group,): what designs are ranked by."""
        means = {line: each.mean(axis=0)[np.newaxis] for line, each in self._decision.items()}
        persons = {line: cost.mean(keepdims=True) for line, cost in self.drawn.person_cost.items()}
        found: Array = _decided(groups, means) - _peopled(groups, persons) - self.drawn.fixed.mean()
        return found

    def total_net(self, groups: Groups) -> Array:
        """Return the net of all groups together in each draw, (draw,): they share its doubt."""
        count = len(next(iter(groups.people.values())))
        total = -count * self.drawn.fixed
        for line, people in groups.people.items():
            decisions = (people[:, np.newaxis] * groups.rates[line]).sum(axis=0)
            total = total + self._decision[line] @ decisions
            total = total - people.sum() * self.drawn.person_cost[line]
        return np.broadcast_to(total, (self.case.inputs.draws,))

    def net_draws(self, groups: Groups) -> Array:
        """Return each group's net in each draw, (group, draw): many draws for few groups."""
        people = {line: groups.people[line][:, np.newaxis] for line in self._decision}
        decided = [each * groups.rates[line] for line, each in people.items()]
        once = np.ones((len(decided[0]), 1))
        found: Array = np.hstack([*decided, *people.values(), once]) @ self._terms
        return found

    @cached_property
    def _terms(self) -> Array:
        """What a group's net is summed from, (term, draw): by line and area, by line, and once."""
        decided = [each.T for each in self._decision.values()]
        persons = [-self.drawn.person_cost[line][np.newaxis] for line in self._decision]
        terms = [*decided, *persons, -self.drawn.fixed[np.newaxis]]
        draws = self.case.inputs.draws
        return np.concatenate([np.broadcast_to(term, (len(term), draws)) for term in terms])

    @property
    def _decision(self) -> dict[str, Array]:
        """Net of one decision a year by line, (draw, area)."""
        drawn = self.drawn
        return {line: each - drawn.opinion_cost[line] for line, each in drawn.benefit.items()}

    def _cost(self, groups: Groups) -> Array:
        base = self.base
        asked = _decided(groups, base.opinion_cost)
        return asked + _peopled(groups, base.person_cost) + base.fixed

    def _simulated(self, groups: Groups) -> tuple[Array, Array]:
        if groups.are_alike:
            return self._alike(groups)
        count = len(next(iter(groups.people.values())))
        pieces = [
            self._unlike(groups.part(slice(start, start + PIECE)))
            for start in range(0, count, PIECE)
        ]
        spread, chance = zip(*pieces, strict=True)
        return np.concatenate(spread), np.concatenate(chance)

    def _alike(self, groups: Groups) -> tuple[Array, Array]:
        """Groups that differ in size only: exact percentiles without a row of draws for each."""
        ((line, people),) = groups.people.items()
        size = (self.case.inputs.draws,)
        slope = self._decision[line] @ groups.rates[line][0] - self.drawn.person_cost[line]
        slope = np.ascontiguousarray(np.broadcast_to(slope, size))
        fixed = np.ascontiguousarray(np.broadcast_to(self.drawn.fixed, size))
        enough = np.sort(fixed[slope > 0] / slope[slope > 0])  # people above whom a draw pays
        chance = np.searchsorted(enough, people, "left") / len(slope)
        return self._by_size(slope, fixed).of(people), chance

    def _by_size(self, slope: Array, fixed: Array) -> order.Remembered:
        """Return the percentiles by size for this age mix and line; those of the last are kept."""
        key = slope.tobytes()
        if self._remembered is None or self._remembered[0] != key:
            self._remembered = (key, order.Remembered(slope, fixed, PERCENTILES))
        return self._remembered[1]

    def _unlike(self, groups: Groups) -> tuple[Array, Array]:
        """Groups with age mixes or lines of their own: all draws of each, some groups at a time."""
        net = self.net_draws(groups)
        chance = (net > 0).mean(axis=1)
        net.sort(axis=1)  # faster than to partition at fourteen ranks
        ranks = order.Ranks(net.shape[1], PERCENTILES)
        lower, upper = net[:, ranks.low], net[:, ranks.high]
        return lower + (upper - lower) * ranks.share, chance


def decision_rates(case: Case, line: str, mixes: Array) -> Array:
    """Return decisions per member a year at base for age mixes of the groups' own.

    Args:
        case: the profile; its own decision rates replace the age mix.
        line: line of business.
        mixes: shares of members by age band, (group, band), in the order of ``BANDS``.

    Returns:
        Rates, (group, area).

    Source:
        Eq. 1.
    """
    rates: Array = np.stack([_rates_of(case, line, slug, mixes) for slug in case.slugs], axis=1)
    return rates


def _rates_of(case: Case, line: str, slug: str, mixes: Array) -> Array:
    """Return the rates of one area; one that no age moves is the same for all groups.

    It is not weighted by the mix, whose shares add up to 1 only within the tolerance of inputs.
    """
    bands = case.evidence.parameter[f"decision_rate.{slug}"].by_age_band
    if bands is None or f"decision_rate.{slug}" in case.inputs.overrides:
        rate = case.base_decision_rate[line][case.slugs.index(slug)]
        return np.full(len(mixes), float(rate))
    rates: Array = mixes @ np.array([bands[band] / 1000 for band in BANDS])
    return rates


def _decided(groups: Groups, each: Mapping[str, Array]) -> Array:
    """Sum people x rates x a base unit per decision, (1, area), over lines and areas: (group,)."""
    return sum(
        (people * (groups.rates[line] @ each[line][0]) for line, people in groups.people.items()),
        np.zeros(1),
    )


def _peopled(groups: Groups, each: Mapping[str, Array]) -> Array:
    """Sum people x a base unit per person, (1,), over lines: (group,)."""
    return sum((people * each[line][0] for line, people in groups.people.items()), np.zeros(1))
