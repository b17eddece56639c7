"""Designs side by side, lenses side by side, and the reader's case beside the reference case."""

from collections.abc import Sequence

from calculator.engine.result import DesignRow, LensRow, Result, SideBySide
from calculator.exhibits import facts, glossary, strips
from calculator.exhibits.exhibit import Action, Cell, Column, Exhibit, Row, Table, header, tone_of
from calculator.exhibits.formats import (
    chance,
    chance_in_words,
    count,
    fee,
    ratio,
    table_money,
    words_money,
)
from calculator.exhibits.scale import Scale
from calculator.exhibits.sentences import about

NET = Column(key="net", title="Net a year", is_numeric=True)
INTERVAL = Column(
    key="interval",
    title="80% interval",
    note="Band: the interval, each side of the zero line in its own color. Dot: the base case; "
    "hollow if it loses.",
)
RETURNS = Column(key="returns", title="Returns per $1", is_numeric=True)
CHANCE = Column(key="chance", title="Chance that it pays", is_numeric=True)


def designs(result: Result) -> Exhibit:
    """Return every design for the same people, on the same draws."""
    rows = result["designs"]
    scale = _axis(rows)
    best = Column(
        key="best",
        title="Chance that it is the best",
        is_numeric=True,
        note="How often it has the highest net of all designs; the highest may still be a loss.",
    )
    table = Table(
        caption="Program designs for the same people, on the same draws",
        columns=(Column(key="design", title="Design"), NET, INTERVAL, RETURNS, CHANCE, best),
        rows=tuple(_design_row(row, scale) for row in rows),
    )
    return Exhibit(
        slug="which-design",
        label="Which design pays",
        title=_designs_title(result),
        lead="All designs for the same people: what each would bring a year, and how likely it is "
        "to cost less than it saves.",
        table=table,
        notes=tuple(_fee_notes(result)),
        terms=glossary.terms("80% interval", "returns $x per $1", "PEPM"),
    )


def lenses(result: Result) -> Exhibit:
    """Return the same scenario through every lens."""
    rows = result["lenses"]
    scale = _axis(rows)
    replaced = Column(
        key="replaced",
        title="Figures replaced",
        is_numeric=True,
        note="How many figures the lens puts in the place of the weighed ones.",
    )
    table = Table(
        caption="The same program, by whose evidence is believed",
        columns=(Column(key="lens", title="Lens"), NET, INTERVAL, RETURNS, CHANCE, replaced),
        rows=tuple(_lens_row(row, scale) for row in rows),
    )
    return Exhibit(
        slug="lenses",
        label="Whom you believe",
        title=_lenses_title(rows),
        lead="The same program and people, with the evidence weighed differently.",
        table=table,
        notes=tuple(_lens_notes(result)),
        terms=glossary.terms("lens"),
    )


def _axis(rows: Sequence[SideBySide]) -> Scale:
    values = [row["annual_net"] for row in rows]
    for row in rows:
        values += [row["annual_net_percentiles"]["10"], row["annual_net_percentiles"]["90"]]
    return strips.axis(values)


def _figures(row: SideBySide, scale: Scale) -> tuple[Cell, ...]:
    low, high = row["annual_net_percentiles"]["10"], row["annual_net_percentiles"]["90"]
    strip = strips.interval(
        scale, low=low, value=row["annual_net"], high=high, label=f"Net a year, {row['name']}"
    )
    tone = tone_of(row["annual_net"])
    return (
        Cell(text=table_money(row["annual_net"]), tone=tone),
        Cell(text=f"{table_money(low)} to {table_money(high)}", strip=strip),
        Cell(text=ratio(row["benefit_cost_ratio"])),
        Cell(text=chance(row["probability_net_positive"])),
    )


def _design_row(row: DesignRow, scale: Scale) -> Row:
    action = None
    if not row["is_chosen"]:
        action = Action(field="design", value=row["slug"], label=f"Try {row['name']}")
    hint = f"{row['description']} Fee: {fee(row['fee'], row['fee_basis'])}."
    name = Cell(text=row["name"], hint=hint, action=action, is_header=True)
    cells = (name, *_figures(row, scale), Cell(text=chance(row["probability_best"])))
    return Row(cells=cells, kind="chosen" if row["is_chosen"] else "plain")


