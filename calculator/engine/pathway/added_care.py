"""Care that opinions add: work-up before, and costlier treatment after (Eq. 11)."""

import numpy as np
from numpy.typing import NDArray

from calculator.engine.case import Case
from calculator.engine.draws import Draws


def per_opinion(case: Case, draws: Draws) -> NDArray[np.float64]:
    """Return the cost of added care per opinion, in US dollars, (draw, area).

    Source:
        Eq. 11.
    """
    costlier = draws.column("care_added_rate") * draws.column("care_added_cost")
    return draws.column("extra_workup_cost") + costlier * case.added_care_counted
