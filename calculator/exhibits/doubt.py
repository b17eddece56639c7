"""How sure: the spread of net, the chance by fee, fee and use together, and one year's luck."""

from calculator.engine.result import CountSpread, Result
from calculator.exhibits import charts, facts, glossary, sentences
from calculator.exhibits.exhibit import Cell, Chart, Column, Exhibit, Row, Table, header, tone_of
from calculator.exhibits.formats import (
    FEE_UNIT,
    chance,
    chance_in_words,
    fee_amount,
    parameter_value,
    people,
    ratio,
    table_count,
    table_money,
    whole,
    words_money,
)

PERCENTILES = (
    ("2.5", "Lower in 1 of 40 cases"),
    ("10", "Lower in 1 of 10 cases"),
    ("25", "Lower in 1 of 4 cases"),
    ("50", "Lower in half of the cases"),
    ("75", "Higher in 1 of 4 cases"),
    ("90", "Higher in 1 of 10 cases"),
    ("97.5", "Higher in 1 of 40 cases"),
)


def how_sure(result: Result) -> Exhibit:
    """Return the distribution of yearly net over the draws, with zero marked."""
    psa, net = result["psa"], result["annual"]["net"]
    probability = psa["probability_net_positive"]
    spread = sentences.money_range(psa["annual_net"]["percentiles"])
    cases = chance(probability).replace(" in ", " of ")
    alt = (
        f"Distribution of net a year over {psa['draws']:,} draws: 80% interval {spread}; "
        f"above zero in {chance(probability)}."
    )
    picture = charts.distribution(
        psa["histogram"]["edges"], psa["histogram"]["counts"], value=net, label=alt
    )
    return Exhibit(
        slug="how-sure",
        label="How sure",
        title=f"It pays for itself in {cases} simulated cases",
        lead="Every uncertain figure is drawn at once from its own range, "
        f"{psa['draws']:,} times; each draw is one way the world may be.",
        chart=Chart(svg=picture, alt=alt, caption="Net a year; the outermost bars hold the tails"),
        table=Table(
            caption="Spread of the result over the draws",
            columns=(
                Column(key="percentile", title="How often"),
                Column(key="net", title="Net a year", is_numeric=True),
                Column(key="savings", title="Savings a year", is_numeric=True),
            ),
            rows=_spread_rows(result),
        ),
        notes=tuple(_how_sure_notes(result)),
        terms=glossary.terms("80% interval"),
        fold_table=True,
    )


def _spread_rows(result: Result) -> tuple[Row, ...]:
    net, savings = result["psa"]["annual_net"], result["psa"]["annual_savings"]
    pairs = [("Mean of all draws", net["mean"], savings["mean"])]
    pairs += [
        (words, net["percentiles"][key], savings["percentiles"][key]) for key, words in PERCENTILES
    ]
    pairs.append(("Base case", result["annual"]["net"], facts.yearly_benefit(result)))
    return tuple(
        Row(
            cells=(
                header(name),
                Cell(text=table_money(one), tone=tone_of(one)),
                Cell(text=table_money(other), tone=tone_of(other)),
            )
        )
        for name, one, other in pairs
    )


def _how_sure_notes(result: Result) -> list[str]:
    psa = result["psa"]
    above = psa["probability_ratio_above"]
    notes = [
        f"At present value the draws' mean net is {table_money(psa['net']['mean'])} and the "
        f"base case {table_money(psa['base_case_net'])}; the simulation's own error of the mean "
        f"is about {table_money(psa['convergence_error'])}."
    ]
    hurdles = [
        f"{ratio(float(hurdle))} per $1: {chance(share)}"
        for hurdle, share in above.items()
        if share is not None
    ]
    if hurdles:
        notes.append("Chance that it returns more than " + "; ".join(hurdles) + ".")
    return notes


