"""What the model yields for one scenario on a set of draws, and the sums everybody asks for.

The model is linear in opinions, so what one opinion leads to is kept per (draw, area) and
multiplied out only where somebody asks.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from calculator.engine.case import Case
from calculator.engine.draws import Draws
from calculator.engine.pathway.diagnostic import Diagnostic
from calculator.engine.pathway.payers import Priced
from calculator.engine.pathway.present_value import present_value
from calculator.engine.pathway.program_cost import program_cost
from calculator.engine.pathway.surgical import Surgical

Array = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Outcomes:
    """Outcomes of one scenario. Axes (draw, area, year); an axis of length 1 broadcasts.

    ``lines`` hold decisions a year, ``uptake`` opinions per decision, ``surgical``, ``diagnostic``
    and ``added_care`` what one opinion leads to. Money is in US dollars, undiscounted, but for the
    properties whose name starts with ``pv_``.
    """

    case: Case
    draws: Draws
    members: Array
    employees: Array | None
    lines: dict[str, Priced]
    uptake: Array
    surgical: Surgical
    diagnostic: Diagnostic
    diagnoses_changed: Array
    treatments_changed: Array
    added_care: Array
    productivity_per_surgery: Array
    trend: Array
    discount: Array

    @cached_property
    def decisions(self) -> Array:
        """Decisions a year over all lines, (draw, area) (Eq. 1)."""
        return _total([line.decisions for line in self.lines.values()])

    @cached_property
    def opinions(self) -> Array:
        """Opinions, (draw, area, year) (Eq. 3)."""
        return self.decisions[:, :, np.newaxis] * self.uptake

    @cached_property
    def opinions_by_year(self) -> Array:
        """Opinions of all areas, (draw, year)."""
        total: Array = self.opinions.sum(axis=1)
        return total

    @cached_property
    def allowed_per_opinion(self) -> Array:
        """Saving of one opinion before price level and trend, (draw, area) (Eq. 7 + 9 - 11)."""
        parts = self.surgical.surgery_saving, self.diagnostic.plan_saving
        return _side_by_side(*parts) - self.added_care

    @cached_property
    def surgeries_avoided_by_year(self) -> Array:
        """Operations lastingly avoided because of the program, (draw, year) (Eq. 6)."""
        return self._surgical_sum(self.surgical.surgeries_avoided)

    @cached_property
    def allowed_saving_by_year(self) -> Array:
        """Saving over all areas, whoever keeps it, (draw, year) (Eq. 12)."""
        priced = _total([line.priced for line in self.lines.values()])
        return self._over_areas(priced * self.allowed_per_opinion) * self.trend

    @cached_property
    def plan_saving_by_year(self) -> Array:
        """The plan's saving over all areas, (draw, year) (Eq. 13)."""
        paid = _total([line.plan_paid for line in self.lines.values()])
        weight = paid * self.allowed_per_opinion * self.case.inputs.savings_retained
        return self._over_areas(weight) * self.trend

    @cached_property
    def productivity_by_year(self) -> Array:
        """Dollars of work time not lost, (draw, year) (Eq. 14)."""
        if not self.productivity_per_surgery.any():
            return np.zeros((1, len(self.case.years)))
        avoided = self.surgical.surgeries_avoided * self.productivity_per_surgery
        return np.broadcast_to(self._surgical_sum(avoided), (self.draws.size, len(self.case.years)))

    @cached_property
    def program_cost_by_year(self) -> Array:
        """What the program costs, (draw, year) (Eq. 15)."""
        return program_cost(
            self.case,
            self.draws,
            members=self.members,
            employees=self.employees,
            opinions=self.opinions_by_year,
        )

    @cached_property
    def benefit_by_year(self) -> Array:
        """Plan saving and productivity, (draw, year)."""
        return self.plan_saving_by_year + self.productivity_by_year

    @cached_property
    def net_by_year(self) -> Array:
        """Net saving, (draw, year) (Eq. 16)."""
        return self.benefit_by_year - self.program_cost_by_year

    @cached_property
    def pv_benefit(self) -> Array:
        """Present value of plan saving and productivity, (draw,)."""
        return self.present_value(self.benefit_by_year)

    @cached_property
    def pv_cost(self) -> Array:
        """Present value of the program's cost, (draw,)."""
        return self.present_value(self.program_cost_by_year)

    @cached_property
    def pv_net(self) -> Array:
        """Present value of the net saving, (draw,)."""
        return self.present_value(self.net_by_year)

    def present_value(self, flow: Array) -> Array:
        """Return the present value of a flow over (draw, year), as (draw,) (Eq. 17)."""
        years = len(self.case.years)
        return np.broadcast_to(
            present_value(np.broadcast_to(flow, (*flow.shape[:-1], years)), self.discount),
            (self.draws.size,),
        )

    def _over_areas(self, weight: Array) -> Array:
        """Sum uptake times a weight per decision, (draw, area), over areas: (draw, year)."""
        total: Array = (self.uptake * weight[:, :, np.newaxis]).sum(axis=1)
        return total

    def _surgical_sum(self, per_opinion: Array) -> Array:
        surgical = len(self.case.surgical)
        total: Array = (self.opinions[:, :surgical] * per_opinion[:, :, np.newaxis]).sum(axis=1)
        return total


def _total(parts: list[Array]) -> Array:
    total = parts[0]
    for part in parts[1:]:
        total = total + part
    return total


def _side_by_side(surgical: Array, diagnostic: Array) -> Array:
    rows = max(len(surgical), len(diagnostic))
    width = surgical.shape[1]
    both = np.empty((width + diagnostic.shape[1], rows)).T
    both[:, :width], both[:, width:] = surgical, diagnostic
    return both
