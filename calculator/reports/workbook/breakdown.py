"""The sheet of areas, lines of business and plausibility checks (Eq. 23; Model 7)."""

from calculator.engine.plausibility import CLAIM, ERROR, WARNING
from calculator.language import gettext as _
from calculator.language import gettext_noop as noop
from calculator.reports.workbook import equations
from calculator.reports.workbook.formula import (
    Formula,
    Term,
    every,
    is_number,
    lift,
    products,
    total,
    when,
)
from calculator.reports.workbook.page import Cell, Page
from calculator.reports.workbook.setting import Setting
from calculator.reports.workbook.steps.chain import Chain
from calculator.reports.workbook.table import Column, Table

TITLE = noop("Areas and lines")
SAYS = noop(
    "Counts are sums over the contract, savings present value (Eq. 23). An area below zero "
    "costs more care than it saves. The checks concern year 1, undiscounted."
)


def write(page: Page, s: Setting, chain: Chain) -> None:
    """Write the sheet."""
    page.heading(_(TITLE), _(SAYS), [46, *([18] * 9)])
    page.freeze(3, 1)
    table: Table[str] = Table(page, 3, _("Clinical area"), s.facts.areas)
    discounted = _areas(table, s, chain)
    bottom = _lines(page, s, chain, table.bottom, discounted)
    _checks(page, s, chain, bottom)


def _areas(table: Table[str], s: Setting, chain: Chain) -> Column[str]:
    years, opinions = s.inputs.years, chain.uptake.opinions
    surgical = chain.surgical.counts
    fees = chain.cost.fees
    each = fees["fee_per_opinion"] + fees["incentive_per_opinion"]
    counted = list(surgical["opinions"])
    decisions = chain.decisions.all_lines
    table.column(_("Decisions"), "Eq. 1", lambda a: decisions[a] * years, "count")
    table.column(_("Opinions"), "Eq. 3", lambda a: opinions[a], "count")
    for title, equation, name in (
        (_("Not confirmed"), "Eq. 4", "not_confirmed"),
        (_("Avoided"), "Eq. 6", "because_of_program"),
    ):
        column = surgical[name]
        table.column(title, equation, lambda a, c=column: c[a], "count", of=counted)

    def weighed(area: str, factors: list[Formula]) -> Formula:
        use = chain.uptake.by_year
        terms = (use[t][area] * f for t, f in zip(s.facts.years, factors, strict=True))
        return sum(terms, start=lift(0))

    prices = [chain.payers.trend[t] * chain.discount[t] for t in s.facts.years]
    discounted = table.column(
        _("Use, discounted and at that year’s prices"),
        "Eq. 12, 17",
        lambda a: weighed(a, prices),
        "rate",
    )
    payers = chain.payers
    table.column(
        _("Saving, whoever keeps it"),
        "Eq. 12",
        lambda a: discounted[a] * payers.priced[a] * payers.allowed_each[a],
        "money",
    )
    table.column(
        _("Plan saving"),
        "Eq. 13",
        lambda a: discounted[a] * payers.plan_worth[a],
        "money",
        look="result",
    )
    factors = [chain.discount[t] + 0 for t in s.facts.years]
    table.column(
        _("Cost of its opinions"),
        "Eq. 15",
        lambda a: decisions[a] * weighed(a, factors) * each,
        "money",
    )
    return discounted


def _lines(page: Page, s: Setting, chain: Chain, top: int, discounted: Column[str]) -> int:
    table: Table[str] = Table(page, top, _("Line of business"), s.facts.lines)
    by_line, sums = chain.decisions.by_line, chain.uptake.sums.range
    table.column(_("Members"), "Eq. 1", lambda line: chain.decisions.members[line], "count")
    table.column(
        _("Decisions"),
        "Eq. 1",
        lambda line: total(by_line[line].range) * s.inputs.years,
        "count",
    )
    table.column(_("Opinions"), "Eq. 3", lambda line: products(by_line[line].range, sums), "count")
    each = chain.payers.allowed_each.range
    allowed = table.column(
        _("Saving, whoever keeps it"),
        "Eq. 12",
        lambda line: (
            products(discounted.range, by_line[line].range, each) * s.value("price_index", line)
        ),
        "money",
    )
    paid = table.column(
        _("Plan-paid part"),
        "Eq. 13",
        lambda line: allowed[line] * s.value("plan_paid_share", line),
        "money",
    )
    plan = table.column(
        _("Plan saving"),
        "Eq. 13",
        lambda line: paid[line] * s.inputs.retained,
        "money",
        look="result",
    )
    table.column(_("Members’ saving"), "Eq. 13", lambda line: allowed[line] - paid[line], "money")
    table.column(_("Insurer’s saving"), "Eq. 13", lambda line: paid[line] - plan[line], "money")
    return table.bottom


def _checks(page: Page, s: Setting, chain: Chain, top: int) -> None:
    """Write the plausibility checks of year 1."""
    for col, title in enumerate((_("Is it plausible? (Model 7)"), _("Value"), _("Judgement"))):
        page.text(top, col, title, "head")
    surgical, share = list(chain.surgical.avoided), s.value("surgery_without_program_rate")
    decisions, priced = chain.decisions.all_lines, chain.payers.priced
    operations = sum((decisions[a] for a in surgical), start=lift(0)) * share
    costs = (priced[a] * s.value("surgery_cost", a) for a in surgical)
    spending = (
        chain.decisions.members[line] * s.value("spend_per_member", line) for line in s.facts.lines
    )
    first = {name: chain.flows[name][1] for name in ("allowed_saving", "program_cost")}
    saved, avoided = first["allowed_saving"], chain.productivity.avoided_by_year[1]
    rows: list[tuple[str, Formula, str, float]] = [
        (
            _("Savings as a share of all allowed spending of these members"),
            equations.ratio(saved, sum(spending, start=lift(0))),
            "share",
            ERROR,
        ),
        (
            _("Savings as a share of spending on the modeled operations"),
            equations.ratio(saved, sum(costs, start=lift(0)) * share),
            "share",
            ERROR,
        ),
        (
            _("Operations avoided as a share of the operations expected"),
            equations.ratio(avoided, operations),
            "share",
            WARNING,
        ),
    ]
    for row, (label, term, kind, bound) in enumerate(rows, start=top + 1):
        page.text(row, 0, label)
        value = page.formula(row, 1, term, kind)
        page.formula(row, 2, _judged(value, bound), "text")
    row = top + 1 + len(rows)
    opinions = chain.uptake.opinions_by_year[1]
    page.text(row, 0, _("What each opinion would have to save for a return of 11 to 1"))
    page.formula(row, 1, equations.ratio(CLAIM * first["program_cost"], opinions), "cents")


def _judged(value: Cell, bound: float) -> Term:
    above = every(is_number(value), value.above(bound))
    return when(
        above, _("above {bound}: hardly plausible", bound=format(bound, ".0%")), _("plausible")
    )
