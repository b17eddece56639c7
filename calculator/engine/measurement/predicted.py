"""What a contract year may bring, doubt and chance together: the bands that actuals are held to."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from calculator.engine import draws as all_draws
from calculator.engine.case import Case
from calculator.engine.chance import GAMMA_SHAPE
from calculator.engine.draws import stream
from calculator.engine.measurement.plan import acting
from calculator.engine.model import evaluate
from calculator.engine.outcomes import Outcomes
from calculator.engine.pathway import program_cost
from calculator.engine.simulation import PIECE, sampled

Array = NDArray[np.float64]
MONTHS = 12
MOST_DRAWS = 10_000
ENDS = (2.5, 10.0, 90.0, 97.5)
QUANTITIES = (
    "opinions",
    "not_confirmed",
    "not_operated",
    "surgeries_avoided",
    "operations",
    "plan_saving",
    "program_cost",
)
Place = Literal["within", "below", "above", "far_below", "far_above"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """Where a quantity is predicted to lie: at base, in 80 and in 95 of 100 cases."""

    base: float
    low: float
    high: float
    lowest: float
    highest: float

    def place(self, actual: float) -> Place:
        """Return where an actual lies.

        >>> Band(base=5, low=3, high=8, lowest=1, highest=11).place(9)
        'above'
        """
        if actual < self.lowest:
            return "far_below"
        if actual > self.highest:
            return "far_above"
        if actual < self.low:
            return "below"
        return "above" if actual > self.high else "within"


def bands(case: Case, *, year: int, months: int = MONTHS) -> dict[str, Band]:
    """Return the band of every quantity in a contract year, or in its first so many months.

    Args:
        case: the scenario.
        year: contract year, 1 to the horizon.
        months: months of that year that were counted, 1 to 12.

    Source:
        Eq. 39.
    """
    means = evaluate(case, all_draws.means(case.parameters))
    base = expected(means, acting(means), year=year, months=months)
    rng = stream(case.inputs.seed, f"actuals.{year}.{months}")
    found = simulated(case, rng, year=year, months=months)
    return {name: _band(float(base[name][0]), found[name]) for name in QUANTITIES}


def simulated(
    case: Case, rng: np.random.Generator, *, year: int, months: int = MONTHS
) -> dict[str, Array]:
    """Draw a contract year with doubt and chance: every quantity, each (draw,)."""
    drawn = sampled(case).part(0, min(case.inputs.draws, MOST_DRAWS))
    places = acting(evaluate(case, all_draws.means(case.parameters)))
    pieces = [
        lucky(
            evaluate(case, drawn.part(start, start + PIECE)),
            places,
            rng,
            year=year,
            months=months,
        )
        for start in range(0, drawn.size, PIECE)
    ]
    return {name: np.concatenate([piece[name] for piece in pieces]) for name in QUANTITIES}


def expected(
    outcomes: Outcomes, places: list[int], *, year: int, months: int = MONTHS
) -> dict[str, Array]:
    """Return what a year brings in each draw, luck left out, each (draw,).

    ``places`` are the surgical areas whose operations are counted.

    Source:
        Eq. 3 to 15.
    """
    part, index = months / MONTHS, year - 1
    surgical = len(outcomes.case.surgical)
    opinions = _of_year(outcomes.opinions, index) * part
    advised = opinions[:, :surgical]
    avoided = (advised * outcomes.surgical.surgeries_avoided).sum(axis=1)
    done = outcomes.draws.values["surgery_without_program_rate"]
    without = outcomes.decisions[:, places].sum(axis=1) * done * part
    found = {
        "opinions": opinions.sum(axis=1),
        "not_confirmed": (advised * outcomes.surgical.not_confirmed).sum(axis=1),
        "not_operated": (advised * outcomes.surgical.still_not_operated).sum(axis=1),
        "surgeries_avoided": avoided,
        "operations": without - avoided,
        "plan_saving": outcomes.plan_saving_by_year[:, index] * part,
        "program_cost": _cost(outcomes, opinions.sum(axis=1), index, part),
    }
    return {name: np.broadcast_to(v, (outcomes.draws.size,)) for name, v in found.items()}


def lucky(
    outcomes: Outcomes,
    places: list[int],
    rng: np.random.Generator,
    *,
    year: int,
    months: int = MONTHS,
) -> dict[str, Array]:
    """Draw what luck makes of a year in each draw.

    Opinions are Poisson; split by what they lead to they are independent Poisson counts: with an
    effect, not operated all the same, not confirmed and operated, confirmed. So are operations
    done in spite of the program and those avoided.

    Source:
        Eq. 39; Model 6 (chance).
    """
    case, size = outcomes.case, outcomes.draws.size
    part, index, surgical = months / MONTHS, year - 1, len(case.surgical)
    effect, still, advised, worth = _shares(outcomes)
    asked, against, undone, avoided, saving = (np.zeros(size) for _ in range(5))
    for slug, line in outcomes.lines.items():
        expects = line.decisions * _of_year(outcomes.uptake, index) * part
        effective = _poisson(rng, expects * effect)
        not_operated = effective + _poisson(rng, expects * (still - effect))
        not_confirmed = not_operated + _poisson(rng, expects * (advised - still))
        opinions = not_confirmed + _poisson(rng, expects * (1 - advised))
        cases = rng.standard_gamma(effective * GAMMA_SHAPE) / GAMMA_SHAPE
        price = outcomes.draws.values[f"price_index.{slug}"] * line.plan_paid_share[:, 0]
        saving += (cases * worth - opinions * outcomes.added_care).sum(axis=1) * price
        asked += opinions.sum(axis=1)
        against += not_confirmed[:, :surgical].sum(axis=1)
        undone += not_operated[:, :surgical].sum(axis=1)
        avoided += effective[:, :surgical].sum(axis=1)
    done = expected(outcomes, places, year=year, months=months)["operations"]
    return {
        "opinions": asked,
        "not_confirmed": against,
        "not_operated": undone,
        "surgeries_avoided": avoided,
        "operations": _poisson(rng, done),
        "plan_saving": saving * case.inputs.savings_retained * outcomes.trend[:, index],
        "program_cost": np.broadcast_to(_cost(outcomes, asked, index, part), (size,)),
    }


def _shares(outcomes: Outcomes) -> tuple[Array, Array, Array, Array]:
    """Return shares of opinions with an effect, not operated, not confirmed; an effect's saving."""
    case, drawn = outcomes.case, outcomes.draws
    slugs = [area.slug for area in case.surgical]
    price = drawn.block("surgery_cost", slugs) - drawn.block("alternative_care_cost", slugs)
    plan = drawn.block("saving_per_changed_plan", [area.slug for area in case.diagnostic])
    followed = outcomes.diagnostic.plans_followed
    return (
        _joined(outcomes.surgical.surgeries_avoided, followed, drawn.size),
        _joined(outcomes.surgical.still_not_operated, followed, drawn.size),
        _joined(outcomes.surgical.not_confirmed, followed, drawn.size),
        _joined(price, plan, drawn.size),
    )


