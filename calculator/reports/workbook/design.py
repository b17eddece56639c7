"""One design from decisions to net on one sheet, so that all designs are live side by side."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from calculator.language import gettext as _
from calculator.language import gettext_noop as noop
from calculator.reports.workbook import equations
from calculator.reports.workbook.formula import Formula, Term, lift, products, total
from calculator.reports.workbook.page import Cell, Page, down
from calculator.reports.workbook.scalars import Scalars
from calculator.reports.workbook.setting import Setting
from calculator.reports.workbook.steps.program_cost import write_fees
from calculator.reports.workbook.table import Column, Table

SAYS = noop(
    "The whole calculation for this design, with the same yellow cells. The chosen design’s "
    "sheets 1 to 10 show the same steps at length; the sheet “Designs” compares."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Members of all lines, and employees."""

    members: Mapping[str, Cell]
    everyone: Cell
    employees: Cell


def title_of(number: int) -> str:
    """Return the sheet's title: a number, since a name is somebody else's text."""
    return _("Design {number}", number=number)


def write(page: Page, s: Setting, number: int) -> dict[str, Cell]:
    """Write the sheet; return the design's totals by the names of the result."""
    width = len(s.facts.lines) + 9 + len(s.facts.years)
    page.heading(
        f"{title_of(number)}: {s.facts.designs[s.design or '']}", _(SAYS), [44, *([15] * width)]
    )
    rows = Scalars(page, 3)
    people = _people(rows, s)
    fees = write_fees(rows, s)
    fixed = rows.add(
        _("Cost of a year, however few the opinions"),
        "15",
        equations.fixed_cost(fees, people.everyone, people.employees),
        "cents",
    )
    still = rows.add(_("Still not done later"), "5", equations.still_not_operated(s), "rate")
    lasting = rows.add(_("Lasting effect"), "5", equations.lasting_effect(s, still), "rate")
    table: Table[str] = Table(page, rows.next + 1, _("Clinical area"), s.facts.areas)
    areas = _areas(table, s, people, lasting)
    uptake = _uptake(table, s)
    years = _years(page, table.bottom, s, areas=areas, uptake=uptake, fees=fees, fixed=fixed)
    top = table.bottom + len(s.facts.years) + 4
    return _totals(Scalars(page, top, _("Over the contract")), s, years)


def _people(rows: Scalars, s: Setting) -> People:
    members = {
        line: rows.add(
            _("Members: {name}", name=name), "1", equations.members_of_line(s, line), "count"
        )
        for line, name in s.facts.lines.items()
    }
    everyone = rows.add(_("Members in all"), "1", total(down(list(members.values()))), "count")
    employees = rows.add(_("Employees"), "1", equations.employees(s), "count")
    return People(members=members, everyone=everyone, employees=employees)


def _areas(table: Table[str], s: Setting, people: People, lasting: Cell) -> dict[str, Column[str]]:
    """Write what a unit of use is worth in each area (Eq. 1 and 4 to 14)."""
    lines = {
        line: table.column(
            _("Decisions: {name}", name=name), "Eq. 1", _decisions(s, people, line), "count"
        )
        for line, name in s.facts.lines.items()
    }
    surgical = list(s.facts.of_pathway("surgical"))
    every = table.column(
        _("Decisions"), "Eq. 1", lambda a: _sum([c[a] for c in lines.values()]), "count"
    )
    priced = {
        line: lambda a, line=line: lines[line][a] * s.value("price_index", line) for line in lines
    }
    paid = table.column(
        _("Decisions x price x plan’s share"),
        "Eq. 12, 13",
        lambda a: _sum([priced[line](a) * s.value("plan_paid_share", line) for line in lines]),
        "count",
    )
    avoided = table.column(
        _("Avoided, per opinion"),
        "Eq. 4, 6",
        lambda a: equations.not_confirmed(s, a) * lasting,
        "rate",
        of=surgical,
    )

    def allowed(area: str) -> Formula:
        if area in avoided:
            saved = equations.surgery_saving(s, area, avoided[area])
        else:
            saved = equations.plan_saving_diagnostic(s, area, equations.plans_followed(s, area))
        return saved - equations.added_care(s, area)

    each = table.column(_("Saving per opinion"), "Eq. 7 + 9 - 11", allowed, "cents")
    worth = table.column(
        _("Plan’s saving, if all asked"),
        "Eq. 13",
        lambda a: paid[a] * each[a] * s.inputs.retained,
        "money",
    )
    operations = table.column(
        _("Avoided a year, if all asked"),
        "Eq. 6",
        lambda a: every[a] * avoided[a] if a in avoided else lift(0),
        "count",
    )
    work = table.column(
        _("Work days a year, if all asked"),
        "Eq. 14",
        lambda a: (
            operations[a] * equations.productivity_of_surgery(s, a) if a in avoided else lift(0)
        ),
        "money",
    )
    return {"decisions": every, "worth": worth, "operations": operations, "work": work}


