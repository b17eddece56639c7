"""One scenario over all draws, reduced to what the analyses need: a few numbers a draw."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from calculator.engine import break_even
from calculator.engine.analyses import Spread
from calculator.engine.case import Case
from calculator.engine.draws import Draws, sample
from calculator.engine.model import evaluate

Array = NDArray[np.float64]
PIECE = 2_500  # draws evaluated at once: what they need stays in the processor's cache
PERCENTILES = (2.5, 10, 25, 50, 75, 90, 97.5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Simulation:
    """Present values, yearly means undiscounted, the fee and what it multiplies, each (draw,)."""

    pv_benefit: Array
    pv_cost: Array
    pv_net: Array
    annual_benefit: Array
    annual_net: Array
    fee: Array
    fee_units: Array


def sampled(case: Case) -> Draws:
    """Return the scenario's draws: shared by all scenarios of the release, lens and seed."""
    return sample(case.parameters, size=case.inputs.draws, seed=case.inputs.seed)


def simulate(case: Case, draws: Draws) -> Simulation:
    """Evaluate a scenario on all draws, in pieces that fit the processor's cache."""
    pieces = [
        _simulate(case, draws.part(start, start + PIECE)) for start in range(0, draws.size, PIECE)
    ]
    if len(pieces) == 1:
        return pieces[0]
    names = Simulation.__slots__
    return Simulation(
        **{name: np.concatenate([getattr(piece, name) for piece in pieces]) for name in names}
    )


def spread(values: Array) -> Spread:
    """Return mean, sd and percentiles of a distribution over draws.

    >>> spread(np.array([1.0, 3.0]))["percentiles"]["50"]
    2.0
    """
    found = np.percentile(values, PERCENTILES)
    return {
        "mean": float(values.mean()),
        "sd": float(values.std(ddof=1)),
        "percentiles": percentiles(found),
    }


def percentiles(found: Array) -> dict[str, float]:
    """Name seven percentile values by their percent."""
    return {f"{p:g}": float(v) for p, v in zip(PERCENTILES, found, strict=True)}


def share_of(condition: NDArray[np.bool_]) -> float:
    """Return the share of draws in which a condition holds."""
    return float(condition.mean())


def share_best(nets: Sequence[Array]) -> list[float]:
    """Return the share of draws in which each has the highest net; equals share the draw.

    >>> share_best([np.array([1.0, 5.0, 2.0, 0.0]), np.array([3.0, 1.0, 2.0, -1.0])])
    [0.625, 0.375]
    """
    stacked = np.stack(nets)
    is_best = stacked == stacked.max(axis=0)
    found: list[float] = (is_best / is_best.sum(axis=0)).mean(axis=1).tolist()
    return found


def _simulate(case: Case, draws: Draws) -> Simulation:
    outcomes = evaluate(case, draws)

    def whole(values: Array) -> Array:
        return np.broadcast_to(values, (draws.size,))

    return Simulation(
        pv_benefit=outcomes.pv_benefit,
        pv_cost=outcomes.pv_cost,
        pv_net=outcomes.pv_net,
        annual_benefit=whole(outcomes.benefit_by_year.mean(axis=1)),
        annual_net=whole(outcomes.net_by_year.mean(axis=1)),
        fee=whole(break_even.fee_in_force(outcomes)),
        fee_units=break_even.fee_units(outcomes),
    )
