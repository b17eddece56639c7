"""The price that pays back as often as wanted, in each way of charging."""

import math
from typing import cast

from calculator.engine.deal.result import Curve, Deal, Price
from calculator.exhibits import charts, glossary
from calculator.exhibits.exhibit import Cell, Chart, Column, Exhibit, Row, Table, header
from calculator.exhibits.formats import (
    FEE_UNIT,
    chance,
    fee_amount,
    fee_floor,
    percent,
    stated_percent,
)

NAMES = {
    "pepm": "Per employee per month",
    "pmpm": "Per member per month",
    "per_opinion": "Per opinion",
    "gain_share": "Share of the savings",
}
UNITS = {**FEE_UNIT, "gain_share": "of the measured savings"}
NO_PRICE, ANY_PRICE = "no price", "any price"


def price(deal: Deal) -> Exhibit:
    """Return the price that pays back with the chance wanted, and the chance over the price."""
    curve = deal["curve"]
    return Exhibit(
        slug="price",
        label="What price pays back",
        title=_title(deal),
        lead="If all were charged in one way: that price in place of every fee and the gain share, "
        "everything else as in the contract.",
        chart=_chart(curve),
        table=Table(
            caption=f"The highest price that pays back in {in_cases(term(deal, 'probability'))}",
            columns=(
                Column(key="basis", title="Charged"),
                Column(key="now", title="In this contract", is_numeric=True),
                Column(key="luck", title="Pays back, luck included", is_numeric=True),
                Column(key="doubt", title="Pays back, doubt alone", is_numeric=True),
            ),
            rows=tuple(_row(row, curve["basis"]) for row in deal["prices"]),
        ),
        notes=_notes(deal),
        terms=glossary.terms("PEPM", "PMPM"),
    )


def of_price(deal: Deal) -> tuple[str, str]:
    """Return the price that pays back in the contract's own way, and its unit."""
    curve = deal["curve"]
    found = next(row for row in deal["prices"] if row["basis"] == curve["basis"])
    text = amount(found["luck"], curve["basis"])
    if text == NO_PRICE:
        return "No price", f"Even free of charge it does so in {in_cases(curve['luck'][0])}"
    if text == ANY_PRICE:
        return "Any price", "All of it comes back, or none of it is ever paid"
    now = amount_now(found["now"], curve["basis"])
    return text, f"{UNITS[curve['basis']].capitalize()}, luck included; {now} in this contract"


def term(deal: Deal, name: str) -> float:
    """Return a term of the contract that is a number."""
    return cast(float, deal["terms"][name])


def in_cases(share: float) -> str:
    """Return how often something happens, in simulated cases.

    >>> in_cases(0.8), in_cases(0.999)
    ('80 of 100 cases', 'more than 99 of 100 cases')
    """
    return f"{chance(share).replace(' in ', ' of ')} cases"


def amount(value: float | None, basis: str) -> str:
    """Return a price rounded down to what can be charged.

    >>> amount(0.279, "pepm"), amount(0.4559, "gain_share"), amount(None, "pmpm")
    ('$0.27', '45%', 'no price')
    >>> amount(float("inf"), "per_opinion")
    'any price'
    """
    if value is None:
        return NO_PRICE
    if math.isinf(value):
        return ANY_PRICE
    if basis == "gain_share":
        return f"{math.floor(value * 100)}%"
    return fee_amount(fee_floor(value, basis), basis)


def amount_now(value: float, basis: str) -> str:
    """Return a price as it stands in the contract."""
    if not value:
        return "none"
    return stated_percent(value) if basis == "gain_share" else fee_amount(value, basis)


def _title(deal: Deal) -> str:
    curve, wanted = deal["curve"], in_cases(term(deal, "probability"))
    found = next(row for row in deal["prices"] if row["basis"] == curve["basis"])
    unit, text = UNITS[curve["basis"]], amount(found["luck"], curve["basis"])
    if text == NO_PRICE:
        free = in_cases(curve["luck"][0])
        return f"No price pays back in {wanted}: even free of charge it does in {free}"
    if text == ANY_PRICE:
        return f"At any price {unit} it pays back in {wanted}"
    return f"It pays back in {wanted} up to {text} {unit}"


def _row(row: Price, charged: str) -> Row:
    basis = row["basis"]
    return Row(
        cells=(
            header(NAMES[basis]),
            Cell(text=amount_now(row["now"], basis)),
            Cell(text=amount(row["luck"], basis)),
            Cell(text=amount(row["doubt"], basis)),
        ),
        kind="chosen" if basis == charged else "plain",
    )


def _chart(curve: Curve) -> Chart:
    basis = curve["basis"]
    unit = f"{'share' if basis == 'gain_share' else 'price'} {UNITS[basis]}"

    def words(value: float) -> str:
        return percent(value) if basis == "gain_share" else fee_amount(value, basis)

    alt = f"Chance of paying back by {unit}, luck included: " + "; ".join(
        f"{words(curve['prices'][i])}: {chance(curve['luck'][i])}"
        for i in range(0, len(curve["prices"]), 10)
    )
    now = curve["now"]
    picture = charts.curve(
        curve["prices"],
        curve["luck"],
        here=(now, f"now {words(now)}"),
        words=words,
        label=alt,
    )
    return Chart(svg=picture, alt=alt, caption=f"Chance of paying back by {unit}, luck included")


def _notes(deal: Deal) -> tuple[str, ...]:
    notes = [
        "Prices are rounded down. “No price”: other costs, or care that opinions add, keep it "
        "from paying back so often even free of charge."
    ]
    if deal["curve"]["is_drawn"]:
        notes.insert(0, _not_agreed(deal))
    if deal["guarantee"]["is_agreed"]:
        notes.append(
            "The guarantee is counted in. A gain share stands without it: there are no fees to put "
            "at risk."
        )
        if term(deal, "guaranteed_ratio") > 1:
            notes.append(
                "A guarantee of more than 1 to 1 can make a higher price pay back more often: "
                "the more is promised, the more comes back when it is missed."
            )
    return tuple(notes)


def _not_agreed(deal: Deal) -> str:
    """Say why the drawing differs from the headline where no price was agreed yet."""
    curve = deal["curve"]
    now = amount_now(curve["now"], curve["basis"])
    whole = in_cases(deal["deal"]["luck"]["chance"])
    return (
        f"No price is agreed yet: {now} is what the evidence expects, and the contract above pays "
        f"back in {whole} because the price may turn out lower or higher. Here every price is as "
        f"good as signed; {now}, signed, pays back in {in_cases(curve['agreed'])}. Enter the price "
        "that you are offered."
    )
