"""What the yellow cells may not say together; the calculator refuses the same (Model 3)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from calculator.engine.inputs.people import AGE_MIX_TOLERANCE
from calculator.language import gettext as _
from calculator.reports.workbook.formula import (
    Cells,
    Formula,
    every,
    size,
    some,
    tally,
    total,
    when,
)
from calculator.reports.workbook.page import Cell, Page, down

ROUNDING = 1e-9  # a sum of shares is not exact


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The yellow cells that must agree."""

    entered: Mapping[str, Cell]
    lines: Cells
    mixes: Sequence[Cells]
    included: Cells


def write_problems(page: Page, top: int, asked: Asked) -> Cell:
    """Write a row for each rule; return the cell that counts those broken."""
    page.text(top, 0, _("Can these inputs be used?"), "head")
    page.text(top, 1, _("Problem"), "head")
    cells = []
    for row, (rule, broken) in enumerate(_rules(asked), start=top + 1):
        page.text(row, 0, rule)
        cells.append(page.formula(row, 1, when(broken, 1, 0), "month"))
    row = top + 1 + len(cells)
    page.text(row, 0, _("Problems in all"))
    return page.formula(row, 1, total(down(cells)), "month", "result", name="input.problems")


def _rules(asked: Asked) -> list[tuple[str, Formula]]:
    entered = asked.entered
    payer, employer = (entered["audience"].is_(word) for word in ("payer", "employer"))
    both_or_none = entered["members"].is_("").is_(entered["employees"].is_(""))
    uneven = [size(total(mix) - 1).above(AGE_MIX_TOLERANCE + ROUNDING) for mix in asked.mixes]
    insured = entered["funding"].is_("fully_insured")
    return [
        (_("An employer: members or employees, one of the two"), every(employer, both_or_none)),
        (_("A payer: at least one member"), every(payer, total(asked.lines).below(1))),
        (
            _("A payer has no employees: no fee per employee"),
            every(payer, entered["fee_per_employee_month"].is_not("")),
        ),
        (
            _("Fully insured: the share of savings that you keep is stated"),
            every(employer, insured, entered["savings_retained"].is_("")),
        ),
        (_("The shares of each age mix add up to 100%"), some(*uneven)),
        (_("At least one clinical area is covered"), tally(asked.included, _("yes")).is_(0)),
    ]
