"""The first sheet: the answer in a sentence that follows, and the one that was saved."""

from collections.abc import Mapping

from calculator.engine.result import Result
from calculator.engine.version import MODEL_VERSION
from calculator.exhibits import sentences
from calculator.language import gettext as _
from calculator.language import gettext_noop as noop
from calculator.reports.dates import long_date
from calculator.reports.workbook.facts import Facts
from calculator.reports.workbook.formula import (
    Formula,
    joined,
    phrase,
    pick,
    rounded,
    shown,
    size,
    when,
)
from calculator.reports.workbook.page import LINE, Cell, Page
from calculator.reports.workbook.results import Results
from calculator.reports.workbook.setting import Setting

TITLE = noop("Answer")
SAYS = noop("Second-opinion program: what it saves, what it costs, and how to change the question.")
LAST = 4
USE = noop(
    "Change yellow cells on “Inputs” or “Parameters”: every other figure follows, but for grey "
    "ones, which are from the saved calculation. Sheets 1 to 10 hold the model step by step, "
    "each formula with its equation number. Formulas are protected without a password. Excel "
    "2010 or newer, or LibreOffice."
)


def write(
    page: Page,
    s: Setting,
    results: Results,
    *,
    best: Cell,
    members: Cell,
    contents: Mapping[str, str],
) -> None:
    """Write the sheet; ``contents`` says of each other sheet what it holds."""
    facts = s.facts
    page.heading(_("Does the program pay?"), _(SAYS), [46, 20, 20, 34, 24], is_long=True)
    if facts.name:
        page.merged(2, LAST, facts.name, "section", height=20)
    page.text(3, 0, _("With the yellow cells as they are now"), "section")
    page.spread(4, LAST, _sentence(s, results, members), "sentence", height=44)
    page.spread(5, LAST, _design(s, best), "wrapped", height=20)
    row = _tiles(page, s, results, 7)
    page.text(row, 0, _("As calculated on the site"), "section")
    saved = f"{sentences.headline(facts.result)} {sentences.verdict(facts.result)}"
    page.merged(row + 1, LAST, saved, "wrapped", height=36)
    note = _("Interval and chance are from that calculation and do not follow the yellow cells.")
    page.merged(row + 2, LAST, f"{sentences.context_line(facts.result)} {note}", "note", height=48)
    page.text(row + 4, 0, _("How to use this workbook"), "section")
    page.merged(row + 5, LAST, _(USE), "wrapped", height=50)
    row = _contents(page, row + 7, contents)
    _identity(page, facts, row + 1)


def _sentence(s: Setting, results: Results, members: Cell) -> Formula:
    """Say the answer, or that the yellow cells do not go together."""
    annual, ratio = results.annual, results.totals["benefit_cost_ratio"]
    saving = annual["plan_saving"] + annual["productivity"]
    spent = phrase(
        _(
            "On the evidence and these inputs, this program costs the plan of {members} members "
            "about ${cost} a year and {saves}{saving}. "
        ),
        members=shown(members),
        cost=shown(rounded(annual["program_cost"])),
        saves=when(saving.below(0), _("adds care worth about $"), _("saves about $")),
        saving=shown(rounded(size(saving))),
    )
    worth = phrase(_("It returns ${ratio} per $1. "), ratio=shown(ratio, 2))
    returned = when(ratio.is_("—"), "", worth)
    net = annual["net"]
    end = phrase(
        _("{gains}{net} a year."),
        gains=when(net.below(0), _("It loses about $"), _("It gains about $")),
        net=shown(rounded(size(net))),
    )
    problem = _("These inputs cannot be used together: see the foot of the sheet “Inputs”.")
    return when(s.inputs.problems.above(0), problem, joined(spent, returned, end))


def _design(s: Setting, best: Cell) -> Formula:
    return phrase(
        _("Design: {design}. Highest net of all designs: {best}."),
        design=s.terms.name,
        best=pick(s.design_names, best),
    )


def _tiles(page: Page, s: Setting, results: Results, top: int) -> int:
    for col, title in enumerate(
        (_("Figure"), _("Now"), _("As saved"), _("80% of the draws, as saved"))
    ):
        page.text(top, col, title, "figure" if col in (1, 2) else "head")
    result: Result = s.facts.result
    totals, annual = results.totals, results.annual
    spread = result["psa"]["annual_net"]["percentiles"]
    interval = _("{low} to {high}", low=_dollars(spread["10"]), high=_dollars(spread["90"]))
    rows = [
        (_("Net a year"), annual["net"], result["annual"]["net"], "money", interval),
        (
            _("Returns per $1"),
            totals["benefit_cost_ratio"],
            result["totals"]["benefit_cost_ratio"],
            "ratio",
            "",
        ),
        (_("Opinions a year"), annual["opinions"], result["annual"]["opinions"], "count", ""),
        (
            _("Operations lastingly avoided a year"),
            annual["surgeries_avoided"],
            result["annual"]["surgeries_avoided"],
            "count",
            "",
        ),
        (
            _("Fee at which it breaks even"),
            totals["break_even_fee"],
            result["totals"]["break_even"]["fee"],
            "cents",
            "",
        ),
    ]
    for row, (label, now, saved, kind, doubt) in enumerate(rows, start=top + 1):
        page.text(row, 0, label)
        page.formula(row, 1, now, kind, "result")
        page.fixed(row, 2, saved, kind)
        page.text(row, 3, doubt, "fixed")
    row = top + 1 + len(rows)
    page.text(row, 0, _("Chance that it pays for itself"))
    page.text(row, 1, _("does not follow"), "fixed", "share")
    page.fixed(row, 2, result["psa"]["probability_net_positive"], "share")
    return row + 2


def _dollars(value: float) -> str:
    return f"{'−' if value < 0 else ''}${abs(value):,.0f}"


def _contents(page: Page, top: int, contents: Mapping[str, str]) -> int:
    """Write what lies where, each with a way there; return the first row below."""
    page.text(top, 0, _("What is where"), "section")
    for row, (title, says) in enumerate(contents.items(), start=top + 1):
        page.to_sheet(row, 0, title)
        page.merged(row, LAST, says, "note", height=LINE, first=1)
    return top + 1 + len(contents)


def _identity(page: Page, facts: Facts, top: int) -> None:
    """Write what leads back to the same numbers."""
    result = facts.result
    rows = [
        (_("Calculated on"), long_date(facts.day)),
        (_("Fingerprint"), result["fingerprint"]),
        (_("Evidence release"), result["evidence_release"]),
        (_("Evidence hash"), result["evidence_hash"]),
        (_("Model version"), result["model_version"]),
    ]
    page.text(top, 0, _("Where it comes from"), "section")
    page.text(top + 1, 0, _("Reopens at"))
    page.link(top + 1, 1, facts.address, facts.address)
    for row, (label, value) in enumerate(rows, start=top + 2):
        page.text(row, 0, label)
        page.text(row, 1, value)
    if result["model_version"] != MODEL_VERSION:
        newer = _(
            "The formulas are those of model {version}, newer than the saved "
            "calculation: the columns “Now” and “As saved” may differ by what the model "
            "changed.",
            version=MODEL_VERSION,
        )
        page.merged(top + 3 + len(rows), LAST, newer, "alert", height=34)
