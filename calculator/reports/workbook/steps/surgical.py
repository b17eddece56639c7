"""Step 3: from an opinion to a lastingly avoided operation and its saving (Eq. 4 to 7)."""

from dataclasses import dataclass

from calculator.language import gettext as _
from calculator.language import gettext_noop as noop
from calculator.reports.workbook import equations
from calculator.reports.workbook.page import Page
from calculator.reports.workbook.scalars import Scalars
from calculator.reports.workbook.setting import Setting
from calculator.reports.workbook.steps.decisions import Decisions
from calculator.reports.workbook.steps.uptake import Uptake
from calculator.reports.workbook.table import Column, Table

TITLE = noop("3 Surgical")
SAYS = noop(
    "Eq. 4 to 7. Not confirmed is not avoided: some are operated all the same, some later, and "
    "some would not have been operated anyway. Per opinion, at year-1 prices; then over the "
    "contract."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Surgical:
    """Per opinion, and counts over the contract, by surgical area."""

    avoided: Column[str]
    saving: Column[str]
    counts: dict[str, Column[str]]


def write(page: Page, s: Setting, decisions: Decisions, uptake: Uptake) -> Surgical:
    """Write the sheet."""
    page.heading(_(TITLE), _(SAYS), [38, *([16] * 11)])
    shares = Scalars(page, 3)
    still = shares.add(
        _("Of operations not confirmed, still not done later"),
        "5",
        equations.still_not_operated(s),
        "rate",
    )
    lasting = shares.add(
        _("Lasting effect: because of the program"),
        "5",
        equations.lasting_effect(s, still),
        "rate",
        name="lasting_effect",
    )
    table: Table[str] = Table(
        page, shares.next + 1, _("Surgical area"), s.facts.of_pathway("surgical")
    )
    refused = table.column(
        _("Not confirmed, per opinion"), "Eq. 4", lambda a: equations.not_confirmed(s, a), "rate"
    )
    avoided = table.column(
        _("Avoided, per opinion"), "Eq. 6", lambda a: refused[a] * lasting, "rate"
    )
    saving = table.column(
        _("Saving per opinion"),
        "Eq. 7",
        lambda a: equations.surgery_saving(s, a, avoided[a]),
        "cents",
        look="result",
    )
    count = uptake.opinions
    followed = s.value("advice_followed_rate")
    a_year = decisions.all_lines
    columns = {
        "decisions": table.column(
            _("Decisions"), "Eq. 1", lambda a: a_year[a] * s.inputs.years, "count"
        ),
        "opinions": table.column(_("Opinions"), "Eq. 3", lambda a: count[a], "count"),
        "not_confirmed": table.column(
            _("Not confirmed"), "Eq. 4", lambda a: count[a] * refused[a], "count"
        ),
    }
    columns["forgone"] = table.column(
        _("Forgone at first"), "Eq. 4", lambda a: columns["not_confirmed"][a] * followed, "count"
    )
    columns["still_not_operated"] = table.column(
        _("Still not operated"), "Eq. 5", lambda a: columns["not_confirmed"][a] * still, "count"
    )
    columns["because_of_program"] = table.column(
        _("Avoided because of the program"),
        "Eq. 6",
        lambda a: count[a] * avoided[a],
        "count",
        look="result",
    )
    return Surgical(avoided=avoided, saving=saving, counts=columns)