def _decisions(s: Setting, people: People, line: str) -> Callable[[str], Formula]:
    def term(area: str) -> Formula:
        rate = equations.decision_rate(s, line, area)
        return equations.decisions(s, area, people.members[line], rate)

    return term


def _sum(terms: list[Formula]) -> Formula:
    return sum(terms[1:], start=terms[0])


def _uptake(table: Table[str], s: Setting) -> dict[int, Column[str]]:
    wish = table.column(
        _("Uptake before ramp and cap"), "Eq. 2", lambda a: equations.uncapped_uptake(s, a), "share"
    )
    return {
        t: table.column(
            _("Uptake, year {year}", year=t),
            "Eq. 2",
            lambda a, t=t: equations.uptake(s, wish[a], t),
            "share",
        )
        for t in s.facts.years
    }


def _years(
    page: Page,
    top: int,
    s: Setting,
    *,
    areas: Mapping[str, Column[str]],
    uptake: Mapping[int, Column[str]],
    fees: dict[str, Cell],
    fixed: Cell,
) -> dict[str, Column[int]]:
    rows = {year: _("Year {year}", year=year) for year in s.facts.years}
    table: Table[int] = Table(page, top, _("Contract year, undiscounted"), rows)

    def use_of(weights: Column[str]) -> Callable[[int], Formula]:
        return lambda t: products(uptake[t].range, weights.range)

    found = {
        "opinions": table.column(_("Opinions"), "Eq. 3", use_of(areas["decisions"]), "count"),
        "surgeries_avoided": table.column(
            _("Avoided"), "Eq. 6", use_of(areas["operations"]), "count"
        ),
        "plan_saving": table.column(
            _("Plan saving"),
            "Eq. 13",
            lambda t: equations.trend(s, t) * use_of(areas["worth"])(t),
            "cents",
        ),
        "productivity": table.column(_("Productivity"), "Eq. 14", use_of(areas["work"]), "cents"),
    }
    found["program_cost"] = table.column(
        _("Program cost"),
        "Eq. 15",
        lambda t: equations.program_cost(s, fees, t, fixed, found["opinions"][t]),
        "cents",
    )
    found["net"] = table.column(
        _("Net"),
        "Eq. 16",
        lambda t: found["plan_saving"][t] + found["productivity"][t] - found["program_cost"][t],
        "cents",
        look="result",
    )
    found["discount"] = table.column(
        _("Discount factor"), "Eq. 17", lambda t: equations.discount(s, t), "rate"
    )
    return found


def _totals(rows: Scalars, s: Setting, years: Mapping[str, Column[int]]) -> dict[str, Cell]:
    factors = years["discount"].range
    found: dict[str, Cell] = {}

    def add(key: str, label: str, equation: str, term: Term, kind: str) -> None:
        found[key] = rows.add(label, equation, term, kind, look="result")

    add("opinions", _("Opinions"), "3", total(years["opinions"].range), "count")
    avoided = total(years["surgeries_avoided"].range)
    add("surgeries_avoided", _("Operations lastingly avoided"), "6", avoided, "count")
    for key, label in (
        ("plan_saving", _("Plan saving, present value")),
        ("productivity", _("Productivity, present value")),
        ("program_cost", _("Program cost, present value")),
        ("net", _("Net, present value")),
    ):
        add(key, label, "17", products(years[key].range, factors), "cents")
    benefit = found["plan_saving"] + found["productivity"]
    ratio = equations.ratio(benefit, found["program_cost"])
    add("benefit_cost_ratio", _("Returns per $1"), "18", ratio, "ratio")
    add("roi", _("ROI (net)"), "19", equations.ratio(found["net"], found["program_cost"]), "share")
    for key in ("plan_saving", "program_cost", "net"):
        label = {
            "plan_saving": _("Plan saving"),
            "program_cost": _("Program cost"),
            "net": _("Net"),
        }[key]
        mean = total(years[key].range) / s.inputs.years
        add(f"annual_{key}", _("{label} a year, undiscounted", label=label), "23", mean, "cents")
    return found
