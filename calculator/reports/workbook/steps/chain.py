"""The steps of the chosen design together, and sums over its contract."""

from dataclasses import dataclass

from calculator.reports.workbook.formula import Formula, products, total
from calculator.reports.workbook.steps.decisions import Decisions
from calculator.reports.workbook.steps.diagnostic import Diagnostic
from calculator.reports.workbook.steps.payers import Payers
from calculator.reports.workbook.steps.present_value import PresentValue
from calculator.reports.workbook.steps.productivity import Productivity
from calculator.reports.workbook.steps.program_cost import ProgramCost
from calculator.reports.workbook.steps.surgical import Surgical
from calculator.reports.workbook.steps.uptake import Uptake
from calculator.reports.workbook.table import Column


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """Every step, in the order of the model."""

    decisions: Decisions
    uptake: Uptake
    surgical: Surgical
    diagnostic: Diagnostic
    payers: Payers
    productivity: Productivity
    cost: ProgramCost
    present: PresentValue

    @property
    def net(self) -> Column[int]:
        """Net by year, undiscounted (Eq. 16)."""
        return self.present.net

    @property
    def discount(self) -> Column[int]:
        """Discount factors by year (Eq. 17)."""
        return self.present.discount

    @property
    def flows(self) -> dict[str, Column[int]]:
        """Money by year, undiscounted, by the names of the result."""
        return {
            **{name: flow for name, flow in self.payers.flows.items() if name != "paid_saving"},
            "productivity": self.productivity.by_year,
            "program_cost": self.cost.by_year,
            "net": self.net,
        }

    def pv(self, flow: Column[int]) -> Formula:
        """Return the present value of a flow (Eq. 17)."""
        return products(flow.range, self.discount.range)

    def undiscounted(self, flow: Column[int]) -> Formula:
        """Return the sum of a flow."""
        return total(flow.range)
