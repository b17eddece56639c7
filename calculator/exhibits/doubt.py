"""How sure: the spread of net, the chance by fee, fee and use together, and one year's luck."""

from calculator.engine.result import CountSpread, Result
from calculator.exhibits import charts, facts, glossary, sentences
from calculator.exhibits.chances import cases_of, chance, chance_in_words
from calculator.exhibits.exhibit import Cell, Chart, Column, Exhibit, Row, Table, header, tone_of
from calculator.exhibits.formats import (
    fee_amount,
    fee_unit,
    parameter_value,
    people,
    ratio,
    table_count,
    table_money,
    whole,
    words_money,
)
from calculator.exhibits.names import named
from calculator.language import gettext as _
from calculator.language import gettext_noop as noop

PERCENTILES = (
    ("2.5", noop("Lower in 1 of 40 cases")),
    ("10", noop("Lower in 1 of 10 cases")),
    ("25", noop("Lower in 1 of 4 cases")),
    ("50", noop("Lower in half of the cases")),
    ("75", noop("Higher in 1 of 4 cases")),
    ("90", noop("Higher in 1 of 10 cases")),
    ("97.5", noop("Higher in 1 of 40 cases")),
)


def how_sure(result: Result) -> Exhibit:
    """Return the distribution of yearly net over the draws, with zero marked."""
    psa, net = result["psa"], result["annual"]["net"]
    probability = psa["probability_net_positive"]
    spread = sentences.money_range(psa["annual_net"]["percentiles"])
    cases = cases_of(probability)
    alt = _(
        "Distribution of net a year over {draws} draws: 80% interval {spread}; "
        "above zero in {probability}.",
        draws=whole(psa["draws"]),
        spread=spread,
        probability=chance(probability),
    )
    picture = charts.distribution(
        psa["histogram"]["edges"], psa["histogram"]["counts"], value=net, label=alt
    )
    return Exhibit(
        slug="how-sure",
        label=_("How sure"),
        title=_("It pays for itself in {cases} simulated cases", cases=cases),
        lead=_(
            "Every uncertain figure is drawn at once from its own range, {draws} "
            "times; each draw is one way the world may be.",
            draws=whole(psa["draws"]),
        ),
        chart=Chart(
            svg=picture, alt=alt, caption=_("Net a year; the outermost bars hold the tails")
        ),
        table=Table(
            caption=_("Spread of the result over the draws"),
            columns=(
                Column(key="percentile", title=_("How often")),
                Column(key="net", title=_("Net a year"), is_numeric=True),
                Column(key="savings", title=_("Savings a year"), is_numeric=True),
            ),
            rows=_spread_rows(result),
        ),
        notes=tuple(_how_sure_notes(result)),
        terms=glossary.terms("80% interval", "present value", "error of the mean"),
        fold_table=True,
    )


def _spread_rows(result: Result) -> tuple[Row, ...]:
    net, savings = result["psa"]["annual_net"], result["psa"]["annual_savings"]
    pairs = [(_("Mean of all draws"), net["mean"], savings["mean"])]
    pairs += [
        (_(words), net["percentiles"][key], savings["percentiles"][key])
        for key, words in PERCENTILES
    ]
    pairs.append((_("Base case"), result["annual"]["net"], facts.yearly_benefit(result)))
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
        _(
            "At present value the draws' mean net is {mean} and the base case "
            "{base_case_net}; the simulation's own error of the mean is about "
            "{convergence_error}.",
            mean=table_money(psa["net"]["mean"]),
            base_case_net=table_money(psa["base_case_net"]),
            convergence_error=table_money(psa["convergence_error"]),
        )
    ]
    hurdles = [
        _("{amount} per $1: {chance}", amount=ratio(float(hurdle)), chance=chance(share))
        for hurdle, share in above.items()
        if share is not None
    ]
    if hurdles:
        notes.append(_("Chance that it returns more than {hurdles}.", hurdles="; ".join(hurdles)))
    return notes


