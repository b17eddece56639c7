"""What a guarantee is worth, and how much of that hangs on who counts the savings."""

from calculator.engine.deal.result import Deal, Guarantee, Worth
from calculator.exhibits.chances import chance
from calculator.exhibits.deal_price import in_cases
from calculator.exhibits.exhibit import Cell, Column, Exhibit, Row, Table, header
from calculator.exhibits.formats import (
    percent,
    ratio,
    stated_percent,
    table_money,
    times,
    words_money,
)
from calculator.exhibits.sentences import about
from calculator.language import gettext as _
from calculator.language import gettext_noop as noop

MOST = 0.5  # of the fees coming back on average: no seller would knowingly sign
LEAST = 0.5  # dollars a year that nobody asks back
LABEL = noop("What the guarantee is worth")
BY = {"claims": noop("by claims"), "count": noop("by the seller's own count")}

METHOD = noop(
    "By claims: what care cost the plan with the program and would have "
    "cost without it, as the model has it. In practice nobody sees what "
    "would have been, so every measurement adds an error of its own. By "
    "the seller's count: each operation not confirmed at its whole price "
    "and each changed plan at its saving, whether or not anybody followed."
)


def guarantee(deal: Deal) -> Exhibit:
    """Return the guarantee's worth by what is promised and by who counts."""
    found = deal["guarantee"]
    if found["fees"] < LEAST:
        return Exhibit(
            slug="guarantee",
            label=_(LABEL),
            title=_("There are no fees that could come back"),
            lead=_(
                "A guarantee pays back fees, and this contract has none. A share of "
                "the savings pays the seller nothing where nothing is measured."
            ),
            notes=(_counts(found), _(METHOD)),
        )
    return Exhibit(
        slug="guarantee",
        label=_(LABEL),
        title=_title(deal),
        lead=_(
            "What you can expect to get back over the contract, at present value, "
            "with {at_risk} of the fees at risk: by what is promised, and by how "
            "savings are measured.",
            at_risk=stated_percent(found["at_risk"]),
        ),
        table=Table(
            caption=_("Expected payback by the guaranteed ratio"),
            columns=(
                Column(key="ratio", title=_("Guaranteed per $1 of fees")),
                Column(key="claims", title=_("Worth, measured by claims"), is_numeric=True),
                Column(key="often", title=_("Something comes back, by claims"), is_numeric=True),
                Column(key="count", title=_("Worth, by the seller's count"), is_numeric=True),
                Column(
                    key="rarely", title=_("Something comes back, by the count"), is_numeric=True
                ),
            ),
            rows=tuple(_row(claims, count, deal) for claims, count in found["ladder"]),
        ),
        notes=_notes(deal),
    )


def _title(deal: Deal) -> str:
    found, terms = deal["guarantee"], deal["terms"]
    if not found["is_agreed"]:
        return _("This contract guarantees nothing")
    worth = found["worth"]
    by = _(BY[str(terms["measured_by"])])
    if worth["value"] < 0.5:
        return _("Measured {by}, the guarantee is worth nothing to you", by=by)
    return _(
        "The guarantee is worth {amount} to you, measured {by}; something comes back in {in_cases}",
        amount=about(worth["value"]),
        by=by,
        in_cases=in_cases(worth["chance"]),
    )


def _row(claims: Worth, count: Worth, deal: Deal) -> Row:
    own = deal["guarantee"]["is_agreed"] and claims["ratio"] == deal["terms"]["guaranteed_ratio"]
    return Row(
        cells=(
            header(ratio(claims["ratio"])),
            Cell(text=table_money(claims["value"])),
            Cell(text=chance(claims["chance"])),
            Cell(text=table_money(count["value"])),
            Cell(text=chance(count["chance"])),
        ),
        kind="chosen" if own else "plain",
    )


def _notes(deal: Deal) -> tuple[str, ...]:
    found = deal["guarantee"]
    notes = [_why_empty(deal)] if not found["is_agreed"] else _agreed(deal)
    notes += [
        _counts(found),
        _(METHOD),
    ]
    return tuple(notes)


def _agreed(deal: Deal) -> list[str]:
    found, terms = deal["guarantee"], deal["terms"]
    worth, other = found["worth"], found["other"]
    notes = [
        _(
            "The same promise measured {by} would be worth {worth}, and something "
            "would come back in {in_cases}.",
            by=_(BY[other["measured_by"]]),
            worth=_worth(other["value"]),
            in_cases=in_cases(other["chance"]),
        ),
        _("All that is at risk comes back in {in_cases}.", in_cases=in_cases(worth["chance_full"])),
    ]
    share = deal["deal"]["back"] / deal["deal"]["fees"] if deal["deal"]["fees"] else 0.0
    if share > MOST:
        notes.append(
            _(
                "On average {share} of the fees come back. A seller that promises this "
                "expects other savings than this evidence does, or another way of "
                "counting them.",
                share=percent(share),
            )
        )
    if terms["guarantee_cap"] is not None:
        taken = found["without_cap"]["value"] - worth["value"]
        notes.append(
            _(
                "Without the cap it would be worth {value}: the cap takes {worth} of it.",
                value=words_money(found["without_cap"]["value"]),
                worth=_worth(taken),
            )
        )
    return notes


def _why_empty(deal: Deal) -> str:
    terms = deal["terms"]
    if terms["guarantee_cap"] == 0:
        return _("Nothing comes back: the most that is paid back a year is 0.")
    if terms["fees_at_risk"] and not terms["guaranteed_ratio"]:
        return _("Fees are at risk, but nothing is promised: enter a guaranteed ratio.")
    if terms["guaranteed_ratio"] and not terms["fees_at_risk"]:
        return _(
            "A ratio is promised, but no fees are at risk, so nothing can come "
            "back. The table shows all of them at risk."
        )
    return _("The table shows what a promise would be worth with all fees at risk.")


def _counts(found: Guarantee) -> str:
    claims, count = found["measured"]["claims"], found["measured"]["count"]
    said = _(
        "{count} a year by the seller's count, {claims} by claims",
        count=words_money(count),
        claims=words_money(claims),
    )
    if claims > 0 and count > 0:
        return _(
            "The same opinions save {said}: {compared}.",
            said=said,
            compared=_compared(count / claims),
        )
    return _("The same opinions save {said}.", said=said)


def _compared(share: float) -> str:
    return (
        _("{share} as much", share=times(share))
        if share >= 1
        else _("{share} of it", share=percent(share))
    )


def _worth(value: float) -> str:
    return _("nothing") if value < 0.5 else about(value)
