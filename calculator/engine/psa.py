"""Probabilistic analysis: doubt about the inputs (Model 6)."""

import numpy as np
from numpy.typing import NDArray

from calculator.engine.analyses import Histogram, Psa
from calculator.engine.simulation import Simulation, share_of, spread

BINS = 40
TAIL = 0.5  # per cent of draws in each outermost bin


def psa(simulation: Simulation, *, seed: int, base_case_net: float) -> Psa:
    """Summarize a scenario's simulation.

    Args:
        simulation: the scenario on all draws.
        seed: the seed the draws came from.
        base_case_net: present value of net at the means, printed beside the simulated mean.

    Returns:
        Means, spreads and chances; ``histogram`` is of the yearly net.

    Source:
        Model 6; [Briggs2012].
    """
    net, benefit, cost = simulation.pv_net, simulation.pv_benefit, simulation.pv_cost
    is_paid = bool((cost > 0).all())
    return {
        "draws": len(net),
        "seed": seed,
        "net": spread(net),
        "savings": spread(benefit),
        "program_cost": spread(cost),
        "benefit_cost_ratio": spread(benefit / cost) if is_paid else None,
        "annual_net": spread(simulation.annual_net),
        "annual_savings": spread(simulation.annual_benefit),
        "probability_net_positive": share_of(net > 0),
        "probability_ratio_above": {
            str(hurdle): share_of(benefit > hurdle * cost) if is_paid else None
            for hurdle in (1, 2, 3)
        },
        "convergence_error": float(net.std(ddof=1) / np.sqrt(len(net))),
        "base_case_net": base_case_net,
        "histogram": histogram(simulation.annual_net),
    }


def histogram(values: NDArray[np.float64]) -> Histogram:
    """Count draws in equal bins between the outer half per cents; the ends take the tails."""
    low, high = np.percentile(values, [TAIL, 100 - TAIL])
    edges = np.linspace(low, high, BINS + 1) if low < high else np.array([low - 0.5, high + 0.5])
    counts, _ = np.histogram(np.clip(values, edges[0], edges[-1]), edges)
    return {"edges": edges.tolist(), "counts": counts.tolist()}
