"""A contract in words: what it costs, what it leaves, how sure that is, and beside what."""

from collections.abc import Sequence
from dataclasses import dataclass

from calculator.engine.deal.result import Deal, Position
from calculator.exhibits import glossary
from calculator.exhibits.deal_guarantee import guarantee
from calculator.exhibits.deal_interests import interests
from calculator.exhibits.deal_list_prices import Listed, list_prices
from calculator.exhibits.deal_price import in_cases, of_price, price, term
from calculator.exhibits.deal_years import by_year
from calculator.exhibits.exhibit import (
    Cell,
    Column,
    Exhibit,
    Row,
    Table,
    Tile,
    Tone,
    header,
    tone_of,
)
from calculator.exhibits.formats import (
    chance,
    chance_in_words,
    count,
    percent,
    table_money,
    words_money,
)
from calculator.exhibits.sentences import about
from calculator.exhibits.tiles import signed

FLOWS = (
    ("Care saved that you keep", "kept", 1),
    ("Work days not lost", "productivity", 1),
    ("Fees", "fees", -1),
    ("Gain share", "gain", -1),
    ("Implementation fee, spread over the years", "implementation", -1),
    ("Incentives to members", "incentive", -1),
    ("Your own administration", "administration", -1),
    ("Paid back to you", "back", 1),
)
ALWAYS = frozenset({"kept", "fees"})


@dataclass(frozen=True, slots=True, kw_only=True)
class DealAnswer:
    """The answer to a contract, ready for a template; ``tone`` is the verdict's."""

    headline: str
    verdict: str
    tone: Tone
    tiles: tuple[Tile, ...]
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
        exhibits=glossary.on_first_use(exhibits),
    )


def headline(deal: Deal) -> str:
    """Return the contract in one sentence: cost, saving, net with its range, and chance."""
    found, when = deal["deal"], a_year(deal)
    spread = _range(found)
    return (
        f"This contract costs {about(found['cost'])} {when} and {_brings(found)}: "
        f"{_outcome(found)} (80% interval {spread}, luck included), with "
        f"{chance_in_words(found['luck']['chance'])} of paying back {over(deal)}."
    )


def verdict(deal: Deal) -> str:
    """Return how it compares with the contract that the calculation assumed."""
    if deal["is_own"]:
        return (
            "These are the terms of your calculation. Change them below, or start from one of the "
            "contracts to try."
        )
    better = deal["deal"]["net"] - deal["own"]["net"]
    own = chance_in_words(deal["own"]["luck"]["chance"])
    if round(better) == 0:
        return "To you it comes to the same as the contract of your calculation."
    side = "better" if better > 0 else "worse"
    return (
        f"That is {about(abs(better))} {a_year(deal)} {side} for you than the contract of your "
        f"calculation, which has {own} of paying back."
    )


def tiles(deal: Deal) -> tuple[Tile, ...]:
    """Return cost, net, chance and the price that pays back as often as wanted."""
    found = deal["deal"]
    back = f"; {words_money(found['back'])} paid back" if round(found["back"]) else ""
    wanted, detail = of_price(deal)
    return (
        Tile(
            key="cost",
            label=f"Costs you {a_year(deal)}",
            value=words_money(found["cost"]),
            detail=f"Fees {words_money(found['fees'])}{back}",
        ),
        Tile(
            key="net",
            label=f"Net {a_year(deal)}",
            value=signed(found["net"]),
            detail=f"80% interval {_range(found)}, luck included",
            tone=tone_of(found["net"]),
        ),
        Tile(
            key="chance",
            label=f"Chance that it pays back {over(deal)}",
            value=chance(found["luck"]["chance"]),
            detail=f"Luck left out: {chance(found['doubt']['chance'])}",
            tone="gain" if found["luck"]["chance"] > 0.5 else "loss",
        ),
        Tile(
            key="price",
            label=f"Price that pays back in {in_cases(term(deal, 'probability'))}",
            value=wanted,
            detail=detail,
        ),
    )


def money(deal: Deal) -> Exhibit:
    """Return where the money goes, beside the contract of the calculation."""
    parts = [deal["deal"]] if deal["is_own"] else [deal["deal"], deal["own"]]
    titles = ("This contract", "As in your calculation")
    columns = [Column(key="flow", title=f"US dollars {a_year(deal)}")]
    columns += [Column(key=f"c{n}", title=titles[n], is_numeric=True) for n in range(len(parts))]
    return Exhibit(
        slug="money",
        label="What it costs and what it leaves",
        title=_money_title(deal),
        lead=f"About {count(deal['deal']['opinions'])} opinions {a_year(deal)}. Means of "
        f"{deal['draws']:,} draws, undiscounted; a contract pays back where the present value of "
        "what it leaves is not below zero.",
        table=Table(
            caption="The contract in dollars",
            columns=tuple(columns),
            rows=tuple(_flow_rows(parts) + _spread_rows(parts)),
        ),
        notes=_money_notes(deal),
        terms=glossary.terms("80% interval"),
    )


