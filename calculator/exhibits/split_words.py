"""Who keeps what, in words: the parties, the dollar in cents, the sentence and its verdict."""

from collections.abc import Sequence
from dataclasses import dataclass

from calculator.engine.split.result import Parts, Split
from calculator.engine.split.terms import SplitTerms
from calculator.exhibits.addends import whole_dollars
from calculator.exhibits.chances import chance_in_words
from calculator.exhibits.exhibit import Tone, tone_of
from calculator.exhibits.facts import capital
from calculator.exhibits.formats import ratio
from calculator.exhibits.sentences import about, money_range
from calculator.exhibits.split_drawing import Part
from calculator.language import gettext as _
from calculator.language import ngettext

LEAST = 0.5  # dollars a year: less is nothing to split


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One who keeps a part: the key in ``Parts``, the look in a drawing, and the name."""

    key: str
    look: str
    name: str
    is_you: bool = False


def parties(reader: str, terms: SplitTerms) -> tuple[Party, ...]:
    """Return who may keep a part under these terms, the reader first."""
    members = Party(key="member", look="member", name=_("members"))
    if reader == "insurer":
        return (
            Party(key="insurer", look="you", name=_("you, the insurer"), is_you=True),
            Party(key="carrier", look="carrier", name=_("your reinsurer")),
            members,
        )
    insurer = (
        _("the insurer") if terms.funding == "fully_insured" else _("the plan's administrator")
    )
    return (
        Party(key="sponsor", look="you", name=_("you, the sponsor"), is_you=True),
        Party(key="carrier", look="carrier", name=_("your stop-loss carrier")),
        Party(key="insurer", look="other", name=insurer),
        members,
    )


def present(parties: tuple[Party, ...], *amounts: Parts) -> tuple[Party, ...]:
    """Return the reader, and those who have a part in any of the amounts."""
    return tuple(
        party
        for party in parties
        if party.is_you or any(round(amount_of(party, found), 2) for found in amounts)
    )


def amount_of(party: Party, found: Parts) -> float:
    """Return one party's part of an amount."""
    by_key = {
        "sponsor": found["sponsor"],
        "carrier": found["carrier"],
        "insurer": found["insurer"],
        "member": found["member"],
    }
    return by_key[party.key]


def cents(parties: tuple[Party, ...], found: Parts) -> list[int] | None:
    """Return each party's cents of the dollar, adding up to 100; None where nothing is split."""
    gross = found["gross"]
    if abs(gross) < LEAST:
        return None
    return whole_dollars([100 * amount_of(party, found) / gross for party in parties], 100)


def drawn(parties: tuple[Party, ...], values: list[float], words: list[str]) -> tuple[Part, ...]:
    """Return the parts of a drawing."""
    return tuple(
        Part(look=party.look, name=capital(party.name), value=value, words=word)
        for party, value, word in zip(parties, values, words, strict=True)
    )


def headline(split: Split, terms: SplitTerms) -> str:
    """Return the answer: of each dollar saved, who keeps how much."""
    everybody = parties(split["reader"], terms)
    found = cents(everybody, split["annual"])
    if found is None:
        return _("The program moves no money in care: there is nothing to split.")
    return shared(everybody, found, is_loss=split["annual"]["gross"] < 0)


def shared(parties: tuple[Party, ...], found: list[int], *, is_loss: bool = False) -> str:
    """Return the sentence of one dollar in cents."""
    mine, *others = zip(parties, found, strict=True)
    if is_loss:
        parts = [_your_loss(mine[1]), *_alike(others), *_saved(others)]
        start = _("Care costs more, not less: of each $1 added")
    else:
        parts = [_your_gain(mine[1]), *_alike(others), *_paid_more(others)]
        start = _("Of each $1 saved in care")
    return f"{start}, {', '.join(parts)}."


def _your_gain(part: int) -> str:
    if part < 0:
        return _("you pay {amount} more", amount=_money(-part))
    return _("you keep {amount}", amount=_money(part)) if part else _("you keep nothing")


def _your_loss(part: int) -> str:
    if part < 0:
        return _("you save {amount}", amount=_money(-part))
    return _("you bear {amount}", amount=_money(part)) if part else _("you bear nothing")


def _alike(others: Sequence[tuple[Party, int]]) -> list[str]:
    return [f"{party.name} {_money(part)}" for party, part in others if part > 0]


def _paid_more(others: Sequence[tuple[Party, int]]) -> list[str]:
    return [
        ngettext(
            "{party} pays {amount} more",
            "{party} pay {amount} more",
            _number_of(party),
            party=party.name,
            amount=_money(-part),
        )
        for party, part in others
        if part < 0
    ]


def _saved(others: Sequence[tuple[Party, int]]) -> list[str]:
    return [
        ngettext(
            "{party} saves {amount}",
            "{party} save {amount}",
            _number_of(party),
            party=party.name,
            amount=_money(-part),
        )
        for party, part in others
        if part < 0
    ]


def _number_of(party: Party) -> int:
    return 2 if party.key == "member" else 1


def verdict(split: Split) -> str:
    """Return the short second sentence: what the program then does to the reader."""
    net = split["verdict"]["net"]
    if round(net) == 0:
        return _("To you the program comes out even.")
    if net > 0:
        return _("To you the program gains {amount} {when}.", amount=about(net), when=_when(split))
    return _("To you the program loses {amount} {when}.", amount=about(-net), when=_when(split))


def detail(split: Split) -> str:
    """Return how the verdict comes about, and how it has moved."""
    found = split["verdict"]
    spread = split["spreads"][split["reader"]]["percentiles"]
    kept = found["kept"]
    if kept < 0:
        start = _(
            "Your part of the care costs {kept} more {when}", kept=about(-kept), when=_when(split)
        )
    elif kept == 0:
        start = _("You keep nothing of the savings in care")
    else:
        start = _(
            "You keep {kept} {when} (80% interval {spread})",
            kept=about(kept),
            when=_when(split),
            spread=money_range(spread),
        )
    work = ""
    if found["productivity"]:
        work = _(
            ", and {amount} come from work days not lost",
            amount=about(found["productivity"]),
        )
    cost = _(
        "the program costs {program_cost}, and you pay it",
        program_cost=about(found["program_cost"]),
    )
    odds = chance_in_words(found["probability_net_positive"])
    return _(
        "{start}{work}; {cost}. {moved} The program has {odds} of paying for itself.",
        start=start,
        work=work,
        cost=cost,
        moved=_moved(split),
        odds=odds,
    )


def is_other(split: Split) -> bool:
    """Whether the terms leave the reader another net than the calculation counts."""
    return abs(split["verdict"]["net_counted"] - split["verdict"]["net"]) >= LEAST


def tone(split: Split) -> Tone:
    """Return gain or loss."""
    return tone_of(split["verdict"]["net"])


def _when(split: Split) -> str:
    return _("a year") if split["years"] > 1 else _("in the one year")


def _moved(split: Split) -> str:
    before, after = split["verdict"]["net_counted"], split["verdict"]["net"]
    if not is_other(split):
        return _("That is what the calculation says too.")
    turned = _(": the verdict turns") if (before > 0) != (after > 0) else ""
    amount = about(abs(before))
    if before > 0:
        return _(
            "The calculation, with what it counts as yours, says a gain of {amount}{turned}.",
            amount=amount,
            turned=turned,
        )
    return _(
        "The calculation, with what it counts as yours, says a loss of {amount}{turned}.",
        amount=amount,
        turned=turned,
    )


def _money(part: int) -> str:
    return ratio(part / 100)
