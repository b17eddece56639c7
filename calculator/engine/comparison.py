"""Designs side by side and lenses side by side: the same scenario on the same draws (Model 6)."""

from dataclasses import dataclass

import numpy as np

from calculator.engine import base_case, break_even, draws
from calculator.engine.analyses import DesignRow, LensRow, SideBySide
from calculator.engine.case import Case
from calculator.engine.evidence import Design, Lens
from calculator.engine.model import evaluate
from calculator.engine.outcomes import Outcomes
from calculator.engine.pathway import program_cost
from calculator.engine.simulation import (
    PERCENTILES,
    Simulation,
    percentiles,
    sampled,
    share_best,
    share_of,
    simulate,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One way of running or seeing the scenario: its base case and its simulation."""

    case: Case
    base: Outcomes
    simulation: Simulation


def variant(case: Case) -> Variant:
    """Evaluate a scenario at its means and on all draws."""
    base = evaluate(case, draws.means(case.parameters))
    return Variant(case=case, base=base, simulation=simulate(case, sampled(case)))


def designs(chosen: Variant) -> list[DesignRow]:
    """Return every design of the release for the same people, fees entered and draws.

    Source:
        Model 6 (designs side by side).
    """
    case, evidence = chosen.case, chosen.case.evidence
    variants = [
        chosen
        if design.slug == case.inputs.design
        else variant(Case(inputs=case.inputs.with_design(design.slug), evidence=evidence))
        for design in evidence.designs
    ]
    best = share_best([v.simulation.pv_net for v in variants])
    return [
        {
            **_row(v, v.case.design, is_chosen=v is chosen),
            "fee_basis": program_cost.fee_basis(v.case),
            "fee": float(break_even.fee_in_force(v.base)[0]),
            "probability_best": probability,
        }
        for v, probability in zip(variants, best, strict=True)
    ]


def lenses(chosen: Variant) -> list[LensRow]:
    """Return the same scenario seen through every lens of the release.

    Source:
        Model 6 (lenses side by side).
    """
    case, evidence = chosen.case, chosen.case.evidence
    variants = [
        chosen
        if lens.slug == case.inputs.lens
        else variant(Case(inputs=case.inputs.with_lens(lens.slug), evidence=evidence))
        for lens in evidence.lenses
    ]
    return [
        {
            **_row(v, evidence.lens[v.case.inputs.lens], is_chosen=v is chosen),
            "replaced": _replaced(v.case),
        }
        for v in variants
    ]


def _replaced(case: Case) -> int:
    """Count the parameters of the scenario's areas and lines that the lens replaces."""
    return sum(p.origin == "lens" for p in case.relevant)


def _row(v: Variant, named: Design | Lens, *, is_chosen: bool) -> SideBySide:
    totals, annual, net = base_case.totals(v.base), base_case.annual(v.base), v.simulation.pv_net
    return {
        "slug": named.slug,
        "name": named.name,
        "description": named.description,
        "is_chosen": is_chosen,
        "opinions": totals["opinions"],
        "surgeries_avoided": totals["surgeries_avoided"],
        "plan_saving": totals["plan_saving"],
        "productivity": totals["productivity"],
        "program_cost": totals["program_cost"],
        "net": totals["net"],
        "benefit_cost_ratio": totals["benefit_cost_ratio"],
        "roi": totals["roi"],
        "annual_net": annual["net"],
        "annual_plan_saving": annual["plan_saving"],
        "annual_program_cost": annual["program_cost"],
        "psa_mean_net": float(net.mean()),
        "net_percentiles": percentiles(np.percentile(net, PERCENTILES)),
        "annual_net_percentiles": percentiles(np.percentile(v.simulation.annual_net, PERCENTILES)),
        "probability_net_positive": share_of(net > 0),
        "break_even": totals["break_even"],
    }
