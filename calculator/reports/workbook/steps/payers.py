"""Step 6: prices by line of business, and who keeps what is saved (Eq. 12 and 13)."""

from collections.abc import Callable
from dataclasses import dataclass

from calculator.language import gettext as _
from calculator.language import gettext_noop as noop
from calculator.reports.workbook import equations
from calculator.reports.workbook.formula import Formula, Term, lift, products
from calculator.reports.workbook.page import Page
from calculator.reports.workbook.setting import Setting
from calculator.reports.workbook.steps.decisions import Decisions
from calculator.reports.workbook.steps.diagnostic import Diagnostic
from calculator.reports.workbook.steps.surgical import Surgical
from calculator.reports.workbook.steps.uptake import Uptake
from calculator.reports.workbook.table import Column, Table

TITLE = noop("6 Payers")
SAYS = noop(
    "Eq. 12 and 13. The saving of an opinion is weighed by each line’s prices and grows with "
    "medical prices. The shares of the plan, the members and the insurer add up to it."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Payers:
    """Dollars per unit of uptake by area, and undiscounted flows by year."""

    priced: Column[str]
    paid: Column[str]
    allowed_each: Column[str]
    plan_worth: Column[str]
    trend: Column[int]
    flows: dict[str, Column[int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """The steps that this one reads."""

    decisions: Decisions
    uptake: Uptake
    surgical: Surgical
    diagnostic: Diagnostic
    added_care: Column[str]


def write(page: Page, s: Setting, before: Before) -> Payers:
    """Write the sheet."""
    page.heading(_(TITLE), _(SAYS), [38, *([17] * 11)])
    table: Table[str] = Table(page, 3, _("Clinical area"), s.facts.areas)
    priced, paid = _weights(table, s, before.decisions)
    surgical, diagnostic = before.surgical.saving, before.diagnostic.saving
    allowed = table.column(
        _("Saving per opinion before prices by line"),
        "Eq. 7 + 9 - 11",
        lambda a: (surgical[a] if a in surgical else diagnostic[a]) - before.added_care[a],
        "cents",
    )

    def weighed(title: str, equation: str, term: Callable[[str], Term]) -> Column[str]:
        return table.column(title, equation, term, "money")

    worth = {
        "allowed_saving": weighed(
            _("Allowed, if all asked"), "Eq. 12", lambda a: priced[a] * allowed[a]
        ),
        "paid_saving": weighed(
            _("Plan-paid, if all asked"), "Eq. 13", lambda a: paid[a] * allowed[a]
        ),
        "surgery_saving": weighed(
            _("Operations, if all asked"),
            "Eq. 7",
            lambda a: priced[a] * surgical[a] if a in surgical else lift(0),
        ),
        "diagnostic_saving": weighed(
            _("Plans of care, if all asked"),
            "Eq. 9",
            lambda a: priced[a] * diagnostic[a] if a in diagnostic else lift(0),
        ),
        "added_care": weighed(
            _("Added care, if all asked"), "Eq. 11", lambda a: priced[a] * before.added_care[a]
        ),
    }
    worth["plan_saving"] = weighed(
        _("Plan’s saving, if all asked"),
        "Eq. 13",
        lambda a: worth["paid_saving"][a] * s.inputs.retained,
    )
    trend, flows = _by_year(page, s, table.bottom, worth, before.uptake)
    return Payers(
        priced=priced,
        paid=paid,
        allowed_each=allowed,
        plan_worth=worth["plan_saving"],
        trend=trend,
        flows=flows,
    )


def _weights(table: Table[str], s: Setting, d: Decisions) -> tuple[Column[str], Column[str]]:
    """Write decisions weighed by price, and by price and the plan's share."""

    def of_line(line: str, area: str) -> Formula:
        return d.by_line[line][area] * s.value("price_index", line)

    def paid_of_line(line: str, area: str) -> Formula:
        return of_line(line, area) * s.value("plan_paid_share", line)

    def over_lines(one: Callable[[str, str], Formula]) -> Callable[[str], Formula]:
        first, *others = d.by_line
        return lambda a: sum((one(line, a) for line in others), start=one(first, a))

    return (
        table.column(_("Decisions x price level"), "Eq. 12", over_lines(of_line), "count"),
        table.column(_("... x plan’s share"), "Eq. 13", over_lines(paid_of_line), "count"),
    )


def _by_year(
    page: Page, s: Setting, top: int, worth: dict[str, Column[str]], uptake: Uptake
) -> tuple[Column[int], dict[str, Column[int]]]:
    years = {year: _("Year {year}", year=year) for year in s.facts.years}
    table: Table[int] = Table(page, top, _("Contract year, undiscounted"), years)
    trend = table.column(_("Medical prices"), "Eq. 12", lambda t: equations.trend(s, t), "ratio")

    def flow(title: str, equation: str, key: str) -> Column[int]:
        def in_year(t: int) -> Formula:
            return trend[t] * products(uptake.by_year[t].range, worth[key].range)

        return table.column(title, equation, in_year, "cents")

    found = {
        "surgery_saving": flow(_("From operations"), "Eq. 7", "surgery_saving"),
        "diagnostic_saving": flow(_("From plans of care"), "Eq. 9", "diagnostic_saving"),
        "added_care": flow(_("Added care"), "Eq. 11", "added_care"),
        "allowed_saving": flow(_("Allowed saving"), "Eq. 12", "allowed_saving"),
        "paid_saving": flow(_("Plan-paid part"), "Eq. 13", "paid_saving"),
        "plan_saving": flow(_("Plan saving"), "Eq. 13", "plan_saving"),
    }

    def difference(title: str, a: str, b: str) -> Column[int]:
        return table.column(title, "Eq. 13", lambda t: found[a][t] - found[b][t], "cents")

    found["member_saving"] = difference(_("Members’ saving"), "allowed_saving", "paid_saving")
    found["insurer_saving"] = difference(_("Insurer’s saving"), "paid_saving", "plan_saving")
    return trend, found
