"""What is left to the reader after the fee, and how it is put into the calculation."""

from calculator.engine.split.result import Split
from calculator.engine.split.terms import SplitTerms
from calculator.exhibits import split_words as say
from calculator.exhibits.exhibit import Cell, Column, Exhibit, Row, Table, header, tone_of
from calculator.exhibits.formats import chance, fee, percent, ratio, table_money, words_money
from calculator.exhibits.sentences import money_range


def left(split: Split) -> Exhibit:
    """Return what is left of the reader's part after the program's cost."""
    found = split["verdict"]
    work = (("Work days not lost", found["productivity"]),) if found["productivity"] else ()
    rows = [
        _line("You keep of the savings in care", found["kept"]),
        *(_line(name, value) for name, value in work),
        _line("The program's cost, which you pay", -found["program_cost"]),
        _line("Net", found["net"], kind="total"),
    ]
    if split["renewal"] is not None:
        rows.append(
            _line(
                "Apart: credited at the next renewal",
                split["renewal"],
                hint="your assumption; next year's premium, not this year's money",
            )
        )
    spread = split["verdict"]["net_spread"]["percentiles"]
    sure = chance(found["probability_net_positive"])
    return Exhibit(
        slug="left",
        label="After the fee",
        title="What is left to you after the program's cost",
        lead=f"Net a year, 80% interval {money_range(spread)}. Chance that it pays: {sure}. "
        f"It returns {ratio(found['benefit_cost_ratio'])} to you per $1.",
        table=Table(
            caption="From what you keep to your net, a year",
            columns=(
                Column(key="what", title="What"),
                Column(key="dollars", title="Dollars a year", is_numeric=True),
            ),
            rows=tuple(rows),
        ),
        notes=(_break_even(split),),
    )


def _break_even(split: Split) -> str:
    found = split["verdict"]
    now = fee(found["fee"], found["fee_basis"])
    if found["break_even_fee"] is None:
        return "No fee is paid, so there is none at which it breaks even."
    if found["break_even_fee"] <= 0:
        return f"To you, even a free program would not pay. The fee in force is {now}."
    return (
        f"To you it breaks even at a fee of {fee(found['break_even_fee'], found['fee_basis'])}; "
        f"in force is {now}."
    )


def use_in_words(split: Split, terms: SplitTerms) -> str:
    """Return what the button does, or why there is none."""
    use = split["use"]
    if use is None:
        return (
            "No share from 0 to 1 says the same as these terms, so they cannot be put into the "
            "calculation: your part and the plan's part do not have the same sign."
        )
    sharing = (
        " and the plan's share of the bill to what your cost sharing leaves it"
        if use["plan_paid_share"]
        else ""
    )
    if not say.is_other(split):
        return "The calculation counts the same already: there is nothing to put into it."
    kept = percent(use["savings_retained"])
    funding = "; the plan counts as fully insured" * (
        terms.funding == "fully_insured" and split["reader"] == "sponsor"
    )
    net = words_money(split["verdict"]["net"])
    return (
        f"Makes a new calculation that sets the share of the plan's savings that you keep to "
        f"{kept}{sharing}{funding}. Its net a year is {net}, as here."
    )


def _line(name: str, value: float, *, kind: str = "plain", hint: str = "") -> Row:
    cells = (header(name, hint), Cell(text=table_money(value), tone=tone_of(value)))
    return Row(cells=cells, kind="total" if kind == "total" else "plain")
