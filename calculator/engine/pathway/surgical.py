"""From an opinion to a lastingly avoided operation and its saving (Eq. 4 to 7)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from calculator.engine.case import Case
from calculator.engine.draws import Draws

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Surgical:
    """The four bars of the chain and the saving, each per opinion: (draw, surgical area)."""

    not_confirmed: Array
    forgone: Array
    still_not_operated: Array
    surgeries_avoided: Array
    surgery_saving: Array


def per_opinion(case: Case, draws: Draws) -> Surgical:
    """Return what one opinion in each surgical area leads to.

    Returns:
        Shares of opinions and US dollars per opinion, (draw, surgical area).

    Source:
        Eq. 4 to 7.
    """
    slugs = [area.slug for area in case.surgical]
    rate = draws.block("surgery_not_confirmed_rate", slugs)
    not_confirmed = np.minimum(1.0, rate * case.design.not_confirmed_multiplier)
    forgone = not_confirmed * draws.column("advice_followed_rate")
    still_not_operated = forgone * (1 - draws.column("later_surgery_rate"))
    avoided = not_confirmed * lasting_effect(draws)
    price = draws.block("surgery_cost", slugs) - draws.block("alternative_care_cost", slugs)
    return Surgical(
        not_confirmed=not_confirmed,
        forgone=forgone,
        still_not_operated=still_not_operated,
        surgeries_avoided=avoided,
        surgery_saving=avoided * price,
    )


def lasting_effect(draws: Draws) -> Array:
    """Return the share of non-confirmed operations that the program lastingly prevents.

    Returns:
        Shares, (draw, 1): operations that would have been done without the program, less those that
        are done all the same, never below 0.

    Source:
        Eq. 5; [Martin1982].
    """
    followed = draws.column("advice_followed_rate")
    done_anyway = 1 - followed * (1 - draws.column("later_surgery_rate"))
    return np.maximum(0.0, draws.column("surgery_without_program_rate") - done_anyway)
