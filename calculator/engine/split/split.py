"""Who keeps a scenario's savings: base case and range, by area, and what is left to the reader."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from calculator.engine import break_even
from calculator.engine.case import Case
from calculator.engine.draws import Draws, means
from calculator.engine.model import evaluate
from calculator.engine.outcomes import Outcomes
from calculator.engine.pathway import program_cost
from calculator.engine.simulation import sampled, share_of, spread
from calculator.engine.split import moves, parts, savings
from calculator.engine.split.parts import Layers
from calculator.engine.split.result import AreaSplit, InUse, Parts, Split, Verdict
from calculator.engine.split.savings import Care
from calculator.engine.split.terms import SplitTerms

Array = NDArray[np.float64]
CENT = 0.005
MOST_DRAWS = 10_000  # enough for the range; the base case needs none
PIECE = 500  # draws at once: claims stand over (draw, area, year)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drawn:
    """Each part a year, (draw,), and the reader's net: a year, and at present value."""

    annual: dict[str, Array]
    net: Array
    pv_net: Array


def split(case: Case, terms: SplitTerms) -> Split:
    """Return who keeps the scenario's savings in care under the plan terms.

    The scenario's own ``savings_retained`` is put aside: the terms say what is kept.

    Args:
        case: the scenario against its release.
        terms: the plan terms.

    Source:
        Eq. 31 to 34.
    """
    base = evaluate(case, means(case.parameters))
    lines = {slug: savings.of_line(base, slug, terms) for slug in case.lines}
    care = savings.together(list(lines.values()))
    reader = "insurer" if case.is_payer else "sponsor"
    drawn = _drawn(case, sampled(case).part(0, MOST_DRAWS), terms, reader)
    annual = savings.a_year(care.net, terms)
    return {
        "reader": reader,
        "years": len(case.years),
        "annual": annual,
        "avoided": savings.a_year(care.avoided, terms),
        "added": savings.a_year(care.added, terms),
        "spreads": {name: spread(values) for name, values in drawn.annual.items()},
        "areas": _areas(case, care.net, terms),
        "moves": moves.moves(base, terms),
        "verdict": _verdict(base, care.net, terms, reader, drawn),
        "renewal": _renewal(annual, terms, reader),
        "use": _in_use(lines, kept_by(reader, annual), terms),
        "average_spending": {
            slug: float(base.draws.values[f"spend_per_member.{slug}"][0]) for slug in case.lines
        },
        "plan_paid_share": {
            slug: float(base.lines[slug].plan_paid_share[0, 0]) for slug in case.lines
        },
    }


def kept_by(reader: str, found: Parts) -> float:
    """Return the reader's part of an amount."""
    return found["insurer"] if reader == "insurer" else found["sponsor"]


def _areas(case: Case, layers: Layers, terms: SplitTerms) -> list[AreaSplit]:
    order = {area.slug: index for index, area in enumerate(case.evidence.areas)}
    found: list[AreaSplit] = []
    for index, area in enumerate(case.areas):
        gross, plan, held = (
            np.array(values[0, index].mean()) for values in (layers.gross, layers.plan, layers.held)
        )
        own = parts.parts(Layers(gross=gross, plan=plan, held=held), terms)
        found.append({"area": area.slug, "name": area.name, "parts": own})
    return sorted(found, key=lambda row: order[row["area"]])


def _drawn(case: Case, draws: Draws, terms: SplitTerms, reader: str) -> _Drawn:
    pieces = [
        _piece(evaluate(case, draws.part(start, start + PIECE)), terms, reader)
        for start in range(0, draws.size, PIECE)
    ]
    return _Drawn(
        annual={
            name: np.concatenate([piece.annual[name] for piece in pieces])
            for name in pieces[0].annual
        },
        net=np.concatenate([piece.net for piece in pieces]),
        pv_net=np.concatenate([piece.pv_net for piece in pieces]),
    )


def _piece(outcomes: Outcomes, terms: SplitTerms, reader: str) -> _Drawn:
    care = savings.of_all(outcomes, terms)
    yearly = parts.arrays(savings.over_areas(care.net), terms)
    net = _net_by_year(outcomes, yearly[reader])
    size = (outcomes.draws.size,)
    return _Drawn(
        annual={n: np.broadcast_to(v.mean(axis=1), size) for n, v in yearly.items()},
        net=np.broadcast_to(net.mean(axis=1), size),
        pv_net=outcomes.present_value(net),
    )


def _net_by_year(outcomes: Outcomes, kept: Array) -> Array:
    """What is kept, and productivity, less the program's cost, (draw, year) (Eq. 16)."""
    return kept + outcomes.productivity_by_year - outcomes.program_cost_by_year


def _verdict(
    base: Outcomes, net_care: Layers, terms: SplitTerms, reader: str, drawn: _Drawn
) -> Verdict:
    kept = parts.arrays(savings.over_areas(net_care), terms)[reader]
    net = _net_by_year(base, kept)
    pv_net, pv_cost = float(base.present_value(net)[0]), float(base.pv_cost[0])
    units = float(break_even.fee_units(base)[0])
    fee = float(break_even.fee_in_force(base)[0])
    return {
        "kept": float(kept.mean()),
        "productivity": float(base.productivity_by_year.mean()),
        "program_cost": float(base.program_cost_by_year.mean()),
        "net": float(net.mean()),
        "net_counted": float(base.net_by_year.mean()),
        "net_spread": spread(drawn.net),
        "probability_net_positive": share_of(drawn.pv_net > 0),
        "benefit_cost_ratio": (pv_net + pv_cost) / pv_cost if pv_cost > 0 else None,
        "break_even_fee": (pv_net + fee * units) / units if units > 0 else None,
        "fee": fee,
        "fee_basis": program_cost.fee_basis(base.case),
    }


def _renewal(annual: Parts, terms: SplitTerms, reader: str) -> float | None:
    """What the next renewal is assumed to credit of the insurer's part; never part of the year."""
    if reader == "insurer" or terms.funding != "fully_insured" or terms.renewal_share is None:
        return None
    return annual["insurer"] * terms.renewal_share


def _in_use(lines: dict[str, Care], kept: float, terms: SplitTerms) -> InUse | None:
    """Return the inputs that give the reader's part again, a year and in the base case."""
    plan = sum(float(care.net.plan.sum(axis=1).mean()) for care in lines.values())
    if plan < CENT or not -CENT < kept < plan + CENT:
        return None
    shares: dict[str, float] = {}
    if terms.cost_sharing is not None:
        for slug, care in lines.items():
            paid, gross = float(care.net.plan.sum()), float(care.net.gross.sum())
            if gross <= 0 or not 0 <= paid <= gross:
                return None
            shares[slug] = paid / gross
    retained = min(max(kept / plan, 0.0), 1.0)
    return {"savings_retained": retained, "plan_paid_share": shares}