def _lens_row(row: LensRow, scale: Scale) -> Row:
    action = None
    if not row["is_chosen"]:
        action = Action(field="lens", value=row["slug"], label=f"See it: {row['name']}")
    name = Cell(text=row["name"], hint=row["description"], action=action, is_header=True)
    cells = (name, *_figures(row, scale), Cell(text=f"{row['replaced']}"))
    return Row(cells=cells, kind="chosen" if row["is_chosen"] else "plain")


def _designs_title(result: Result) -> str:
    best, chosen = facts.likeliest(result), facts.design(result)
    chances = chance_in_words(best["probability_net_positive"])
    paying = [row for row in result["designs"] if row["probability_net_positive"] > 0.5]
    if facts.is_hopeless(result):
        return "No design pays"
    if not paying:
        return f"No design is likelier to pay than not; {best['name']} comes nearest"
    if best["slug"] == chosen["slug"]:
        return f"This design is the likeliest to pay: {chances}"
    return f"{best['name']} is the likeliest to pay: {chances}"


def _fee_notes(result: Result) -> list[str]:
    found = []
    for field, basis in facts.BASIS_FEES.items():
        entered = facts.entered(result, field)
        if isinstance(entered, int | float):
            found.append(
                f"The fee that you entered, {fee(entered, basis)}, is charged in every design here."
            )
    if any(row["fee_basis"] == "per_opinion" for row in result["designs"]):
        found.append(
            "A design paid per opinion costs little when few use it; one paid per head costs the "
            "same whether anybody uses it or not."
        )
    return found


def _lenses_title(rows: Sequence[LensRow]) -> str:
    gains = [row for row in rows if round(row["annual_net"]) > 0]
    if len(gains) == len(rows):
        return "It pays whomever you believe"
    if not gains:
        losing = any(round(row["annual_net"]) < 0 for row in rows)
        return "It loses whomever you believe" if losing else "It neither gains nor loses"
    if [row["slug"] for row in gains] == ["as_claimed"]:
        return "It pays only if sellers' figures are taken at face value"
    return f"Whether it pays depends on whom you believe: it does on “{gains[0]['name']}”"


def _lens_notes(result: Result) -> list[str]:
    row = {lens["slug"]: lens for lens in result["lenses"]}
    found = []
    if "reference" in row and "independent" in row:
        same = row["reference"]["annual_net"] == row["independent"]["annual_net"]
        if same and facts.retained(result) > 0 and result["annual"]["opinions"] > 0:
            found.append(
                "For this design the independent lens changes nothing: none of the figures that it "
                "replaces is used here."
            )
    claimed = row.get("as_claimed")
    if claimed is not None:
        found.append(
            "Sellers' figures are shown for comparison, not because they are likely: they leave "
            "out what would have happened anyway, advice not followed, and care that is added."
        )
    return found


def reference(result: Result) -> Exhibit:
    """Return the reader's case beside the reference case for the same people."""
    own, base = result["annual"], result["reference"]["annual"]
    figures = (
        ("Opinions a year", count(base["opinions"]), count(own["opinions"])),
        (
            "Operations avoided a year",
            count(base["surgeries_avoided"]),
            count(own["surgeries_avoided"]),
        ),
        *(
            (label, table_money(base[key]), table_money(own[key]))  # type: ignore[literal-required]
            for label, key in (
                ("Plan saving a year", "plan_saving"),
                ("Program cost a year", "program_cost"),
                ("Net a year", "net"),
            )
        ),
        (
            "Returns per $1",
            ratio(result["reference"]["benefit_cost_ratio"]),
            ratio(result["totals"]["benefit_cost_ratio"]),
        ),
    )
    difference = own["net"] - base["net"]
    title = "This is the reference case"
    if result["changes"]:
        side = "better" if difference > 0 else "worse"
        same = "Your changes leave the net where it was"
        title = f"Your changes make the net {about(abs(difference))} a year {side}"
        title = title if words_money(difference) != "$0" and round(difference) else same
    return Exhibit(
        slug="reference-case",
        label="Beside the reference case",
        title=title,
        lead="The reference case: a promoted voluntary benefit at its usual fee, all evidence "
        "weighed.",
        table=Table(
            caption="Reference case and this case",
            columns=(
                Column(key="figure", title="Figure"),
                Column(key="reference", title="Reference case", is_numeric=True),
                Column(key="own", title="This case", is_numeric=True),
            ),
            rows=tuple(
                Row(cells=(header(name), Cell(text=before), Cell(text=after)))
                for name, before, after in figures
            ),
        ),
    )
