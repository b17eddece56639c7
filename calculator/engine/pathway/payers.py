"""Prices by line of business, and who keeps what is saved (Eq. 12 and 13)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from calculator.engine.case import Case
from calculator.engine.draws import Draws

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Priced:
    """Decisions of one line, and the same times ``price_index``: (draw, area).

    ``plan_paid_share`` is (draw, 1).
    """

    decisions: Array
    priced: Array
    plan_paid_share: Array

    @property
    def plan_paid(self) -> Array:
        """The part of ``priced`` that the plan pays, (draw, area)."""
        return self.priced * self.plan_paid_share


def priced(draws: Draws, decisions: dict[str, Array]) -> dict[str, Priced]:
    """Return each line's decisions weighed by its price level.

    Args:
        draws: parameter values.
        decisions: decisions a year by line, (draw, area).

    Source:
        Eq. 12 (price_index) and 13 (plan_paid_share).
    """
    return {
        line: Priced(
            decisions=count,
            priced=count * draws.column(f"price_index.{line}"),
            plan_paid_share=draws.column(f"plan_paid_share.{line}"),
        )
        for line, count in decisions.items()
    }


def trend(case: Case, draws: Draws) -> Array:
    """Return the growth of medical prices since year 1: (draw, year).

    Source:
        Eq. 12.
    """
    return (1 + draws.column("medical_trend")) ** case.years
