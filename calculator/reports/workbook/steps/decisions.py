"""Step 1: how many members face a decision (Eq. 1)."""

from dataclasses import dataclass

from calculator.language import gettext as _
from calculator.language import gettext_noop as noop
from calculator.reports.workbook import equations
from calculator.reports.workbook.formula import total
from calculator.reports.workbook.page import Cell, Page, down
from calculator.reports.workbook.scalars import Scalars
from calculator.reports.workbook.setting import Setting
from calculator.reports.workbook.table import Column, Table

TITLE = noop("1 Decisions")
SAYS = noop(
    "Eq. 1. Decisions a year = members x rate by age, in each line of business and clinical "
    "area. Your own rate replaces the age mix; an area that is not covered counts nothing."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """People, and decisions a year by line and in all."""

    members: dict[str, Cell]
    all_members: Cell
    employees: Cell
    by_line: dict[str, Column[str]]
    all_lines: Column[str]


def write(page: Page, s: Setting) -> Decisions:
    """Write the sheet."""
    facts = s.facts
    page.heading(_(TITLE), _(SAYS), [38, *([17] * (2 * len(facts.lines) + 1))])
    people = Scalars(page, 3)
    members = {
        line: people.add(
            _("Members: {name}", name=name), "1", equations.members_of_line(s, line), "count"
        )
        for line, name in facts.lines.items()
    }
    everyone = total(down(list(members.values())))
    all_members = people.add(_("Members in all"), "1", everyone, "count", name="members")
    employees = people.add(_("Employees"), "1", equations.employees(s), "count", name="employees")
    table: Table[str] = Table(page, people.next + 1, _("Clinical area"), facts.areas)
    by_line = {line: _line(table, s, line, members[line]) for line in facts.lines}
    columns = list(by_line.values())
    all_lines = table.column(
        _("Decisions a year, all lines"),
        "Eq. 1",
        lambda area: sum((c[area] for c in columns[1:]), start=columns[0][area] + 0),
        "count",
        look="result",
    )
    return Decisions(
        members=members,
        all_members=all_members,
        employees=employees,
        by_line=by_line,
        all_lines=all_lines,
    )


def _line(table: Table[str], s: Setting, line: str, members: Cell) -> Column[str]:
    name = s.facts.lines[line]
    rate = table.column(
        _("Rate per member a year: {name}", name=name),
        "Eq. 1",
        lambda area: equations.decision_rate(s, line, area),
        "rate",
    )
    return table.column(
        _("Decisions a year: {name}", name=name),
        "Eq. 1",
        lambda area: equations.decisions(s, area, members, rate[area]),
        "count",
    )