def fee(result: Result) -> Exhibit:
    """Return the chance that it pays by fee."""
    curve = result["acceptability"]
    basis, now = curve["fee_basis"], curve["fee"]
    unit = fee_unit(basis)
    shares = curve["probabilities"]
    even = [at for at, share in zip(curve["fees"], shares, strict=True) if share >= 0.5]
    alt = (
        _("Chance that it pays by fee {unit}", unit=unit)
        + ": "
        + "; ".join(
            f"{fee_amount(curve['fees'][i], basis)}: {chance(shares[i])}"
            for i in range(0, len(shares), 10)
        )
    )
    picture = charts.curve(
        curve["fees"],
        shares,
        here=(now, _("now {now}", now=fee_amount(now, basis))),
        words=lambda value: fee_amount(value, basis),
        label=alt,
    )
    title = _("At no fee is it likelier to pay than not")
    if even:
        worth = words_money(even[-1]) if basis == "per_opinion" else fee_amount(even[-1], basis)
        title = _(
            "It is likelier to pay than not up to about {worth} {unit}", worth=worth, unit=unit
        )
    return Exhibit(
        slug="fee",
        label=_("What fee is worth paying"),
        title=title,
        lead=_(
            "The chance that the program pays for itself, by its fee {unit}, all else as it is.",
            unit=unit,
        ),
        chart=Chart(
            svg=picture, alt=alt, caption=_("Chance that it pays, by fee {unit}", unit=unit)
        ),
        table=Table(
            caption=_("Chance that it pays, by fee {unit}", unit=unit),
            columns=(
                Column(key="fee", title=_("Fee {unit}", unit=unit), is_numeric=True),
                Column(key="chance", title=_("Chance that it pays"), is_numeric=True),
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
            _(
                "Here the fee is taken as known. The chance in the headline also "
                "counts the doubt about the fee, unless you entered one."
            ),
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
        label=_("Fee and use together"),
        title=_(
            "It pays in {paying} of {cells} combinations of fee and use",
            paying=paying,
            cells=len(cells),
        ),
        lead=_(
            "Net at present value {over_the_years}. Across: {x_label}. Down: the "
            "level of use, where 1 is what the evidence expects.",
            over_the_years=facts.over_the_years(result),
            x_label=facts.lower(named(grid["x_label"])),
        ),
        table=Table(
            caption=_("Net by fee (across) and use (down)"),
            columns=(
                Column(key="use", title=_("Use, fee →")),
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
        _count_row(_("Opinions"), chance_["opinions"]),
        _count_row(_("Operations avoided"), chance_["surgeries_avoided"]),
        Row(
            cells=(
                header(_("Net")),
                Cell(
                    text=table_money(chance_["net"]["mean"]), tone=tone_of(chance_["net"]["mean"])
                ),
                Cell(text=table_money(net["10"])),
                Cell(text=table_money(net["90"])),
                Cell(text="—"),
            )
        ),
    )
    size = _("luck moves one year more than doubt does") if wider else _("doubt outweighs luck")
    return Exhibit(
        slug="luck",
        label=_("One year's luck"),
        title=sentences.luck(result),
        lead=_(
            "Even if every figure were known, one year differs from another. For "
            "{members} members {size}.",
            members=people(result["members"]),
            size=size,
        ),
        table=Table(
            caption=_("The first contract year, doubt and luck together"),
            columns=(
                Column(key="figure", title=_("In the first year")),
                Column(key="mean", title=_("Mean"), is_numeric=True),
                Column(key="low", title=_("Lower in 1 of 10"), is_numeric=True),
                Column(key="high", title=_("Higher in 1 of 10"), is_numeric=True),
                Column(key="none", title=_("Chance of none"), is_numeric=True),
            ),
            rows=rows,
        ),
        notes=(
            _(
                "Luck alone spreads the year's net by about {luck_only_sd} (standard "
                "deviation), doubt about the figures by {doubt_only_sd}. Together: "
                "{chances} that the first year pays.",
                luck_only_sd=words_money(chance_["luck_only_sd"]),
                doubt_only_sd=words_money(chance_["doubt_only_sd"]),
                chances=chances,
            ),
        ),
        terms=glossary.terms("standard deviation"),
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
