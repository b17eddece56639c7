"""Work days not lost, counted only when asked for and never trended (Eq. 14)."""

import numpy as np
from numpy.typing import NDArray

from calculator.engine.case import Case
from calculator.engine.draws import Draws


def per_surgery_avoided(case: Case, draws: Draws) -> NDArray[np.float64]:
    """Return dollars of work time per avoided operation, (draw, surgical area); 0 unless counted.

    Source:
        Eq. 14.
    """
    if case.is_payer or not case.inputs.include_productivity:
        return np.zeros((1, len(case.surgical)))
    days = draws.block("work_days_lost", [area.slug for area in case.surgical])
    dollars_per_day = (
        (1 - draws.column("alternative_days_share"))
        * draws.column("employee_share_of_patients")
        * draws.column("daily_compensation")
        * draws.column("productivity_weight")
    )
    return days * dollars_per_day
