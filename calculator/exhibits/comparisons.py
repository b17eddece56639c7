"""Designs side by side, lenses side by side, and the reader's case beside the reference case."""

from collections.abc import Sequence

from calculator.engine.result import DesignRow, LensRow, Result, SideBySide
from calculator.exhibits import facts, glossary, strips
from calculator.exhibits.chances import chance, chance_in_words
from calculator.exhibits.exhibit import Action, Cell, Column, Exhibit, Row, Table, header, tone_of
from calculator.exhibits.formats import count, fee, ratio, table_money, words_money
from calculator.exhibits.names import named
from calculator.exhibits.scale import Scale
from calculator.exhibits.sentences import about
from calculator.language import gettext as _


def _shared_columns() -> tuple[Column, ...]:
    return (
        Column(key="net", title=_("Net a year"), is_numeric=True),
        Column(
            key="interval",
            title=_("80% interval"),
            note=_(
                "Band: the interval, each side of the zero line in its own color. Dot: "
                "the base case; hollow if it loses."
            ),
        ),
        Column(key="returns", title=_("Returns per $1"), is_numeric=True),
        Column(key="chance", title=_("Chance that it pays"), is_numeric=True),
    )


def designs(result: Result) -> Exhibit:
    """Return every design for the same people, on the same draws."""
    rows = result["designs"]
    scale = _axis(rows)
    best = Column(
        key="best",
        title=_("Chance that it is the best"),
        is_numeric=True,
        note=_("How often it has the highest net of all designs; the highest may still be a loss."),
    )
    table = Table(
        caption=_("Program designs for the same people, on the same draws"),
        columns=(Column(key="design", title=_("Design")), *_shared_columns(), best),
        rows=tuple(_design_row(row, scale) for row in rows),
    )
    return Exhibit(
        slug="which-design",
        label=_("Which design pays"),
        title=_designs_title(result),
        lead=_(
            "All designs for the same people: what each would bring a year, and "
            "how likely it is to cost less than it saves."
        ),
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
        title=_("Figures replaced"),
        is_numeric=True,
        note=_("How many figures the lens puts in the place of the weighed ones."),
    )
    table = Table(
        caption=_("The same program, by whose evidence is believed"),
        columns=(Column(key="lens", title=_("Lens")), *_shared_columns(), replaced),
        rows=tuple(_lens_row(row, scale) for row in rows),
    )
    return Exhibit(
        slug="lenses",
        label=_("Whom you believe"),
        title=_lenses_title(rows),
        lead=_("The same program and people, with the evidence weighed differently."),
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
        scale,
        low=low,
        value=row["annual_net"],
        high=high,
        label=_("Net a year, {name}", name=named(row["name"])),
    )
    tone = tone_of(row["annual_net"])
    return (
        Cell(text=table_money(row["annual_net"]), tone=tone),
        Cell(text=_("{low} to {high}", low=table_money(low), high=table_money(high)), strip=strip),
        Cell(text=ratio(row["benefit_cost_ratio"])),
        Cell(text=chance(row["probability_net_positive"])),
    )


def _design_row(row: DesignRow, scale: Scale) -> Row:
    action = None
    if not row["is_chosen"]:
        action = Action(
            field="design", value=row["slug"], label=_("Try {name}", name=named(row["name"]))
        )
    hint = _(
        "{description} Fee: {fee}.",
        description=named(row["description"]),
        fee=fee(row["fee"], row["fee_basis"]),
    )
    name = Cell(text=named(row["name"]), hint=hint, action=action, is_header=True)
    cells = (name, *_figures(row, scale), Cell(text=chance(row["probability_best"])))
    return Row(cells=cells, kind="chosen" if row["is_chosen"] else "plain")


def _lens_row(row: LensRow, scale: Scale) -> Row:
    action = None
    if not row["is_chosen"]:
        action = Action(
            field="lens", value=row["slug"], label=_("See it: {name}", name=named(row["name"]))
        )
    name = Cell(
        text=named(row["name"]), hint=named(row["description"]), action=action, is_header=True
    )
    cells = (name, *_figures(row, scale), Cell(text=f"{row['replaced']}"))
    return Row(cells=cells, kind="chosen" if row["is_chosen"] else "plain")


