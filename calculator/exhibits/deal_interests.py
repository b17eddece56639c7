"""Where the seller's and the sponsor's interests part, a sentence for each way of charging."""

from calculator.engine.deal.result import Deal, Interest, Move
from calculator.exhibits.deal_price import NAMES, amount_now, term
from calculator.exhibits.exhibit import Cell, Column, Exhibit, Row, Table, header, tone_of
from calculator.exhibits.formats import table_money, words_money
from calculator.exhibits.sentences import about

EVEN = 0.5  # dollars a year that nobody acts on


def interests(deal: Deal) -> Exhibit:
    """Return what a tenth more use, or advice against operations, brings to either side."""
    return Exhibit(
        slug="interests",
        label="Where interests part",
        title=_title(deal["interests"][0]),
        lead="What either side gains or loses a year if a tenth more members ask, or if a tenth "
        "more operations are not confirmed. Single fees are set to bring the seller what this "
        "contract's fees bring; they stand without a guarantee.",
        table=Table(
            caption="A tenth more of something, US dollars a year",
            columns=(
                Column(key="basis", title="Charged"),
                Column(key="use-seller", title="More use: the seller", is_numeric=True),
                Column(key="use-you", title="More use: you", is_numeric=True),
                Column(key="advice-seller", title="More advice against: the seller",
                       is_numeric=True),
                Column(key="advice-you", title="More advice against: you", is_numeric=True),
            ),
            rows=tuple(_row(row, deal) for row in deal["interests"]),
        ),
        notes=_notes(deal),
    )  # fmt: skip


def parting(move: Move, what: str) -> str:
    """Return in a sentence whom more of something serves."""
    seller, sponsor = _side(move["seller"]), _side(move["sponsor"])
    words = {
        (0, 0): f"{what} moves neither side",
        (0, 1): f"{what} gains you money and the seller nothing",
        (0, -1): f"{what} costs you money and leaves the seller as it is",
        (1, 0): f"{what} pays the seller and leaves you as you are",
        (1, 1): f"{what} pays both the seller and you",
        (1, -1): f"{what} pays the seller and costs you money",
        (-1, 0): f"{what} costs the seller and leaves you as you are",
        (-1, 1): f"{what} gains you money and costs the seller",
        (-1, -1): f"{what} costs both the seller and you",
    }
    return words[seller, sponsor]


def _title(contract: Interest) -> str:
    return f"Under this contract {parting(contract['use'], 'more use')}"


def _row(row: Interest, deal: Deal) -> Row:
    name, price = "This contract", ""
    if row["basis"] != "contract":
        name, price = NAMES[row["basis"]], amount_now(row["price"] or 0.0, row["basis"])
    return Row(
        cells=(
            header(f"{name}, {price}" if price else name, hint=_sentence(row, deal)),
            *_cells(row["use"]),
            *_cells(row["advice"]),
        ),
        kind="plain" if price else "chosen",
    )


def _cells(move: Move) -> tuple[Cell, Cell]:
    margin = move["seller_margin"]
    hint = "" if margin is None else f"margin {table_money(margin)}"
    return (
        Cell(text=_plus(move["seller"]), hint=hint),
        Cell(text=_plus(move["sponsor"]), tone=tone_of(move["sponsor"])),
    )


def _sentence(row: Interest, deal: Deal) -> str:
    basis, use = row["basis"], row["use"]
    if basis == "contract":
        use_words = parting(use, "More use")
        return f"{use_words}; {parting(row['advice'], 'more advice against operations')}."
    if basis in ("pepm", "pmpm"):
        if use["seller_margin"] is None:
            return "The seller earns the same if nobody calls."
        cost = words_money(term(deal, "seller_cost_per_opinion"))
        return f"The seller earns the same if nobody calls, and every opinion costs it {cost}."
    if basis == "gain_share":
        by = "its own count" if deal["terms"]["measured_by"] == "count" else "claims"
        return (
            f"Of each further dollar measured by {by} the seller earns "
            f"${row['price'] or 0.0:.2f}; if nobody is helped it earns nothing."
        )
    each = use["sponsor"] / use["opinions"] if use["opinions"] else 0.0
    side = "gain" if each > 0 else "lose"
    return (
        f"Every further opinion pays the seller {words_money(row['price'])}, and you {side} "
        f"{about(abs(each))} on it."
    )


def _notes(deal: Deal) -> tuple[str, ...]:
    contract = deal["interests"][0]
    notes = []
    if deal["terms"]["measured_by"] == "count" and contract["advice"]["seller"] > EVEN:
        notes.append(
            f"By the seller's own count, a tenth more advice against operations is worth "
            f"{words_money(contract['advice']['seller'])} a year to the seller whether or not a "
            "single operation is avoided."
        )
    notes.append(
        "That more members ask takes somebody's effort, which no figure here holds. A seller that "
        "is paid the same anyway has no reason to make it; one that is paid per opinion has no "
        "reason to stop."
    )
    if deal["terms"]["seller_cost_per_opinion"] is None:
        notes.append(
            "The seller's side is its revenue. Enter what an opinion costs the seller to see its "
            "margin; nobody publishes that figure."
        )
    return tuple(notes)


def _side(value: float) -> int:
    if abs(value) < EVEN:
        return 0
    return 1 if value > 0 else -1


def _plus(value: float) -> str:
    return table_money(value) if value < EVEN else f"+{table_money(value)}"
