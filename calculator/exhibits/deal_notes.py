"""What must be known of the dollars of a contract: doubt, luck, and how savings are measured."""

from calculator.engine.deal.result import Deal
from calculator.exhibits.deal_price import term
from calculator.exhibits.formats import percent, stated_percent, table_money, words_money
from calculator.language import gettext as _


def money_notes(deal: Deal) -> tuple[str, ...]:
    """Return what must be known of the table."""
    found = deal["deal"]
    notes = [
        _(
            "Doubt: every uncertain figure is drawn from its range. Luck: how many "
            "members ask in each contract year, what they are advised, and what "
            "each case costs."
        ),
        _(
            "The simulation's own error of the net, luck included, is about {error}.",
            error=table_money(found["error"]),
        ),
    ]
    if deal["retained"] < 1:
        notes.append(
            _(
                "Claims show all of the plan's savings; you keep {retained} of them. "
                "A gain share and a guarantee go by all of them.",
                retained=stated_percent(deal["retained"]),
            )
        )
    if deal["terms"]["measured_by"] == "count" and found["gain"] >= 1:
        notes.append(_of_the_count(deal))
    if found["incentive"]:
        notes.append(_incentive(term(deal, "incentive_uptake")))
    return tuple(notes)


def _of_the_count(deal: Deal) -> str:
    found, counted = deal["deal"], deal["guarantee"]["measured"]["count"]
    said = _(
        "The gain share is taken of {counted} a year by the seller's own count",
        counted=words_money(counted),
    )
    if found["kept"] <= 0:
        return _("{said}, while you save nothing in care.", said=said)
    return _(
        "{said}: it comes to {gain} of the care that you save.",
        said=said,
        gain=percent(found["gain"] / found["kept"]),
    )


def _incentive(uptake: float) -> str:
    if uptake > 1:
        return _(
            "That the incentive multiplies use by {uptake} is your assumption.",
            uptake=format(uptake, ".4g"),
        )
    return _(
        "The incentive is a cost and changes nothing else: no study says how "
        "much use it adds. Enter your own assumption under the incentive."
    )