def _designs_title(result: Result) -> str:
    best, chosen = facts.likeliest(result), facts.design(result)
    chances = chance_in_words(best["probability_net_positive"])
    paying = [row for row in result["designs"] if row["probability_net_positive"] > 0.5]
    if facts.is_hopeless(result):
        return _("No design pays")
    if not paying:
        return _(
            "No design is likelier to pay than not; {name} comes nearest", name=named(best["name"])
        )
    if best["slug"] == chosen["slug"]:
        return _("This design is the likeliest to pay: {chances}", chances=chances)
    return _("{name} is the likeliest to pay: {chances}", name=named(best["name"]), chances=chances)


def _fee_notes(result: Result) -> list[str]:
    found = []
    for field, basis in facts.BASIS_FEES.items():
        entered = facts.entered(result, field)
        if isinstance(entered, int | float):
            found.append(
                _(
                    "The fee that you entered, {entered}, is charged in every design here.",
                    entered=fee(entered, basis),
                )
            )
    if any(row["fee_basis"] == "per_opinion" for row in result["designs"]):
        found.append(
            _(
                "A design paid per opinion costs little when few use it; one paid per "
                "head costs the same whether anybody uses it or not."
            )
        )
    return found


def _lenses_title(rows: Sequence[LensRow]) -> str:
    gains = [row for row in rows if round(row["annual_net"]) > 0]
    if len(gains) == len(rows):
        return _("It pays whomever you believe")
    if not gains:
        losing = any(round(row["annual_net"]) < 0 for row in rows)
        return _("It loses whomever you believe") if losing else _("It neither gains nor loses")
    if [row["slug"] for row in gains] == ["as_claimed"]:
        return _("It pays only if sellers' figures are taken at face value")
    return _(
        "Whether it pays depends on whom you believe: it does on “{name}”",
        name=named(gains[0]["name"]),
    )


def _lens_notes(result: Result) -> list[str]:
    row = {lens["slug"]: lens for lens in result["lenses"]}
    found = []
    if "reference" in row and "independent" in row:
        same = row["reference"]["annual_net"] == row["independent"]["annual_net"]
        if same and facts.retained(result) > 0 and result["annual"]["opinions"] > 0:
            found.append(
                _(
                    "For this design the independent lens changes nothing: none of the "
                    "figures that it replaces is used here."
                )
            )
    claimed = row.get("as_claimed")
    if claimed is not None:
        found.append(
            _(
                "Sellers' figures are shown for comparison, not because they are likely. They "
                "leave out what would have happened anyway, advice that is not followed, and "
                "care that is added."
            )
        )
    return found


def reference(result: Result) -> Exhibit:
    """Return the reader's case beside the reference case for the same people."""
    own, base = result["annual"], result["reference"]["annual"]
    figures = (
        (_("Opinions a year"), count(base["opinions"]), count(own["opinions"])),
        (
            _("Operations avoided a year"),
            count(base["surgeries_avoided"]),
            count(own["surgeries_avoided"]),
        ),
        *(
            (label, table_money(base[key]), table_money(own[key]))  # type: ignore[literal-required]
            for label, key in (
                (_("Plan saving a year"), "plan_saving"),
                (_("Program cost a year"), "program_cost"),
                (_("Net a year"), "net"),
            )
        ),
        (
            _("Returns per $1"),
            ratio(result["reference"]["benefit_cost_ratio"]),
            ratio(result["totals"]["benefit_cost_ratio"]),
        ),
    )
    difference = own["net"] - base["net"]
    title = _("This is the reference case")
    if result["changes"]:
        same = _("Your changes leave the net where it was")
        moved = about(abs(difference))
        title = (
            _("Your changes make the net {difference} a year better", difference=moved)
            if difference > 0
            else _("Your changes make the net {difference} a year worse", difference=moved)
        )
        title = title if words_money(difference) != "$0" and round(difference) else same
    return Exhibit(
        slug="reference-case",
        label=_("Beside the reference case"),
        title=title,
        lead=_(
            "The reference case: a voluntary benefit that is promoted, at its usual fee, with "
            "all evidence weighed."
        ),
        table=Table(
            caption=_("Reference case and this case"),
            columns=(
                Column(key="figure", title=_("Figure")),
                Column(key="reference", title=_("Reference case"), is_numeric=True),
                Column(key="own", title=_("This case"), is_numeric=True),
            ),
            rows=tuple(
                Row(cells=(header(name), Cell(text=before), Cell(text=after)))
                for name, before, after in figures
            ),
        ),
    )
