"""A contract in words: what it costs, what it leaves, how sure that is, and beside what."""

from collections.abc import Sequence
from dataclasses import dataclass

from calculator.engine.deal.result import Deal, Position
from calculator.exhibits import glossary
from calculator.exhibits.chances import chance, chance_in_words
from calculator.exhibits.deal_guarantee import guarantee
from calculator.exhibits.deal_interests import interests
from calculator.exhibits.deal_list_prices import Listed, list_prices
from calculator.exhibits.deal_notes import money_notes
from calculator.exhibits.deal_price import in_cases, of_price, price, term
from calculator.exhibits.deal_years import by_year
from calculator.exhibits.exhibit import (
    Cell,
    Column,
    Exhibit,
    Row,
    Table,
    Term,
    Tile,
    Tone,
    header,
    tone_of,
)
from calculator.exhibits.formats import (
    count,
    table_money,
    whole,
    words_money,
)
from calculator.exhibits.sentences import about
from calculator.exhibits.tiles import signed
from calculator.language import gettext as _
from calculator.language import gettext_noop as noop

FLOWS = (
    (noop("Care saved that you keep"), "kept", 1),
    (noop("Work days not lost"), "productivity", 1),
    (noop("Fees"), "fees", -1),
    (noop("Gain share"), "gain", -1),
    (noop("Implementation fee, spread over the years"), "implementation", -1),
    (noop("Incentives to members"), "incentive", -1),
    (noop("Your own administration"), "administration", -1),
    (noop("Paid back to you"), "back", 1),
)
ALWAYS = frozenset({"kept", "fees"})
WORDS = ("80% interval", "present value")  # explained under the four figures


@dataclass(frozen=True, slots=True, kw_only=True)
class DealAnswer:
    """The answer to a contract, ready for a template; ``tone`` is the verdict's."""

    headline: str
    verdict: str
    tone: Tone
    tiles: tuple[Tile, ...]
    terms: tuple[Term, ...]
    exhibits: tuple[Exhibit, ...]


def answer(deal: Deal, listed: Sequence[Listed]) -> DealAnswer:
    """Return the whole answer, from the sentence to the list prices."""
    exhibits = (
        money(deal),
        by_year(deal),
        price(deal),
        guarantee(deal),
        interests(deal),
        list_prices(deal, listed),
    )
    return DealAnswer(
        headline=headline(deal),
        verdict=verdict(deal),
        tone=tone_of(deal["deal"]["net"] - (0 if deal["is_own"] else deal["own"]["net"])),
        tiles=tiles(deal),
        terms=glossary.terms(*WORDS),
        exhibits=glossary.on_first_use(exhibits, said=WORDS),
    )


def headline(deal: Deal) -> str:
    """Return the contract in words: cost, saving, net with its range, and chance."""
    found, when = deal["deal"], a_year(deal)
    spread = _range(found)
    return _(
        "This contract costs {cost} {when} and {brings}: {outcome} (80% interval {spread}, luck "
        "included). It has {chance} of paying back {over}.",
        cost=about(found["cost"]),
        when=when,
        brings=_brings(found),
        outcome=_outcome(found),
        spread=spread,
        chance=chance_in_words(found["luck"]["chance"]),
        over=over(deal),
    )


def verdict(deal: Deal) -> str:
    """Return how it compares with the contract that the calculation assumed."""
    if deal["is_own"]:
        return _(
            "These are the terms of your calculation. Change them below, or start "
            "from one of the contracts to try."
        )
    better = deal["deal"]["net"] - deal["own"]["net"]
    own = chance_in_words(deal["own"]["luck"]["chance"])
    if round(better) == 0:
        return _("To you it comes to the same as the contract of your calculation.")
    amount, when = about(abs(better)), a_year(deal)
    if better > 0:
        return _(
            "That is {amount} {when} better for you than the contract of your "
            "calculation, which has {own} of paying back.",
            amount=amount,
            when=when,
            own=own,
        )
    return _(
        "That is {amount} {when} worse for you than the contract of your "
        "calculation, which has {own} of paying back.",
        amount=amount,
        when=when,
        own=own,
    )


def tiles(deal: Deal) -> tuple[Tile, ...]:
    """Return cost, net, chance and the price that pays back as often as wanted."""
    found = deal["deal"]
    back = _("; {back} paid back", back=words_money(found["back"])) if round(found["back"]) else ""
    wanted, detail = of_price(deal)
    return (
        Tile(
            key="cost",
            label=_("Costs you {a_year}", a_year=a_year(deal)),
            value=words_money(found["cost"]),
            detail=_("Fees {fees}{back}", fees=words_money(found["fees"]), back=back),
        ),
        Tile(
            key="net",
            label=_("Net {a_year}", a_year=a_year(deal)),
            value=signed(found["net"]),
            detail=_("80% interval {range}, luck included", range=_range(found)),
            tone=tone_of(found["net"]),
        ),
        Tile(
            key="chance",
            label=_("Chance that it pays back {over}", over=over(deal)),
            value=chance(found["luck"]["chance"]),
            detail=_("Luck left out: {chance}", chance=chance(found["doubt"]["chance"])),
            tone="gain" if found["luck"]["chance"] > 0.5 else "loss",
        ),
        Tile(
            key="price",
            label=_(
                "Price that pays back in {in_cases}", in_cases=in_cases(term(deal, "probability"))
            ),
            value=wanted,
            detail=detail,
        ),
    )


