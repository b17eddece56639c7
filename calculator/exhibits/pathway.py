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

STEPS = (
    ("decisions", "Members face an operation", "In the areas of this calculation."),
    ("opinions", "A second doctor gives an opinion", "Those who ask and are served."),
    ("not_confirmed", "Not confirmed: the advice is against it", "Not yet an avoided operation."),
    ("forgone", "Forgone at first", "Some have the operation against the advice."),
    ("still_not_operated", "Still not operated later", "Some have it later after all."),
    (
        "because_of_program",
        "Avoided: because of the program",
        "Less those who would not have had it in any case.",
    ),
)


def chain(result: Result) -> Exhibit:
    """Return the surgical steps over the horizon: not confirmed is not avoided."""
    steps = result["chain"]
    values = [(name, note, float(steps[key])) for key, name, note in STEPS]  # type: ignore[literal-required]
    bars = [Bar(name=name, value=value, text=table_count(value)) for name, _, value in values]
    when = facts.over_the_years(result)
    avoided, against = steps["because_of_program"], steps["not_confirmed"]
    if against == 0:
        title = "No operation is advised against, so none is avoided"
    else:
        of_100 = count(100 * avoided / against)
        title = f"Of 100 operations not confirmed, about {of_100} are lastingly avoided"
    alt = "; ".join(f"{name}: {table_count(value)}" for name, _, value in values)
    return Exhibit(
        slug="chain",
        label="From decisions to operations avoided",
        title=title,
        lead=f"Operations only, {when}. Each step loses people; only the last saves money.",
        chart=Chart(
            svg=charts.steps(bars, label=f"Steps {when}. {alt}."),
            alt=alt,
            caption=f"People {when}",
        ),
        table=Table(
            caption=f"From decisions to operations avoided, {when}",
            columns=(
                Column(key="step", title="Step"),
                Column(key="people", title="People", is_numeric=True),
                Column(key="share", title="Of the step before", is_numeric=True),
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
    payer = "Insurer's share" if not facts.is_payer(result) else "Share not retained"
    found = [
        ("Operations avoided", totals["surgery_saving"]),
        ("Treatment plans changed", totals["diagnostic_saving"]),
        ("Work-up and added care", -totals["added_care"]),
        ("Members' share", -totals["member_saving"]),
        (payer, -totals["insurer_saving"]),
        ("Work days not lost", totals["productivity"]),
        ("Program cost", -totals["program_cost"]),
    ]
    optional = {payer, "Work days not lost"}
    return [(name, value) for name, value in found if value or name not in optional]


def money(result: Result) -> Exhibit:
    """Return dollars in and out as a waterfall to net, at present value."""
    found, net = flows(result), result["totals"]["net"]
    when = facts.over_the_years(result)
    alt = "; ".join(f"{name}: {table_money(value)}" for name, value in [*found, ("Net", net)])
    rows = [
        Row(cells=(header(name), Cell(text=table_money(value), tone=tone_of(value))))
        for name, value in found
    ]
    total = Row(cells=(header("Net"), Cell(text=table_money(net), tone=tone_of(net))), kind="total")
    return Exhibit(
        slug="money",
        label="Dollars in and out",
        title=_money_title(result),
        lead=f"At present value {when}. Bars to the right add, bars to the left take away.",
        chart=Chart(
            svg=charts.waterfall(found, result=("Net", net), label=f"Dollars {when}. {alt}."),
            alt=alt,
            caption=f"Present value {when}",
        ),
        table=Table(
            caption=f"Dollars in and out, present value {when}",
            columns=(
                Column(key="flow", title="Flow"),
                Column(key="dollars", title="Dollars", is_numeric=True),
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
        return f"{words_money(saved)} comes back, and nothing is spent"
    if saved < 0:
        return f"{words_money(spent)} goes out, and care costs {words_money(-saved)} more"
    return f"{words_money(spent)} goes out, {words_money(saved)} comes back"


def _money_notes(result: Result) -> list[str]:
    each = result["totals"]["cost_per_opinion"]
    found = []
    if each is not None:
        found.append(
            f"One opinion costs {words_money(each)} in all: program cost by opinions given."
        )
    if result["totals"]["productivity"]:
        found.append(
            "Work days not lost are an employer's gain in time, not in cash: a line of their own."
        )
    return found
