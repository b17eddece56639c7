"""The first sheet: the answer in a sentence that follows, and the one that was saved."""

from calculator.engine.result import Result
from calculator.engine.version import MODEL_VERSION
from calculator.exhibits import sentences
from calculator.reports.workbook.facts import Facts
from calculator.reports.workbook.formula import (
    FRACTION,
    Formula,
    joined,
    pick,
    rounded,
    shown,
    size,
    when,
)
from calculator.reports.workbook.page import Cell, Page
from calculator.reports.workbook.results import Results
from calculator.reports.workbook.setting import Setting

TITLE = "Answer"
SAYS = "Second-opinion program: what it saves, what it costs, and how to change the question."
LAST = 4
USE = (
    "Change yellow cells on “Inputs” or “Parameters”: every other figure follows, but for grey "
    "ones, which are from the saved calculation. Sheets 1 to 10 hold the model step by step, "
    "each formula with its equation number. Formulas are protected without a password. Excel "
    "2010 or newer, or LibreOffice."
)


def write(page: Page, s: Setting, results: Results, best: Cell, members: Cell) -> None:
    """Write the sheet."""
    facts = s.facts
    page.heading("Does the program pay?", SAYS, [46, 20, 20, 34, 14])
    if facts.name:
        page.merged(2, LAST, facts.name, "section", height=20)
    page.text(3, 0, "With the yellow cells as they are now", "section")
    page.spread(4, LAST, _sentence(s, results, members), "sentence", height=44)
    page.spread(5, LAST, _design(s, best), "wrapped", height=20)
    row = _tiles(page, s, results, 7)
    page.text(row, 0, "As calculated on the site", "section")
    saved = f"{sentences.headline(facts.result)} {sentences.verdict(facts.result)}"
    page.merged(row + 1, LAST, saved, "wrapped", height=36)
    note = "Interval and chance are from that calculation and do not follow the yellow cells."
    page.merged(row + 2, LAST, f"{sentences.context_line(facts.result)} {note}", "note", height=48)
    page.text(row + 4, 0, "How to use this workbook", "section")
    page.merged(row + 5, LAST, USE, "wrapped", height=50)
    _identity(page, facts, row + 7)


def _sentence(s: Setting, results: Results, members: Cell) -> Formula:
    """Say the answer, or that the yellow cells do not go together."""
    annual, ratio = results.annual, results.totals["benefit_cost_ratio"]
    saving = annual["plan_saving"] + annual["productivity"]
    spent = joined(
        "On the evidence and these inputs, this program costs the plan of ",
        shown(members),
        " members about $",
        shown(rounded(annual["program_cost"])),
        " a year and ",
        when(saving.below(0), "adds care worth about $", "saves about $"),
        shown(rounded(size(saving))),
        ". ",
    )
    returned = when(ratio.is_("—"), "", joined("It returns $", shown(ratio, FRACTION), " per $1. "))
    net = annual["net"]
    end = joined(
        when(net.below(0), "It loses about $", "It gains about $"),
        shown(rounded(size(net))),
        " a year.",
    )
    problem = "These inputs cannot be used together: see the foot of the sheet “Inputs”."
    return when(s.inputs.problems.above(0), problem, joined(spent, returned, end))


def _design(s: Setting, best: Cell) -> Formula:
    return joined(
        "Design: ", s.terms.name, ". Highest net of all designs: ", pick(s.design_names, best), "."
    )


def _tiles(page: Page, s: Setting, results: Results, top: int) -> int:
    for col, title in enumerate(("Figure", "Now", "As saved", "80% of the draws, as saved")):
        page.text(top, col, title, "head")
    result: Result = s.facts.result
    totals, annual = results.totals, results.annual
    spread = result["psa"]["annual_net"]["percentiles"]
    interval = f"{_dollars(spread['10'])} to {_dollars(spread['90'])}"
    rows = [
        ("Net a year", annual["net"], result["annual"]["net"], "money", interval),
        (
            "Returns per $1",
            totals["benefit_cost_ratio"],
            result["totals"]["benefit_cost_ratio"],
            "ratio",
            "",
        ),
        ("Opinions a year", annual["opinions"], result["annual"]["opinions"], "count", ""),
        (
            "Operations lastingly avoided a year",
            annual["surgeries_avoided"],
            result["annual"]["surgeries_avoided"],
            "count",
            "",
        ),
        (
            "Fee at which it breaks even",
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
    page.text(row, 0, "Chance that it pays for itself")
    page.text(row, 1, "does not follow", "fixed")
    page.fixed(row, 2, result["psa"]["probability_net_positive"], "share")
    return row + 2


def _dollars(value: float) -> str:
    return f"{'−' if value < 0 else ''}${abs(value):,.0f}"


def _identity(page: Page, facts: Facts, top: int) -> None:
    """Write what leads back to the same numbers."""
    result = facts.result
    rows = [
        ("Calculated on", f"{facts.day:%B} {facts.day.day}, {facts.day.year}"),
        ("Fingerprint", result["fingerprint"]),
        ("Evidence release", result["evidence_release"]),
        ("Evidence hash", result["evidence_hash"]),
        ("Model version", result["model_version"]),
    ]
    page.text(top, 0, "Where it comes from", "section")
    page.text(top + 1, 0, "Reopens at")
    page.link(top + 1, 1, facts.address, facts.address)
    for row, (label, value) in enumerate(rows, start=top + 2):
        page.text(row, 0, label)
        page.text(row, 1, value)
    if result["model_version"] != MODEL_VERSION:
        newer = (
            f"The formulas are those of model {MODEL_VERSION}, newer than the saved calculation: "
            "the columns “Now” and “As saved” may differ by what the model changed."
        )
        page.merged(top + 3 + len(rows), LAST, newer, "alert", height=34)
