"""The sheet of results: totals over the contract beside those saved (Eq. 16 to 23)."""

from dataclasses import dataclass

from calculator.engine.pathway.program_cost import MONTHS
from calculator.language import gettext as _
from calculator.language import gettext_noop as noop
from calculator.reports.workbook import equations
from calculator.reports.workbook.formula import Formula, Term, is_number, size, total, when
from calculator.reports.workbook.page import Cell, Page
from calculator.reports.workbook.setting import Setting
from calculator.reports.workbook.steps.break_even import BreakEven
from calculator.reports.workbook.steps.chain import Chain

TITLE = noop("Results")
SAYS = noop(
    "Counts are sums over the contract, money is present value (Eq. 17) unless a line says “a "
    "year”. “As saved” is what the calculation answered and does not follow the yellow cells."
)
DASH = "—"
UNSEEN = 0.00005
Line = tuple[str, str, str, Term, str, float | str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """Live figures by name, those of ``result.totals`` and ``result.annual``."""

    totals: dict[str, Cell]
    annual: dict[str, Cell]


def write(page: Page, s: Setting, chain: Chain, even: BreakEven) -> Results:
    """Write the sheet."""
    page.heading(_(TITLE), _(SAYS), [46, 14, 20, 20, 20])
    page.freeze(4, 1)
    found = _section(
        page, 3, _("Over the contract"), "result", [*_counts(s, chain), *_money(s, chain)]
    )
    row = 4 + len(found)
    for line in _ratios(s, chain, found, even):
        found[line[0]] = _line(page, row, line, "result")
        row += 1
    annual = _section(page, row + 1, _("A year, undiscounted"), "annual", _annual(s, chain))
    row += len(annual) + 3
    _section(page, row, _("From decisions to operations avoided"), "chain", _chain(s, chain))
    return Results(totals=found, annual=annual)


def _section(page: Page, top: int, title: str, prefix: str, lines: list[Line]) -> dict[str, Cell]:
    for col, words in enumerate((title, _("Equation"), _("Now"), _("As saved"), _("Difference"))):
        page.text(top, col, words, "figure" if col > 1 else "head")
    return {
        line[0]: _line(page, row, line, prefix) for row, line in enumerate(lines, start=top + 1)
    }


def _line(page: Page, row: int, line: Line, prefix: str) -> Cell:
    """Write a figure, what was saved, and the change."""
    name, label, equation, term, kind, saved = line
    page.text(row, 0, label)
    page.text(row, 1, f"Eq. {equation}", "equation")
    cell = page.formula(row, 2, term, kind, "result", name=f"{prefix}.{name}")
    if isinstance(saved, str) or saved is None:
        page.text(row, 3, saved or DASH, "fixed", kind)
        return cell
    before = page.number(row, 3, saved, kind, "fixed")
    page.formula(row, 4, _difference(cell, before), kind)
    return cell


def _difference(now: Formula, before: Formula) -> Formula:
    """Return how far a figure has moved; what two ways of adding up differ by is nothing."""
    apart = now - before
    moved = when(size(apart).below(UNSEEN), 0, apart)
    return when(is_number(now), moved, DASH)


def _counts(s: Setting, chain: Chain) -> list[Line]:
    saved = s.facts.result["totals"]
    avoided = chain.surgical.counts["because_of_program"]
    decisions = total(chain.decisions.all_lines.range) * s.inputs.years
    rows: list[tuple[str, str, str, Term]] = [
        ("decisions", _("Decisions"), "1", decisions),
        ("opinions", _("Opinions"), "3", total(chain.uptake.opinions.range)),
        ("surgeries_avoided", _("Operations lastingly avoided"), "6", total(avoided.range)),
        (
            "diagnoses_changed",
            _("Diagnoses changed"),
            "10",
            total(chain.diagnostic.diagnoses.range),
        ),
        (
            "treatments_changed",
            _("Treatments changed"),
            "10",
            total(chain.diagnostic.treatments.range),
        ),
    ]
    return [(n, label, eq, term, "count", saved[n]) for n, label, eq, term in rows]  # type: ignore[literal-required]


def _money(s: Setting, chain: Chain) -> list[Line]:
    saved = s.facts.result["totals"]
    labels = {
        "surgery_saving": (_("Saved on operations"), "7"),
        "diagnostic_saving": (_("Saved by changed plans of care"), "9"),
        "added_care": (_("Added care"), "11"),
        "allowed_saving": (_("Saving, whoever keeps it"), "12"),
        "plan_saving": (_("Plan saving"), "13"),
        "member_saving": (_("Members’ saving"), "13"),
        "insurer_saving": (_("Insurer’s saving"), "13"),
        "productivity": (_("Productivity"), "14"),
        "program_cost": (_("Program cost"), "15"),
        "net": (_("Net"), "16, 17"),
    }
    return [
        (name, label, equation, chain.pv(chain.flows[name]), "cents", saved[name])  # type: ignore[literal-required]
        for name, (label, equation) in labels.items()
    ]


def _ratios(s: Setting, chain: Chain, found: dict[str, Cell], even: BreakEven) -> list[Line]:
    cost, net = found["program_cost"], found["net"]
    benefit = found["plan_saving"] + found["productivity"]
    a_month = chain.undiscounted(chain.net) / MONTHS / s.inputs.years
    by_employee = when(s.inputs.is_payer, DASH, a_month / chain.decisions.employees)
    by_member = a_month / chain.decisions.all_members
    each = equations.ratio(cost, found["opinions"])
    saved = s.facts.result["totals"]
    known = {**saved, "break_even_fee": saved["break_even"]["fee"]}
    known["break_even_engagement"] = saved["break_even"]["engagement"]
    known["payback_month"] = saved["payback_month"] or _("never")
    rows: list[tuple[str, str, str, Formula, str]] = [
        ("benefit_cost_ratio", _("Returns per $1"), "18", equations.ratio(benefit, cost), "ratio"),
        ("roi", _("ROI (net, in percent)"), "19", equations.ratio(net, cost), "share"),
        ("net_pmpm", _("Net per member per month, undiscounted"), "20", by_member, "cents"),
        ("net_pepm", _("Net per employee per month, undiscounted"), "20", by_employee, "cents"),
        ("payback_month", _("Payback month"), "21", chain.present.payback, "month"),
        ("cost_per_opinion", _("Cost per opinion"), "23", each, "cents"),
        ("break_even_fee", _("Fee at which it breaks even"), "22", even.fee, "cents"),
        ("break_even_engagement", _("Use at which it breaks even"), "22", even.engagement, "ratio"),
    ]
    return [(*row, known[row[0]]) for row in rows]


def _annual(s: Setting, chain: Chain) -> list[Line]:
    saved = s.facts.result["annual"]
    opinions, avoided = chain.uptake.opinions, chain.surgical.counts["because_of_program"]
    sums: dict[str, tuple[str, Formula, str]] = {
        "opinions": (_("Opinions a year"), total(opinions.range), "count"),
        "surgeries_avoided": (_("Operations avoided a year"), total(avoided.range), "count"),
    }
    for name, label in (
        ("plan_saving", _("Plan saving a year")),
        ("productivity", _("Productivity a year")),
        ("program_cost", _("Program cost a year")),
        ("net", _("Net a year")),
    ):
        sums[name] = (label, chain.undiscounted(chain.flows[name]), "cents")
    return [
        (name, label, "23", term / s.inputs.years, kind, saved[name])  # type: ignore[literal-required]
        for name, (label, term, kind) in sums.items()
    ]


def _chain(s: Setting, chain: Chain) -> list[Line]:
    """Return the surgical chain: not confirmed is not avoided."""
    counts, saved = chain.surgical.counts, s.facts.result["chain"]
    labels = {
        "decisions": (_("Decisions on operations"), "1"),
        "opinions": (_("Opinions before an operation"), "3"),
        "not_confirmed": (_("Not confirmed"), "4"),
        "forgone": (_("Forgone at first"), "4"),
        "still_not_operated": (_("Still not operated"), "5"),
        "because_of_program": (_("Avoided because of the program"), "6"),
    }
    return [
        (name, label, equation, total(counts[name].range), "count", saved[name])  # type: ignore[literal-required]
        for name, (label, equation) in labels.items()
    ]
