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
    costlier = draws.values["care_added_rate"] * draws.values["care_added_cost"]
    where_counted = case.added_care_counted[:, np.newaxis] * costlier
    return np.transpose(draws.values["extra_workup_cost"] + where_counted)
