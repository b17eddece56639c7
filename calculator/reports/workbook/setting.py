"""What the equations read: inputs, a design's terms, and the parameters in force under it."""

from dataclasses import dataclass

from calculator.reports.workbook.definitions import Terms
from calculator.reports.workbook.facts import Facts
from calculator.reports.workbook.formula import Cells
from calculator.reports.workbook.inputs import Inputs
from calculator.reports.workbook.page import Cell
from calculator.reports.workbook.parameters import Parameters


@dataclass(frozen=True, kw_only=True)
class Setting:
    """The chosen design (``design`` None), or one of all."""

    facts: Facts
    inputs: Inputs
    terms: Terms
    parameters: Parameters
    design_names: Cells
    design: str | None = None

    def value(self, key: str, suffix: str = "") -> Cell:
        """Return a parameter in force: of an area, of a line, or of all."""
        return self.parameters.of(f"{key}.{suffix}" if suffix else key, self.design)

    def own(self, key: str, suffix: str) -> Cell:
        """Return the yellow cell of a parameter."""
        return self.parameters.own[f"{key}.{suffix}"]
