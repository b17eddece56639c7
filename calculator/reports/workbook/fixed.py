"""The sheet of what cannot be live: intervals, chances and luck, as the simulation gave them."""

from calculator.engine.analyses import Spread
from calculator.exhibits.names import named
from calculator.language import gettext as _
from calculator.language import gettext_noop as noop
from calculator.reports.workbook.facts import Facts
from calculator.reports.workbook.page import Page

TITLE = noop("From the calculation")
SAYS = noop(
    "From the saved calculation; does NOT follow the yellow cells. A worksheet cannot run "
    "thousands of draws. To see intervals and chances for other inputs, calculate anew on the "
    "site."
)
SHOWN = ("2.5", "10", "25", "50", "75", "90", "97.5")


def write(page: Page, facts: Facts) -> None:
    """Write the sheet."""
    page.heading(_(TITLE), _(SAYS), [52, *([17] * 9)])
    page.freeze(3, 1)
    page.sheet.set_tab_color("#9AA5AD")
    psa = facts.result["psa"]
    row = _spreads(page, 3, facts)
    row = _chances(page, row + 1, facts)
    row = _tornado(page, row + 1, facts)
    _lenses(page, row + 1, facts)
    page.text(
        2,
        0,
        _("{draws} draws, seed {seed}", draws=format(psa["draws"], ","), seed=psa["seed"]),
        "note",
    )


def _head(page: Page, row: int, *titles: str) -> None:
    for col, title in enumerate(titles):
        page.text(row, col, title, "figure" if col else "head")


def _spreads(page: Page, top: int, facts: Facts) -> int:
    psa = facts.result["psa"]
    shown: list[tuple[str, Spread | None, str]] = [
        (_("Net, present value"), psa["net"], "cents"),
        (_("Savings, present value"), psa["savings"], "cents"),
        (_("Program cost, present value"), psa["program_cost"], "cents"),
        (_("Returns per $1"), psa["benefit_cost_ratio"], "ratio"),
        (_("Net a year"), psa["annual_net"], "cents"),
        (_("Savings a year"), psa["annual_savings"], "cents"),
    ]
    _head(
        page,
        top,
        _("Spread over the draws"),
        _("Mean"),
        _("SD"),
        *(_("{p}% below", p=p) for p in SHOWN),
    )
    for row, (label, spread, kind) in enumerate(shown, start=top + 1):
        page.text(row, 0, label)
        figures = [None] * (2 + len(SHOWN)) if spread is None else _figures(spread)
        for col, value in enumerate(figures, start=1):
            page.fixed(row, col, value, kind)
    return top + 1 + len(shown)


def _figures(spread: Spread) -> list[float | None]:
    return [spread["mean"], spread["sd"], *(spread["percentiles"][p] for p in SHOWN)]


def _chances(page: Page, top: int, facts: Facts) -> int:
    psa = facts.result["psa"]
    _head(page, top, _("Chance"), _("Share of draws"))
    rows = [(_("The program pays for itself"), psa["probability_net_positive"])]
    rows += [
        (_("It returns more than ${ratio} per $1", ratio=ratio), share or 0.0)
        for ratio, share in psa["probability_ratio_above"].items()
    ]
    for row, (label, share) in enumerate(rows, start=top + 1):
        page.text(row, 0, label)
        page.fixed(row, 1, share, "share")
    return top + 1 + len(rows)


def _tornado(page: Page, top: int, facts: Facts) -> int:
    _head(
        page,
        top,
        _("One parameter at a time: net"),
        _("Low"),
        _("High"),
        _("Net at low"),
        _("Net at high"),
    )
    rows = facts.result["owsa"][:15]
    for row, moved in enumerate(rows, start=top + 1):
        page.text(row, 0, named(moved["label"]))
        for col, key in enumerate(("low", "high", "net_low", "net_high"), start=1):
            page.fixed(row, col, moved[key], "plain" if col <= 2 else "cents")  # type: ignore[literal-required]
    return top + 1 + len(rows)


def _lenses(page: Page, top: int, facts: Facts) -> None:
    _head(
        page, top, _("Evidence believed"), _("Net"), _("Returns per $1"), _("Chance that it pays")
    )
    for row, lens in enumerate(facts.result["lenses"], start=top + 1):
        page.text(row, 0, named(lens["name"]))
        page.fixed(row, 1, lens["net"], "cents")
        page.fixed(row, 2, lens["benefit_cost_ratio"], "ratio")
        page.fixed(row, 3, lens["probability_net_positive"], "share")