def _cost(outcomes: Outcomes, opinions: Array, index: int, part: float) -> Array:
    """Return the program's cost in a part of a year; the implementation fee is due at once."""
    fee = program_cost.fees(outcomes.case, outcomes.draws)
    fixed = MONTHS * fee.per_member_month * outcomes.members + fee.administration
    if outcomes.employees is not None:
        fixed = fixed + MONTHS * fee.per_employee_month * outcomes.employees
    first = fee.implementation if index == 0 else np.zeros(1)
    found: Array = fixed * part + (fee.per_opinion + fee.incentive) * opinions + first
    return found


def _of_year(values: Array, index: int) -> Array:
    """Return one year of (draw, area, year), where a single column stands for all years."""
    found: Array = values[:, :, min(index, values.shape[2] - 1)]
    return found


def _poisson(rng: np.random.Generator, expects: Array) -> Array:
    return rng.poisson(np.maximum(expects, 0.0)).astype(float)


def _joined(surgical: Array, diagnostic: Array, size: int) -> Array:
    parts = [np.broadcast_to(part, (size, part.shape[1])) for part in (surgical, diagnostic)]
    return np.concatenate(parts, axis=1)


def _band(base: float, values: Array) -> Band:
    lowest, low, high, highest = np.percentile(values, ENDS, method="inverted_cdf").tolist()
    return Band(base=base, low=low, high=high, lowest=lowest, highest=highest)
