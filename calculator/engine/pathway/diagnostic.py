"""From an opinion to a changed plan of care and its saving (Eq. 8 to 10)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from calculator.engine.case import Case
from calculator.engine.draws import Draws

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """Plans followed and their saving, each per opinion: (draw, diagnostic area)."""

    plans_followed: Array
    plan_saving: Array


def per_opinion(case: Case, draws: Draws) -> Diagnostic:
    """Return what one opinion in each diagnostic area leads to.

    Returns:
        Shares of opinions and US dollars per opinion (may be negative), (draw, diagnostic area).

    Source:
        Eq. 8 and 9.
    """
    slugs = [area.slug for area in case.diagnostic]
    followed = draws.column("plan_change_followed_rate")
    plans = draws.block("treatment_change_rate", slugs) * followed
    return Diagnostic(
        plans_followed=plans,
        plan_saving=plans * draws.block("saving_per_changed_plan", slugs),
    )


def changes_per_opinion(case: Case, draws: Draws) -> tuple[Array, Array]:
    """Return (diagnoses changed, treatments changed): reported, not priced.

    Returns:
        Shares of opinions, each (draw, area).

    Source:
        Eq. 10.
    """
    return (
        draws.block("diagnosis_change_rate", case.slugs),
        draws.block("treatment_change_rate", case.slugs),
    )