def money(deal: Deal) -> Exhibit:
    """Return where the money goes, beside the contract of the calculation."""
    parts = [deal["deal"]] if deal["is_own"] else [deal["deal"], deal["own"]]
    titles = (_("This contract"), _("As in your calculation"))
    columns = [Column(key="flow", title=_("US dollars {a_year}", a_year=a_year(deal)))]
    columns += [Column(key=f"c{n}", title=titles[n], is_numeric=True) for n in range(len(parts))]
    return Exhibit(
        slug="money",
        label=_("What it costs and what it leaves"),
        title=_money_title(deal),
        lead=_(
            "About {opinions} opinions {a_year}. Means of {draws} draws, "
            "undiscounted; a contract pays back where the present value of what it "
            "leaves is not below zero.",
            opinions=count(deal["deal"]["opinions"]),
            a_year=a_year(deal),
            draws=whole(deal["draws"]),
        ),
        table=Table(
            caption=_("The contract in dollars"),
            columns=tuple(columns),
            rows=tuple(_flow_rows(parts) + _spread_rows(parts)),
        ),
        notes=money_notes(deal),
        terms=glossary.terms("80% interval"),
    )


def a_year(deal: Deal) -> str:
    """Return how yearly money is spoken of."""
    return _("a year") if deal["years"] > 1 else _("in the one year")


def over(deal: Deal) -> str:
    """Return the years of the contract."""
    return (
        _("within the year") if deal["years"] == 1 else _("over {years} years", years=deal["years"])
    )


def _brings(found: Position) -> str:
    saved, work = found["kept"], found["productivity"]
    care = _("saves you {saved} in care", saved=about(saved))
    if saved < 0:
        care = _("adds {saved} to your bill for care", saved=about(-saved))
    if not work:
        return care
    return _("{care} and {work} in work days", care=care, work=about(work))


def _outcome(found: Position) -> str:
    if round(found["net"]) == 0:
        return _("it leaves you as you are")
    if found["net"] > 0:
        return _("a gain of {amount}", amount=about(found["net"]))
    return _("a loss of {amount}", amount=about(-found["net"]))


def _range(found: Position) -> str:
    return _(
        "{low} to {high}",
        low=words_money(found["luck"]["low"]),
        high=words_money(found["luck"]["high"]),
    )


def _money_title(deal: Deal) -> str:
    found = deal["deal"]
    if round(found["net"]) == 0:
        return _("What it costs and what it saves you are the same")
    if found["net"] > 0:
        return _(
            "It saves you {net} {a_year} more than it costs",
            net=about(found["net"]),
            a_year=a_year(deal),
        )
    return _(
        "It costs you {net} {a_year} more than it saves",
        net=about(-found["net"]),
        a_year=a_year(deal),
    )


def _flow_rows(parts: Sequence[Position]) -> list[Row]:
    rows = []
    for label, key, sign in FLOWS:
        values = [sign * float(part[key]) for part in parts]  # type: ignore[literal-required]
        if key in ALWAYS or any(round(value) for value in values):
            cells = (Cell(text=table_money(value)) for value in values)
            rows.append(Row(cells=(header(_(label)), *cells)))
    nets = (Cell(text=table_money(part["net"]), tone=tone_of(part["net"])) for part in parts)
    rows.append(Row(cells=(header(_("Left to you")), *nets), kind="total"))
    sellers = (Cell(text=table_money(_revenue(part))) for part in parts)
    rows.append(Row(cells=(header(_("Left to the seller")), *sellers)))
    return rows


def _revenue(part: Position) -> float:
    return part["fees"] + part["gain"] + part["implementation"] - part["back"]


def _spread_rows(parts: Sequence[Position]) -> list[Row]:
    def row(label: str, texts: Sequence[str]) -> Row:
        return Row(cells=(header(label), *(Cell(text=text) for text in texts)))

    rows = []
    for label, key in ((_("luck included"), "luck"), (_("doubt alone"), "doubt")):
        found = [part[key] for part in parts]  # type: ignore[literal-required]
        spreads = [
            _("{low} to {high}", low=table_money(s["low"]), high=table_money(s["high"]))
            for s in found
        ]
        rows.append(row(_("80% interval, {label}", label=label), spreads))
        rows.append(
            row(
                _("Chance that it pays back, {label}", label=label),
                [chance(s["chance"]) for s in found],
            )
        )
    return rows
