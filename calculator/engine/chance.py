"""Chance: what one year's luck adds to the doubt, for a group of this size (Model 6)."""

import numpy as np
from numpy.typing import NDArray

from calculator.engine.analyses import Chance, CountSpread
from calculator.engine.case import Case
from calculator.engine.draws import Draws, stream
from calculator.engine.model import evaluate
from calculator.engine.outcomes import Outcomes
from calculator.engine.pathway import program_cost
from calculator.engine.simulation import PIECE, share_of, spread

Array = NDArray[np.float64]
CASE_VARIATION = 0.6  # coefficient of variation of the saving of one case
GAMMA_SHAPE = 1 / CASE_VARIATION**2


def chance(case: Case, draws: Draws) -> Chance:
    """Simulate the first contract year with luck: who asks, what is advised, what a case costs.

    Opinions are Poisson and what follows binomial; a Poisson count split by a binomial gives two
    independent Poisson counts, so the cases with and without effect are drawn directly.

    Source:
        Model 6 (chance).
    """
    rng = stream(case.inputs.seed, "chance")
    pieces = [
        _first_year(evaluate(case, draws.part(start, start + PIECE)), rng)
        for start in range(0, draws.size, PIECE)
    ]
    opinions, avoided, net, expected = (np.concatenate(part) for part in zip(*pieces, strict=True))
    return {
        "opinions": _count(opinions),
        "surgeries_avoided": _count(avoided),
        "net": spread(net),
        "probability_net_positive": share_of(net > 0),
        "luck_only_sd": float((net - expected).std(ddof=1)),
        "doubt_only_sd": float(expected.std(ddof=1)),
    }


def _first_year(outcomes: Outcomes, rng: np.random.Generator) -> tuple[Array, Array, Array, Array]:
    """Return (opinions, operations avoided, net with luck, net expected), each (draw,)."""
    case, size = outcomes.case, outcomes.draws.size
    asked, effective, saving = _luck(outcomes, rng)
    opinions = asked.sum(axis=1)
    avoided = effective[:, : len(case.surgical)]
    cost = program_cost.program_cost(
        case,
        outcomes.draws,
        members=outcomes.members,
        employees=outcomes.employees,
        opinions=opinions[:, np.newaxis],
    )[:, 0]
    productivity = (avoided * outcomes.productivity_per_surgery).sum(axis=1)
    net = saving + productivity - cost
    expected_net = np.broadcast_to(outcomes.net_by_year[:, 0], (size,))
    return opinions, avoided.sum(axis=1), net, expected_net


def _luck(outcomes: Outcomes, rng: np.random.Generator) -> tuple[Array, Array, Array]:
    """Draw a year's opinions, those with an effect, (draw, area), and the plan's saving, (draw,).

    An effect is an avoided operation or a followed plan.
    """
    success, worth = _effect(outcomes)
    shape = success.shape
    asked, effective, saving = np.zeros(shape[::-1]).T, np.zeros(shape[::-1]).T, np.zeros(shape[0])
    for slug, line in outcomes.lines.items():
        expected = line.decisions * outcomes.uptake[:, :, 0]
        with_effect = _poisson(rng, expected * success, shape)
        opinions = with_effect + _poisson(rng, expected * (1 - success), shape)
        cases = np.sign(worth) * rng.standard_gamma(with_effect.T * GAMMA_SHAPE).T
        gained = cases * np.abs(worth) / GAMMA_SHAPE - opinions * outcomes.added_care
        price = outcomes.draws.column(f"price_index.{slug}")
        saving += (gained * price * line.plan_paid_share).sum(axis=1)
        asked += opinions
        effective += with_effect
    return asked, effective, saving * outcomes.case.inputs.savings_retained


def _poisson(rng: np.random.Generator, expected: Array, shape: tuple[int, ...]) -> Array:
    """Draw counts over (draw, area), in the memory layout of the pathway."""
    counts: Array = rng.poisson(np.broadcast_to(expected, shape).T).astype(float)
    return counts.T


def _effect(outcomes: Outcomes) -> tuple[Array, Array]:
    """Return the share of opinions with an effect and what one such case saves, (draw, area)."""
    case, draws = outcomes.case, outcomes.draws
    surgical = [area.slug for area in case.surgical]
    diagnostic = [area.slug for area in case.diagnostic]
    price = draws.block("surgery_cost", surgical) - draws.block("alternative_care_cost", surgical)
    shares = (outcomes.surgical.surgeries_avoided, outcomes.diagnostic.plans_followed)
    worths = (price, draws.block("saving_per_changed_plan", diagnostic))
    return _joined(shares, draws.size), _joined(worths, draws.size)


def _joined(parts: tuple[Array, Array], size: int) -> Array:
    return np.concatenate([np.broadcast_to(p, (size, p.shape[1])) for p in parts], axis=1)


def _count(values: Array) -> CountSpread:
    found = spread(values)
    return {
        "mean": found["mean"],
        "percentiles": found["percentiles"],
        "probability_none": share_of(values == 0),
    }
