"""Several calculations on the same draws: who leaves more, how surely, and which is best."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from calculator.engine import base_case
from calculator.engine.analyses import Spread
from calculator.engine.case import Case
from calculator.engine.comparison import Variant, variant
from calculator.engine.result import Annual
from calculator.engine.simulation import share_best, share_of, spread

Array = NDArray[np.float64]
MOST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Contender:
    """One calculation: base case a year, and its net a year over the draws.

    ``best`` is the share of draws in which it has the highest net of all, ``best_of_all`` the same
    with doing nothing among them.
    """

    annual: Annual
    benefit_cost_ratio: float | None
    members: float
    years: int
    net: Spread
    probability_net_positive: float
    best: float
    best_of_all: float

    @property
    def net_per_member(self) -> float:
        """Net a year of the base case per member."""
        return self.annual["net"] / self.members


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What one calculation's net a year has over the first one's: base case and draws."""

    net: float
    spread: Spread
    probability_more: float
    probability_less: float
    net_per_member: float
    spread_per_member: Spread
    probability_more_per_member: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest:
    """All calculations on one set of draws; ``differences`` are each later one less the first.

    ``nothing`` is the share of draws in which doing nothing, a net of 0, is best.
    """

    seed: int
    draws: int
    contenders: tuple[Contender, ...]
    differences: tuple[Difference, ...]
    nothing: float


def contest(cases: Sequence[Case]) -> Contest:
    """Calculate several cases anew on the same draws, each on its own release and lens.

    Where their seeds differ the lowest is used, and where their numbers of draws differ the
    largest: neither depends on the order of the cases.

    Args:
        cases: two to ``MOST`` of them.

    Returns:
        What each yields, and what lies between them; money in US dollars a year, undiscounted.

    Source:
        Eq. 25.
    """
    seed = min(case.inputs.seed for case in cases)
    draws = max(case.inputs.draws for case in cases)
    variants = [variant(_on(case, seed=seed, draws=draws)) for case in cases]
    nets = [v.simulation.annual_net for v in variants]
    best = share_best(nets)
    *best_of_all, nothing = share_best([*nets, np.zeros(draws)])
    contenders = tuple(
        _contender(v, best=share, best_of_all=share_of_all)
        for v, share, share_of_all in zip(variants, best, best_of_all, strict=True)
    )
    return Contest(
        seed=seed,
        draws=draws,
        contenders=contenders,
        differences=tuple(
            _difference((contenders[0], nets[0]), (contender, net))
            for contender, net in zip(contenders[1:], nets[1:], strict=True)
        ),
        nothing=nothing,
    )


def _on(case: Case, *, seed: int, draws: int) -> Case:
    return Case(inputs=replace(case.inputs, seed=seed, draws=draws), evidence=case.evidence)


def _contender(v: Variant, *, best: float, best_of_all: float) -> Contender:
    benefit, cost = float(v.base.pv_benefit[0]), float(v.base.pv_cost[0])
    return Contender(
        annual=base_case.annual(v.base),
        benefit_cost_ratio=base_case.ratio(benefit, cost),
        members=float(v.base.members[0]),
        years=v.case.inputs.horizon_years,
        net=spread(v.simulation.annual_net),
        probability_net_positive=share_of(v.simulation.pv_net > 0),
        best=best,
        best_of_all=best_of_all,
    )


def _difference(first: tuple[Contender, Array], other: tuple[Contender, Array]) -> Difference:
    """Return the other less the first, draw by draw."""
    (start, before), (end, after) = first, other
    more = after - before
    per_member = after / end.members - before / start.members
    return Difference(
        net=end.annual["net"] - start.annual["net"],
        spread=spread(more),
        probability_more=share_of(more > 0),
        probability_less=share_of(more < 0),
        net_per_member=end.net_per_member - start.net_per_member,
        spread_per_member=spread(per_member),
        probability_more_per_member=share_of(per_member > 0),
    )
