"""Acceptability: the probability that the program pays for itself, by fee (Model 6)."""

import numpy as np

from calculator.engine.analyses import Acceptability
from calculator.engine.case import Case
from calculator.engine.pathway import program_cost
from calculator.engine.simulation import Simulation, share_of

POINTS = 41
WIDEST = 2.0  # the axis reaches twice the fee in force, or the fee that few draws would bear


def acceptability(case: Case, simulation: Simulation, *, fee: float) -> Acceptability:
    """Return P(net > 0) over a range of fees, each draw at the same fee.

    Args:
        case: the scenario.
        simulation: it on all draws.
        fee: the fee in force at base, in the design's basis.

    Source:
        Model 6 (acceptability by fee).
    """
    without_fee = simulation.pv_net + simulation.fee * simulation.fee_units
    units = simulation.fee_units
    bearable = np.divide(without_fee, units, out=np.zeros_like(units), where=units > 0)
    top = max(WIDEST * fee, float(np.percentile(bearable, 95)), 0.01)
    fees = np.linspace(0.0, top, POINTS)
    return {
        "fee_basis": program_cost.fee_basis(case),
        "fee": fee,
        "fees": fees.tolist(),
        "probabilities": [share_of(without_fee - at * units > 0) for at in fees],
    }
