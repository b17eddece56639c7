"""From decisions to dollars: the chain of steps that shrink, and where the money goes."""

from calculator.engine.result import Result
from calculator.exhibits import charts, facts, glossary
from calculator.exhibits.charts import Bar
from calculator.exhibits.exhibit import (
    Cell,
    Chart,
    Column,
    Exhibit,
    Row,
    Table,
    header,
    tone_of,
)
from calculator.exhibits.formats import (
    count,
    percent,
    table_count,
    table_money,
    words_money,
)
from calculator.language import gettext as _
from calculator.language import gettext_noop as noop

STEPS = (
    ("decisions", noop("Members face an operation"), noop("In the areas of this calculation.")),
    ("opinions", noop("A second doctor gives an opinion"), noop("Those who ask and are served.")),
    (
        "not_confirmed",
        noop("Not confirmed: the advice is against it"),
        noop("Not yet an avoided operation."),
    ),
    ("forgone", noop("Forgone at first"), noop("Some have the operation against the advice.")),
    ("still_not_operated", noop("Still not operated later"), noop("Some have it later after all.")),
    (
        "because_of_program",
        noop("Avoided: because of the program"),
        noop("Less those who would not have had it in any case."),
    ),
)


def chain(result: Result) -> Exhibit:
    """Return the surgical steps over the horizon: not confirmed is not avoided."""
    steps = result["chain"]
    values = [(_(name), _(note), float(steps[key])) for key, name, note in STEPS]  # type: ignore[literal-required]
    bars = [Bar(name=name, value=value, text=table_count(value)) for name, _note, value in values]
    when = facts.over_the_years(result)
    avoided, against = steps["because_of_program"], steps["not_confirmed"]
    if against == 0:
        title = _("No operation is advised against, so none is avoided")
    else:
        of_100 = count(100 * avoided / against)
        title = _(
            "Of 100 operations not confirmed, about {of_100} are lastingly avoided", of_100=of_100
        )
    alt = "; ".join(f"{name}: {table_count(value)}" for name, _note, value in values)
    return Exhibit(
        slug="chain",
        label=_("From decisions to operations avoided"),
        title=title,
        lead=_(
            "Operations only, {when}. Each step loses people; only the last saves money.", when=when
        ),
        chart=Chart(
            svg=charts.steps(bars, label=_("Steps {when}. {alt}.", when=when, alt=alt)),
            alt=alt,
            caption=_("People {when}", when=when),
        ),
        table=Table(
            caption=_("From decisions to operations avoided, {when}", when=when),
            columns=(
                Column(key="step", title=_("Step")),
                Column(key="people", title=_("People"), is_numeric=True),
                Column(key="share", title=_("Of the step before"), is_numeric=True),
            ),
            rows=_chain_rows(values),
        ),
        terms=glossary.terms("opinion", "not confirmed", "avoided"),
        fold_table=True,
    )


def _chain_rows(values: list[tuple[str, str, float]]) -> tuple[Row, ...]:
    rows = []
    before: float | None = None
    for name, note, value in values:
        share = None if not before else value / before
        cells = (header(name, note), Cell(text=table_count(value)), Cell(text=percent(share)))
        rows.append(Row(cells=cells))
        before = value
    return tuple(rows)


def flows(result: Result) -> list[tuple[str, float]]:
    """Return the flows from care saved to the program's cost, which add up to net."""
    totals = result["totals"]
    payer = _("Insurer's share") if not facts.is_payer(result) else _("Share not retained")
    found = [
        (_("Operations avoided"), totals["surgery_saving"]),
        (_("Treatment plans changed"), totals["diagnostic_saving"]),
        (_("Work-up and added care"), -totals["added_care"]),
        (_("Members' share"), -totals["member_saving"]),
        (payer, -totals["insurer_saving"]),
        (_("Work days not lost"), totals["productivity"]),
        (_("Program cost"), -totals["program_cost"]),
    ]
    optional = {payer, _("Work days not lost")}
    return [(name, value) for name, value in found if value or name not in optional]


def money(result: Result) -> Exhibit:
    """Return dollars in and out as a waterfall to net, at present value."""
    found, net = flows(result), result["totals"]["net"]
    when = facts.over_the_years(result)
    alt = "; ".join(f"{name}: {table_money(value)}" for name, value in [*found, (_("Net"), net)])
    rows = [
        Row(cells=(header(name), Cell(text=table_money(value), tone=tone_of(value))))
        for name, value in found
    ]
    total = Row(
        cells=(header(_("Net")), Cell(text=table_money(net), tone=tone_of(net))), kind="total"
    )
    return Exhibit(
        slug="money",
        label=_("Dollars in and out"),
        title=_money_title(result),
        lead=_(
            "At present value {when}. Bars to the right add, bars to the left take away.", when=when
        ),
        chart=Chart(
            svg=charts.waterfall(
                found, result=(_("Net"), net), label=_("Dollars {when}. {alt}.", when=when, alt=alt)
            ),
            alt=alt,
            caption=_("Present value {when}", when=when),
        ),
        table=Table(
            caption=_("Dollars in and out, present value {when}", when=when),
            columns=(
                Column(key="flow", title=_("Flow")),
                Column(key="dollars", title=_("Dollars"), is_numeric=True),
            ),
            rows=(*rows, total),
        ),
        notes=tuple(_money_notes(result)),
        terms=glossary.terms("present value"),
        fold_table=True,
    )


def _money_title(result: Result) -> str:
    totals = result["totals"]
    saved, spent = totals["plan_saving"] + totals["productivity"], totals["program_cost"]
    if spent <= 0:
        return _("{saved} comes back, and nothing is spent", saved=words_money(saved))
    if saved < 0:
        return _(
            "{spent} goes out, and care costs {saved} more",
            spent=words_money(spent),
            saved=words_money(-saved),
        )
    return _(
        "{spent} goes out, {saved} comes back", spent=words_money(spent), saved=words_money(saved)
    )


def _money_notes(result: Result) -> list[str]:
    each = result["totals"]["cost_per_opinion"]
    found = []
    if each is not None:
        found.append(
            _(
                "One opinion costs {each} in all: program cost by opinions given.",
                each=words_money(each),
            )
        )
    if result["totals"]["productivity"]:
        found.append(
            _(
                "Work days not lost are an employer's gain in time, not in cash: a "
                "line of their own."
            )
        )
    return found
