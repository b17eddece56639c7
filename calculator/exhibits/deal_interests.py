"""Where the seller's and the sponsor's interests part, a sentence for each way of charging."""

from calculator.engine.deal.result import Deal, Interest, Move
from calculator.exhibits.deal_price import NAMES, amount_now, term
from calculator.exhibits.exhibit import Cell, Column, Exhibit, Row, Table, header, tone_of
from calculator.exhibits.formats import fee_amount, table_money, words_money
from calculator.exhibits.sentences import about
from calculator.language import gettext as _

EVEN = 0.5  # dollars a year that nobody acts on


def interests(deal: Deal) -> Exhibit:
    """Return what a tenth more use, or advice against operations, brings to either side."""
    return Exhibit(
        slug="interests",
        label=_("Where interests part"),
        title=_title(deal["interests"][0]),
        lead=_(
            "What either side gains or loses a year if a tenth more members ask, "
            "or if a tenth more operations are not confirmed. Single fees are set "
            "to bring the seller what this contract's fees bring; they stand "
            "without a guarantee."
        ),
        table=Table(
            caption=_("A tenth more of something, US dollars a year"),
            columns=(
                Column(key="basis", title=_("Charged")),
                Column(key="use-seller", title=_("More use: the seller"), is_numeric=True),
                Column(key="use-you", title=_("More use: you"), is_numeric=True),
                Column(key="advice-seller", title=_("More advice against: the seller"),
                       is_numeric=True),
                Column(key="advice-you", title=_("More advice against: you"), is_numeric=True),
            ),
            rows=tuple(_row(row, deal) for row in deal["interests"]),
        ),
        notes=_notes(deal),
    )  # fmt: skip


def parting(move: Move, what: str) -> str:
    """Return in a sentence whom more of something serves."""
    seller, sponsor = _side(move["seller"]), _side(move["sponsor"])
    words = {
        (0, 0): _("{what} moves neither side", what=what),
        (0, 1): _("{what} gains you money and the seller nothing", what=what),
        (0, -1): _("{what} costs you money and leaves the seller as it is", what=what),
        (1, 0): _("{what} pays the seller and leaves you as you are", what=what),
        (1, 1): _("{what} pays both the seller and you", what=what),
        (1, -1): _("{what} pays the seller and costs you money", what=what),
        (-1, 0): _("{what} costs the seller and leaves you as you are", what=what),
        (-1, 1): _("{what} gains you money and costs the seller", what=what),
        (-1, -1): _("{what} costs both the seller and you", what=what),
    }
    return words[seller, sponsor]


def _title(contract: Interest) -> str:
    return _("Under this contract {parting}", parting=parting(contract["use"], _("more use")))


def _row(row: Interest, deal: Deal) -> Row:
    name, price = _("This contract"), ""
    if row["basis"] != "contract":
        name, price = _(NAMES[row["basis"]]), amount_now(row["price"] or 0.0, row["basis"])
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
    hint = "" if margin is None else _("margin {margin}", margin=table_money(margin))
    return (
        Cell(text=_plus(move["seller"]), hint=hint),
        Cell(text=_plus(move["sponsor"]), tone=tone_of(move["sponsor"])),
    )


def _sentence(row: Interest, deal: Deal) -> str:
    basis, use = row["basis"], row["use"]
    if basis == "contract":
        use_words = parting(use, _("More use"))
        return f"{use_words}; {parting(row['advice'], _('more advice against operations'))}."
    if basis in ("pepm", "pmpm"):
        if use["seller_margin"] is None:
            return _("The seller earns the same if nobody calls.")
        cost = words_money(term(deal, "seller_cost_per_opinion"))
        return _(
            "The seller earns the same if nobody calls, and every opinion costs it {cost}.",
            cost=cost,
        )
    if basis == "gain_share":
        by = _("its own count") if deal["terms"]["measured_by"] == "count" else _("claims")
        return _(
            "Of each further dollar measured by {by} the seller earns {value}; if "
            "nobody is helped it earns nothing.",
            by=by,
            value=fee_amount(row["price"] or 0.0, "pepm"),
        )
    each = use["sponsor"] / use["opinions"] if use["opinions"] else 0.0
    price, amount = words_money(row["price"]), about(abs(each))
    if each > 0:
        return _(
            "Every further opinion pays the seller {price}, and you gain {amount} on it.",
            price=price,
            amount=amount,
        )
    return _(
        "Every further opinion pays the seller {price}, and you lose {amount} on it.",
        price=price,
        amount=amount,
    )


def _notes(deal: Deal) -> tuple[str, ...]:
    contract = deal["interests"][0]
    notes = []
    if deal["terms"]["measured_by"] == "count" and contract["advice"]["seller"] > EVEN:
        notes.append(
            _(
                "By the seller's own count, a tenth more advice against operations is worth "
                "{seller} a year to the seller. That holds even if not one operation is "
                "avoided.",
                seller=words_money(contract["advice"]["seller"]),
            )
        )
    notes.append(
        _(
            "That more members ask takes somebody's effort, which no figure here "
            "holds. A seller that is paid the same anyway has no reason to make "
            "it; one that is paid per opinion has no reason to stop."
        )
    )
    if deal["terms"]["seller_cost_per_opinion"] is None:
        notes.append(
            _(
                "The seller's side is its revenue. Enter what an opinion costs the "
                "seller to see its margin; nobody publishes that figure."
            )
        )
    return tuple(notes)


def _side(value: float) -> int:
    if abs(value) < EVEN:
        return 0
    return 1 if value > 0 else -1


def _plus(value: float) -> str:
    return table_money(value) if value < EVEN else f"+{table_money(value)}"
