"""Who keeps the money: the dollar, the areas, what is left after the fee, what it rests on."""

from dataclasses import dataclass

from calculator.engine.split.result import Parts, Split
from calculator.engine.split.terms import SplitTerms
from calculator.exhibits import split_drawing as drawing
from calculator.exhibits import split_words as say
from calculator.exhibits.addends import whole_dollars
from calculator.exhibits.exhibit import (
    Cell,
    Chart,
    Column,
    Exhibit,
    Row,
    Table,
    Tone,
    header,
    tone_of,
)
from calculator.exhibits.facts import capital, lower
from calculator.exhibits.formats import (
    ratio,
    table_money,
)
from calculator.exhibits.names import named
from calculator.exhibits.scale import Scale
from calculator.exhibits.sentences import money_range
from calculator.exhibits.split_left import left, use_in_words
from calculator.exhibits.split_moves import caution, moved
from calculator.exhibits.split_terms import rests_on
from calculator.exhibits.split_words import Party
from calculator.language import gettext as _


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitAnswer:
    """The answer, ready for a template; ``use`` says what the button does, or why there is none."""

    headline: str
    verdict: str
    detail: str
    caution: str
    tone: Tone
    exhibits: tuple[Exhibit, ...]
    use: str
    can_use: bool


def answer(split: Split, terms: SplitTerms) -> SplitAnswer:
    """Return everything that is said about who keeps the savings."""
    shown = say.present(
        say.parties(split["reader"], terms),
        split["annual"],
        *(area["parts"] for area in split["areas"]),
    )
    return SplitAnswer(
        headline=say.headline(split, terms),
        verdict=say.verdict(split),
        detail=say.detail(split),
        caution=caution(split, terms),
        tone=say.tone(split),
        exhibits=(
            _dollar(split, shown),
            _areas(split, shown),
            left(split),
            *moved(split, terms),
            rests_on(split, terms),
        ),
        use=use_in_words(split, terms),
        can_use=split["use"] is not None and say.is_other(split),
    )


def _dollar(split: Split, shown: tuple[Party, ...]) -> Exhibit:
    annual = split["annual"]
    cents = say.cents(shown, annual)
    amounts = _dollars(shown, annual)
    rows = [
        Row(
            cells=(
                header(capital(party.name)),
                Cell(text=ratio(cents[index] / 100) if cents else ratio(None)),
                Cell(text=table_money(amounts[index]), tone=tone_of(amounts[index])),
                Cell(text=money_range(split["spreads"][party.key]["percentiles"])),
            ),
            kind="chosen" if party.is_you else "plain",
        )
        for index, party in enumerate(shown)
    ]
    rows.append(
        Row(
            cells=(
                header(_("All savings in care")),
                Cell(text=ratio(1.0) if cents else ratio(None)),
                Cell(text=table_money(annual["gross"]), tone=tone_of(annual["gross"])),
                Cell(text=money_range(split["spreads"]["gross"]["percentiles"])),
            ),
            kind="total",
        )
    )
    return Exhibit(
        slug="dollar",
        label=_("The dollar"),
        title=_("Each dollar saved in care, in parts")
        if annual["gross"] >= 0
        else _("Each dollar added in care, in parts"),
        lead=_("Care avoided less care that opinions add, at allowed prices, before the fee."),
        chart=_dollar_chart(shown, annual, cents),
        table=Table(
            caption=_("Who keeps the savings in care, a year"),
            columns=(
                Column(key="who", title=_("Who")),
                Column(key="cents", title=_("Of each $1"), is_numeric=True),
                Column(key="dollars", title=_("Dollars a year"), is_numeric=True),
                Column(key="interval", title=_("80% interval"), is_numeric=True),
            ),
            rows=tuple(rows),
        ),
        notes=(_avoided_and_added(split),),
    )


def _dollar_chart(shown: tuple[Party, ...], annual: Parts, cents: list[int] | None) -> Chart | None:
    if cents is None:
        return None
    words = [ratio(part / 100) for part in cents]
    parts = say.drawn(shown, [part / 100 for part in cents], words)
    label = ", ".join(f"{part.name} {part.words}" for part in parts)
    caption = (
        _("One dollar of care avoided") if annual["gross"] > 0 else _("One dollar of care added")
    )
    return Chart(svg=drawing.dollar(parts, label=f"{caption}: {label}"), alt=label, caption=caption)


def _areas(split: Split, shown: tuple[Party, ...]) -> Exhibit:
    rows = split["areas"]
    axis = drawing.axis([_amounts(shown, row["parts"]) for row in rows])
    total = split["annual"]
    return Exhibit(
        slug="keeps-areas",
        label=_("By clinical area"),
        title=_areas_title(split),
        lead=_(
            "Dollars a year, before the fee. Large claims reach stop-loss, small "
            "ones do not: so the same terms leave you more of one area than of "
            "another."
        ),
        table=Table(
            caption=_("Who keeps the savings of each clinical area, a year"),
            columns=(
                Column(key="area", title=_("Clinical area")),
                Column(key="gross", title=_("Saved in care"), is_numeric=True),
                *(
                    Column(key=party.key, title=capital(party.name), is_numeric=True)
                    for party in shown
                ),
                Column(key="bar", title=_("In parts")),
            ),
            rows=(
                *(_area_row(named(row["name"]), row["parts"], shown, axis) for row in rows),
                Row(
                    cells=(
                        header(_("All areas")),
                        Cell(text=table_money(total["gross"]), tone=tone_of(total["gross"])),
                        *(_money(value) for value in _dollars(shown, total)),
                        Cell(text=""),
                    ),
                    kind="total",
                ),
            ),
            note=_("Right of the line: kept. Left of it: paid more.") + " " + _key(shown),
        ),
    )


def _area_row(name: str, parts: Parts, shown: tuple[Party, ...], axis: Scale) -> Row:
    amounts = _dollars(shown, parts)
    stack = say.drawn(shown, _amounts(shown, parts), [table_money(value) for value in amounts])
    return Row(
        cells=(
            header(name),
            Cell(text=table_money(parts["gross"]), tone=tone_of(parts["gross"])),
            *(_money(value) for value in amounts),
            Cell(text="", strip=drawing.strip(stack, axis, label=name)),
        )
    )


def _areas_title(split: Split) -> str:
    by_carrier = {named(row["name"]): row["parts"]["carrier"] for row in split["areas"]}
    most = max(by_carrier, key=lambda name: by_carrier[name])
    if round(by_carrier[most]) <= 0:
        return _("Where the savings come from, and who keeps them")
    if split["reader"] == "insurer":
        return _("Reinsurance takes most from {area}", area=lower(most))
    return _("Stop-loss takes most from {area}", area=lower(most))


def _avoided_and_added(split: Split) -> str:
    avoided, added = split["avoided"]["gross"], split["added"]["gross"]
    return _(
        "Care avoided, {avoided} a year, less care that opinions add, {added}. "
        "Both are split by the same terms.",
        avoided=table_money(avoided),
        added=table_money(added),
    )


def _amounts(shown: tuple[Party, ...], parts: Parts) -> list[float]:
    return [say.amount_of(party, parts) for party in shown]


def _dollars(shown: tuple[Party, ...], parts: Parts) -> list[int]:
    """Whole dollars that add up to the whole as it is shown."""
    return whole_dollars(_amounts(shown, parts), round(parts["gross"]))


def _money(value: int) -> Cell:
    return Cell(text=table_money(value), tone="loss" if value < 0 else "")


def _key(shown: tuple[Party, ...]) -> str:
    order = "; ".join(party.name for party in shown)
    return _("From the line outward: {order}.", order=order)
