"""The price that pays back as often as wanted, in each way of charging."""

import math
from typing import cast

from calculator.engine.deal.result import Curve, Deal, Price
from calculator.exhibits import charts, glossary
from calculator.exhibits.chances import cases_of, chance
from calculator.exhibits.exhibit import Cell, Chart, Column, Exhibit, Row, Table, header
from calculator.exhibits.facts import capital
from calculator.exhibits.formats import (
    FEE_UNIT,
    fee_amount,
    fee_floor,
    fee_unit,
    percent,
    stated_percent,
)
from calculator.language import gettext as _
from calculator.language import gettext_noop as noop

NAMES = {
    "pepm": noop("Per employee per month"),
    "pmpm": noop("Per member per month"),
    "per_opinion": noop("Per opinion"),
    "gain_share": noop("Share of the savings"),
}
UNITS = {**FEE_UNIT, "gain_share": noop("of the measured savings")}
NO_PRICE, ANY_PRICE = noop("no price"), noop("any price")


def price(deal: Deal) -> Exhibit:
    """Return the price that pays back with the chance wanted, and the chance over the price."""
    curve = deal["curve"]
    return Exhibit(
        slug="price",
        label=_("What price pays back"),
        title=_title(deal),
        lead=_(
            "If all were charged in one way: that price in place of every fee and "
            "the gain share, everything else as in the contract."
        ),
        chart=_chart(curve),
        table=Table(
            caption=_(
                "The highest price that pays back in {in_cases}",
                in_cases=in_cases(term(deal, "probability")),
            ),
            columns=(
                Column(key="basis", title=_("Charged")),
                Column(key="now", title=_("In this contract"), is_numeric=True),
                Column(key="luck", title=_("Pays back, luck included"), is_numeric=True),
                Column(key="doubt", title=_("Pays back, doubt alone"), is_numeric=True),
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
    if text == _(NO_PRICE):
        return _("No price"), _(
            "Even free of charge it does so in {in_cases}", in_cases=in_cases(curve["luck"][0])
        )
    if text == _(ANY_PRICE):
        return _("Any price"), _("All of it comes back, or none of it is ever paid")
    now = amount_now(found["now"], curve["basis"])
    return text, _(
        "{unit}, luck included; {now} in this contract",
        unit=capital(_(UNITS[curve["basis"]])),
        now=now,
    )


def term(deal: Deal, name: str) -> float:
    """Return a term of the contract that is a number."""
    return cast(float, deal["terms"][name])


def in_cases(share: float) -> str:
    """Return how often something happens, in simulated cases.

    >>> in_cases(0.8), in_cases(0.999)
    ('80 of 100 cases', 'more than 99 of 100 cases')
    """
    return _("{cases} cases", cases=cases_of(share))


def amount(value: float | None, basis: str) -> str:
    """Return a price rounded down to what can be charged.

    >>> amount(0.279, "pepm"), amount(0.4559, "gain_share"), amount(None, "pmpm")
    ('$0.27', '45%', 'no price')
    >>> amount(float("inf"), "per_opinion")
    'any price'
    """
    if value is None:
        return _(NO_PRICE)
    if math.isinf(value):
        return _(ANY_PRICE)
    if basis == "gain_share":
        return f"{math.floor(value * 100)}%"
    return fee_amount(fee_floor(value, basis), basis)


def amount_now(value: float, basis: str) -> str:
    """Return a price as it stands in the contract."""
    if not value:
        return _("none")
    return stated_percent(value) if basis == "gain_share" else fee_amount(value, basis)


def _title(deal: Deal) -> str:
    curve, wanted = deal["curve"], in_cases(term(deal, "probability"))
    found = next(row for row in deal["prices"] if row["basis"] == curve["basis"])
    unit, text = _(UNITS[curve["basis"]]), amount(found["luck"], curve["basis"])
    if text == _(NO_PRICE):
        free = in_cases(curve["luck"][0])
        return _(
            "No price pays back in {wanted}: even free of charge it does in {free}",
            wanted=wanted,
            free=free,
        )
    if text == _(ANY_PRICE):
        return _("At any price {unit} it pays back in {wanted}", unit=unit, wanted=wanted)
    return _("It pays back in {wanted} up to {text} {unit}", wanted=wanted, text=text, unit=unit)


def _row(row: Price, charged: str) -> Row:
    basis = row["basis"]
    return Row(
        cells=(
            header(_(NAMES[basis])),
            Cell(text=amount_now(row["now"], basis)),
            Cell(text=amount(row["luck"], basis)),
            Cell(text=amount(row["doubt"], basis)),
        ),
        kind="chosen" if basis == charged else "plain",
    )


def _chart(curve: Curve) -> Chart:
    basis = curve["basis"]
    unit = (
        _("share of the measured savings")
        if basis == "gain_share"
        else _("price {unit}", unit=fee_unit(basis))
    )

    def words(value: float) -> str:
        return percent(value) if basis == "gain_share" else fee_amount(value, basis)

    alt = (
        _("Chance of paying back by {unit}, luck included", unit=unit)
        + ": "
        + "; ".join(
            f"{words(curve['prices'][i])}: {chance(curve['luck'][i])}"
            for i in range(0, len(curve["prices"]), 10)
        )
    )
    now = curve["now"]
    picture = charts.curve(
        curve["prices"],
        curve["luck"],
        here=(now, _("now {now}", now=words(now))),
        words=words,
        label=alt,
    )
    return Chart(
        svg=picture, alt=alt, caption=_("Chance of paying back by {unit}, luck included", unit=unit)
    )


def _notes(deal: Deal) -> tuple[str, ...]:
    notes = [
        _(
            "Prices are rounded down. “No price”: other costs, or care that "
            "opinions add, keep it from paying back so often even free of charge."
        )
    ]
    if deal["curve"]["is_drawn"]:
        notes.insert(0, _not_agreed(deal))
    if deal["guarantee"]["is_agreed"]:
        notes.append(
            _(
                "The guarantee is counted in. A gain share stands without it: there "
                "are no fees to put at risk."
            )
        )
        if term(deal, "guaranteed_ratio") > 1:
            notes.append(
                _(
                    "A guarantee of more than 1 to 1 can make a higher price pay back more "
                    "often. The more is promised, the more comes back when the promise is "
                    "missed."
                )
            )
    return tuple(notes)


def _not_agreed(deal: Deal) -> str:
    """Say why the drawing differs from the headline where no price was agreed yet."""
    curve = deal["curve"]
    now = amount_now(curve["now"], curve["basis"])
    whole = in_cases(deal["deal"]["luck"]["chance"])
    return _(
        "No price is agreed yet: {now} is what the evidence expects. The contract above pays "
        "back in {whole}, as the price may turn out lower or higher. Here every price is as "
        "good as signed; {now}, signed, pays back in {in_cases}. Enter the price that you are "
        "offered.",
        now=now,
        whole=whole,
        in_cases=in_cases(curve["agreed"]),
    )
