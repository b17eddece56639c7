"""Step 4: changed diagnoses and plans of care, and what they save (Eq. 8 to 10)."""

from dataclasses import dataclass

from calculator.language import gettext as _
from calculator.language import gettext_noop as noop
from calculator.reports.workbook import equations
from calculator.reports.workbook.page import Page
from calculator.reports.workbook.setting import Setting
from calculator.reports.workbook.steps.uptake import Uptake
from calculator.reports.workbook.table import Column, Table

TITLE = noop("4 Diagnostic")
SAYS = noop(
    "Eq. 8 to 10. A changed plan saves, or costs, where it is followed. Changed diagnoses and "
    "treatments are counted in every area, and carry no dollars of their own."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """Per opinion by diagnostic area; changes over the contract by every area."""

    followed: Column[str]
    saving: Column[str]
    diagnoses: Column[str]
    treatments: Column[str]


def write(page: Page, s: Setting, uptake: Uptake) -> Diagnostic:
    """Write the sheet."""
    page.heading(_(TITLE), _(SAYS), [38, *([18] * 5)])
    areas = list(s.facts.of_pathway("diagnostic"))
    table: Table[str] = Table(page, 3, _("Clinical area"), s.facts.areas, freeze=True)
    followed = table.column(
        _("Plans followed, per opinion"),
        "Eq. 8",
        lambda a: equations.plans_followed(s, a),
        "rate",
        of=areas,
    )
    saving = table.column(
        _("Saving per opinion"),
        "Eq. 9",
        lambda a: equations.plan_saving_diagnostic(s, a, followed[a]),
        "cents",
        look="result",
        of=areas,
    )
    changed = [
        table.column(
            title, "Eq. 10", lambda a, key=key: uptake.opinions[a] * s.value(key, a), "count"
        )
        for title, key in (
            (_("Diagnoses changed"), "diagnosis_change_rate"),
            (_("Treatments changed"), "treatment_change_rate"),
        )
    ]
    table.column(
        _("Plans followed"), "Eq. 8", lambda a: uptake.opinions[a] * followed[a], "count", of=areas
    )
    return Diagnostic(followed=followed, saving=saving, diagnoses=changed[0], treatments=changed[1])