def a_year(deal: Deal) -> str:
    """Return how yearly money is spoken of."""
    return "a year" if deal["years"] > 1 else "in the one year"


def over(deal: Deal) -> str:
    """Return the years of the contract."""
    return "within the year" if deal["years"] == 1 else f"over {deal['years']} years"


def _brings(found: Position) -> str:
    saved, work = found["kept"], found["productivity"]
    care = f"saves you {about(saved)} in care"
    if saved < 0:
        care = f"adds {about(-saved)} to your bill for care"
    if not work:
        return care
    return f"{care} and {about(work)} in work days"


def _outcome(found: Position) -> str:
    if round(found["net"]) == 0:
        return "it leaves you as you are"
    side = "gain" if found["net"] > 0 else "loss"
    return f"a {side} of {about(abs(found['net']))}"


def _range(found: Position) -> str:
    return f"{words_money(found['luck']['low'])} to {words_money(found['luck']['high'])}"


def _money_title(deal: Deal) -> str:
    found = deal["deal"]
    if round(found["net"]) == 0:
        return "What it costs and what it saves you are the same"
    if found["net"] > 0:
        return f"It saves you {about(found['net'])} {a_year(deal)} more than it costs"
    return f"It costs you {about(-found['net'])} {a_year(deal)} more than it saves"


def _flow_rows(parts: Sequence[Position]) -> list[Row]:
    rows = []
    for label, key, sign in FLOWS:
        values = [sign * float(part[key]) for part in parts]  # type: ignore[literal-required]
        if key in ALWAYS or any(round(value) for value in values):
            cells = (Cell(text=table_money(value)) for value in values)
            rows.append(Row(cells=(header(label), *cells)))
    nets = (Cell(text=table_money(part["net"]), tone=tone_of(part["net"])) for part in parts)
    rows.append(Row(cells=(header("Left to you"), *nets), kind="total"))
    sellers = (Cell(text=table_money(_revenue(part))) for part in parts)
    rows.append(Row(cells=(header("Left to the seller"), *sellers)))
    return rows


def _revenue(part: Position) -> float:
    return part["fees"] + part["gain"] + part["implementation"] - part["back"]


def _spread_rows(parts: Sequence[Position]) -> list[Row]:
    def row(label: str, texts: Sequence[str]) -> Row:
        return Row(cells=(header(label), *(Cell(text=text) for text in texts)))

    rows = []
    for label, key in (("luck included", "luck"), ("doubt alone", "doubt")):
        found = [part[key] for part in parts]  # type: ignore[literal-required]
        spreads = [f"{table_money(s['low'])} to {table_money(s['high'])}" for s in found]
        rows.append(row(f"80% interval, {label}", spreads))
        rows.append(row(f"Chance that it pays back, {label}", [chance(s["chance"]) for s in found]))
    return rows


def _money_notes(deal: Deal) -> tuple[str, ...]:
    found = deal["deal"]
    notes = [
        "Doubt: every uncertain figure is drawn from its range. Luck: how many members ask in each "
        "contract year, what they are advised, and what each case costs.",
        f"The simulation's own error of the net, luck included, is about "
        f"{table_money(found['error'])}.",
    ]
    if deal["retained"] < 1:
        notes.append(
            f"Claims show all of the plan's savings; you keep {deal['retained'] * 100:.4g}% of "
            "them. A gain share and a guarantee go by all of them."
        )
    if deal["terms"]["measured_by"] == "count" and found["gain"] >= 1:
        notes.append(_of_the_count(deal))
    if found["incentive"]:
        notes.append(_incentive(term(deal, "incentive_uptake")))
    return tuple(notes)


def _of_the_count(deal: Deal) -> str:
    found, counted = deal["deal"], deal["guarantee"]["measured"]["count"]
    said = f"The gain share is taken of {words_money(counted)} a year by the seller's own count"
    if found["kept"] <= 0:
        return f"{said}, while you save nothing in care."
    return (
        f"{said}: it comes to {percent(found['gain'] / found['kept'])} of the care that you save."
    )


def _incentive(uptake: float) -> str:
    if uptake > 1:
        return f"That the incentive multiplies use by {uptake:.4g} is your assumption."
    return (
        "The incentive is a cost and changes nothing else: no study says how much use it adds. "
        "Enter your own assumption under the incentive."
    )
