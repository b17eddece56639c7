"""What the same opinions would cost at the list prices of programs, where those are public."""

import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from calculator.engine.deal.result import Deal
from calculator.exhibits.exhibit import Cell, Column, Exhibit, Link, Row, Table, group, header
from calculator.exhibits.formats import count, table_money, words_money
from calculator.exhibits.links import PROGRAMS
from calculator.language import gettext as _
from calculator.language import ngettext

BY_YEAR = re.compile(r"y?(19|20)\d\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One program: its list price as the release holds it, the same said, and its source."""

    name: str
    slug: str
    price: object
    said: str
    basis: str
    source: str = ""


def list_prices(deal: Deal, listed: Sequence[Listed]) -> Exhibit:
    """Return each list price times the opinions expected; programs without one are told."""
    opinions = deal["deal"]["opinions"]
    priced = sorted(
        ((found, each) for each in listed if (found := quoted(each.price)) is not None),
        key=lambda pair: sum(pair[0]),
    )
    worded = [each for each in listed if each.price is not None and quoted(each.price) is None]
    silent = sum(each.price is None for each in listed)
    rows = [_row(found, each, opinions) for found, each in priced]
    if priced:
        rows += _summary([found for found, _each in priced], opinions)
    if worded:
        rows.append(group(_("Stated only in words, so not counted")))
        rows += [Row(cells=(_name(each), _cell(each), Cell(text=""))) for each in worded]
    return Exhibit(
        slug="list-prices",
        label=_("At list prices"),
        title=_title(deal, [found for found, _each in priced]),
        lead=_(
            "The {opinions} opinions a year that are expected, at what programs "
            "ask of patients who pay by themselves.",
            opinions=count(opinions),
        ),
        table=Table(
            caption=_("The opinions of a year at public list prices"),
            columns=(
                Column(key="program", title=_("Program")),
                Column(key="price", title=_("List price per opinion"), is_numeric=True),
                Column(key="year", title=_("For the opinions of a year"), is_numeric=True),
            ),
            rows=tuple(rows),
        ),
        notes=_notes(silent),
        links=(Link(label=_("All programs, and the standing of what they claim"), href=PROGRAMS),),
    )


def quoted(price: object) -> tuple[float, float] | None:
    """Return the lowest and highest figure of a list price as it stands; None without a figure.

    Of prices by year the newest figure counts; a price in words does not.

    >>> quoted(2400), quoted({"low": 500, "high": 5000}), quoted("700 (recalled)"), quoted(None)
    ((2400.0, 2400.0), (500.0, 5000.0), None, None)
    >>> quoted({"y2002": 730, "y2022": "just under 2,000", "current_recalled": 1850})
    (1850.0, 1850.0)
    >>> quoted({"y2002": 730, "y2008": 565})
    (565.0, 565.0)
    """
    if isinstance(price, int | float) and not isinstance(price, bool):
        return float(price), float(price)
    if not isinstance(price, dict):
        return None
    figures = {
        str(key): float(value)
        for key, value in price.items()
        if isinstance(value, int | float) and not isinstance(value, bool)
    }
    dated = {key: value for key, value in figures.items() if BY_YEAR.fullmatch(key)}
    today = [value for key, value in figures.items() if key not in dated]
    if dated and not today:
        today = [dated[max(dated)]]
    return (min(today), max(today)) if today else None


def _row(found: tuple[float, float], each: Listed, opinions: float) -> Row:
    low, high = found
    whole = _span(low, high)
    hint = "" if whole == each.said else each.said
    price = Cell(text=whole, hint=hint, href=each.source, hint_lang="en")
    return Row(cells=(_name(each), price, Cell(text=_span(low * opinions, high * opinions))))


def _summary(found: list[tuple[float, float]], opinions: float) -> list[Row]:
    return [
        Row(
            cells=(
                header(_("{which} of {n}", which=name, n=len(found))),
                Cell(text=table_money(value)),
                Cell(text=table_money(value * opinions)),
            ),
            kind="total",
        )
        for name, value in zip((_("Lowest"), _("Median"), _("Highest")), _three(found), strict=True)
    ]


def _three(found: list[tuple[float, float]]) -> tuple[float, float, float]:
    """Return the lowest price, the median of the programs' middles, and the highest."""
    middles = [(low + high) / 2 for low, high in found]
    return (
        min(low for low, _high in found),
        statistics.median(middles),
        max(high for _low, high in found),
    )


def _name(each: Listed) -> Cell:
    return header(each.name, hint=each.basis, href=f"{PROGRAMS}#{each.slug}", lang="en")


def _cell(each: Listed) -> Cell:
    return Cell(text=each.said, href=each.source, lang="en")


def _span(low: float, high: float) -> str:
    return (
        table_money(low)
        if low == high
        else _("{low} to {high}", low=table_money(low), high=table_money(high))
    )


def _title(deal: Deal, found: list[tuple[float, float]]) -> str:
    opinions, own = deal["deal"]["opinions"], deal["deal"]
    if opinions <= 0:
        return _("No opinions are expected, so there is nothing to price")
    paid = own["fees"] + own["gain"] + own["implementation"] - own["back"]
    back = _(", after what is paid back") if round(own["back"]) else ""
    here = _(
        "An opinion comes to {paid} under this contract{back}",
        paid=words_money(paid / opinions),
        back=back,
    )
    if not found:
        return _("{here}; no program of this release states a list price in figures", here=here)
    low, _middle, high = _three(found)
    return _(
        "{here}; at list prices to {low} to {high}",
        here=here,
        low=words_money(low),
        high=words_money(high),
    )


def _notes(silent: int) -> tuple[str, ...]:
    return (
        ngettext(
            "{n} more program states no price in public; programs sold to employers hardly ever "
            "do.",
            "{n} more programs state no price in public; programs sold to employers hardly ever "
            "do.",
            silent,
            n=silent,
        ),
        _(
            "A list price buys one review. Telling members that the program "
            "exists, and the help around it, are part of what a contract pays for. "
            "The median is that of the programs' middle prices; one marked as "
            "recalled was not seen in a source. These are no offers."
        ),
    )