def fee(result: Result) -> Exhibit:
    """Return the chance that it pays by fee."""
    curve = result["acceptability"]
    basis, now = curve["fee_basis"], curve["fee"]
    unit = FEE_UNIT[basis]
    shares = curve["probabilities"]
    even = [at for at, share in zip(curve["fees"], shares, strict=True) if share >= 0.5]
    alt = f"Chance that it pays by fee {unit}: " + "; ".join(
        f"{fee_amount(curve['fees'][i], basis)}: {chance(shares[i])}"
        for i in range(0, len(shares), 10)
    )
    picture = charts.curve(
        curve["fees"],
        shares,
        here=(now, f"now {fee_amount(now, basis)}"),
        words=lambda value: fee_amount(value, basis),
        label=alt,
    )
    title = "At no fee is it likelier to pay than not"
    if even:
        worth = words_money(even[-1]) if basis == "per_opinion" else fee_amount(even[-1], basis)
        title = f"It is likelier to pay than not up to about {worth} {unit}"
    return Exhibit(
        slug="fee",
        label="What fee is worth paying",
        title=title,
        lead=f"The chance that the program pays for itself, by its fee {unit}, all else as it is.",
        chart=Chart(svg=picture, alt=alt, caption=f"Chance that it pays, by fee {unit}"),
        table=Table(
            caption=f"Chance that it pays, by fee {unit}",
            columns=(
                Column(key="fee", title=f"Fee {unit}", is_numeric=True),
                Column(key="chance", title="Chance that it pays", is_numeric=True),
            ),
            rows=tuple(
                Row(
                    cells=(
                        header(fee_amount(curve["fees"][i], basis)),
                        Cell(text=chance(shares[i])),
                    )
                )
                for i in range(0, len(shares), 4)
            ),
        ),
        notes=(
            "Here the fee is taken as known. The chance in the headline also counts the doubt "
            "about the fee, unless you entered one.",
        ),
        fold_table=True,
    )


def two_way(result: Result) -> Exhibit:
    """Return net over fee and use together."""
    grid = result["twsa"]
    units = {row["parameter"]: (row["unit"], row["key"]) for row in result["assumptions"]}
    y_unit, y_key = units[grid["y"]]
    basis = facts.basis(result)
    cells = [value for row in grid["net"] for value in row]
    paying = sum(value > 0 for value in cells)
    rows = tuple(
        Row(
            cells=(
                header(parameter_value(y, y_unit, y_key)),
                *(Cell(text=table_money(value), tone=tone_of(value)) for value in values),
            )
        )
        for y, values in zip(grid["y_values"], grid["net"], strict=True)
    )
    return Exhibit(
        slug="two-way",
        label="Fee and use together",
        title=f"It pays in {paying} of {len(cells)} combinations of fee and use",
        lead=f"Net at present value {facts.over_the_years(result)}. "
        f"Across: {facts.lower(grid['x_label'])}. "
        "Down: the level of use, where 1 is what the evidence expects.",
        table=Table(
            caption="Net by fee (across) and use (down)",
            columns=(
                Column(key="use", title="Use, fee →"),
                *(
                    Column(key=f"x{i}", title=fee_amount(x, basis), is_numeric=True)
                    for i, x in enumerate(grid["x_values"])
                ),
            ),
            rows=rows,
        ),
        fold_table=True,
    )


def luck(result: Result) -> Exhibit:
    """Return what one year's luck does to a group of this size."""
    chance_ = result["chance"]
    wider = chance_["luck_only_sd"] > chance_["doubt_only_sd"]
    net = chance_["net"]["percentiles"]
    chances = chance_in_words(chance_["probability_net_positive"])
    rows = (
        _count_row("Opinions", chance_["opinions"]),
        _count_row("Operations avoided", chance_["surgeries_avoided"]),
        Row(
            cells=(
                header("Net"),
                Cell(
                    text=table_money(chance_["net"]["mean"]), tone=tone_of(chance_["net"]["mean"])
                ),
                Cell(text=table_money(net["10"])),
                Cell(text=table_money(net["90"])),
                Cell(text="—"),
            )
        ),
    )
    size = "luck moves one year more than doubt does" if wider else "doubt outweighs luck"
    return Exhibit(
        slug="luck",
        label="One year's luck",
        title=sentences.luck(result),
        lead="Even if every figure were known, one year differs from another. For "
        f"{people(result['members'])} members {size}.",
        table=Table(
            caption="The first contract year, doubt and luck together",
            columns=(
                Column(key="figure", title="In the first year"),
                Column(key="mean", title="Mean", is_numeric=True),
                Column(key="low", title="Lower in 1 of 10", is_numeric=True),
                Column(key="high", title="Higher in 1 of 10", is_numeric=True),
                Column(key="none", title="Chance of none", is_numeric=True),
            ),
            rows=rows,
        ),
        notes=(
            f"Luck alone spreads the year's net by about {words_money(chance_['luck_only_sd'])} "
            "(standard deviation), doubt about the figures by "
            f"{words_money(chance_['doubt_only_sd'])}. Together: {chances} that the first year "
            "pays.",
        ),
    )


def _count_row(name: str, spread: CountSpread) -> Row:
    return Row(
        cells=(
            header(name),
            Cell(text=table_count(spread["mean"])),
            Cell(text=whole(spread["percentiles"]["10"])),
            Cell(text=whole(spread["percentiles"]["90"])),
            Cell(text=chance(spread["probability_none"])),
        )
    )
