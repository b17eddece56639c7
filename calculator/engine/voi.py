"""Value of information: what knowing more is worth to the decision to adopt or not (Model 6)."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from calculator.engine.analyses import Evppi, ValueOfInformation
from calculator.engine.draws import Draws
from calculator.engine.parameters import InForce

Array = NDArray[np.float64]
DEGREE = 4
PENALTY = 1e-9  # keeps the normal equations solvable where a parameter takes few values


def value_of_information(
    net: Array, draws: Draws, parameters: Iterable[InForce]
) -> ValueOfInformation:
    """Return EVPI, and EVPPI of each parameter, the largest first.

    Args:
        net: net at present value, (draw,).
        draws: the draws it came from.
        parameters: those whose value of information is asked for.

    Returns:
        US dollars per decision.

    Source:
        Model 6; [Strong2014].
    """
    perfect = evpi(net)
    rows = [_row(p, evppi(net, draws.values[p.name]), perfect) for p in parameters]
    return {
        "evpi": perfect,
        "evppi": sorted(rows, key=lambda row: (-row["evppi"], row["parameter"])),
    }


def evpi(net: Array) -> float:
    """Return E[max(0, net)] - max(0, E[net]) in US dollars.

    >>> evpi(np.array([-1.0, 3.0]))
    0.5
    """
    return max(0.0, float(np.maximum(net, 0).mean() - max(0.0, net.mean())))


def evppi(net: Array, values: Array) -> float:
    """Return the value of knowing one parameter, by polynomial regression of net on its draws.

    Args:
        net: net at present value, (draw,).
        values: the parameter's draws, (draw,) or (1,) where it is fixed.

    Returns:
        US dollars, 0 to EVPI; exactly 0 for a parameter without doubt.

    Source:
        Model 6; [Strong2014].
    """
    sd = values.std()
    if len(values) == 1 or sd == 0:
        return 0.0
    expected = _regressed(net, (values - values.mean()) / sd)
    found = float(np.maximum(expected, 0).mean() - max(0.0, expected.mean()))
    return min(max(0.0, found), evpi(net))


def _regressed(net: Array, standard: Array) -> Array:
    """Net expected at each draw of a standardized parameter: least squares on its powers."""
    powers = np.empty((DEGREE + 1, len(standard)))
    powers[0] = 1.0
    for degree in range(1, DEGREE + 1):
        np.multiply(powers[degree - 1], standard, out=powers[degree])
    moments = np.concatenate([powers[:-1].sum(axis=1), powers @ powers[DEGREE]])
    degrees = np.arange(DEGREE + 1)
    gram = moments[degrees[:, np.newaxis] + degrees]
    gram[degrees, degrees] *= 1 + PENALTY
    expected: Array = np.linalg.solve(gram, powers @ net) @ powers
    return expected


def _row(parameter: InForce, value: float, perfect: float) -> Evppi:
    return {
        "parameter": parameter.name,
        "label": parameter.parameter.label,
        "grade": parameter.parameter.grade,
        "evppi": value,
        "share_of_evpi": value / perfect if perfect > 0 else None,
    }
