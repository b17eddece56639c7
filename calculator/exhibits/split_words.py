"""Who keeps what, in words: the parties, the dollar in cents, the sentence and its verdict."""

from dataclasses import dataclass

from calculator.engine.split.result import Parts, Split
from calculator.engine.split.terms import SplitTerms
from calculator.exhibits.addends import whole_dollars
from calculator.exhibits.exhibit import Tone, tone_of
from calculator.exhibits.formats import chance_in_words, ratio
from calculator.exhibits.sentences import about, money_range
from calculator.exhibits.split_drawing import Part

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
    members = Party(key="member", look="member", name="members")
    if reader == "insurer":
        return (
            Party(key="insurer", look="you", name="you, the insurer", is_you=True),
            Party(key="carrier", look="carrier", name="your reinsurer"),
            members,
        )
    insurer = "the insurer" if terms.funding == "fully_insured" else "the plan's administrator"
    return (
        Party(key="sponsor", look="you", name="you, the sponsor", is_you=True),
        Party(key="carrier", look="carrier", name="your stop-loss carrier"),
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
        return "The program moves no money in care: there is nothing to split."
    return shared(everybody, found, is_loss=split["annual"]["gross"] < 0)


def shared(parties: tuple[Party, ...], found: list[int], *, is_loss: bool = False) -> str:
    """Return the sentence of one dollar in cents."""
    verb, less, more = ("bear", "save", "") if is_loss else ("keep", "pay", " more")
    mine, *others = zip(parties, found, strict=True)
    you = f"you {verb} {_money(mine[1])}" if mine[1] else f"you {verb} nothing"
    if mine[1] < 0:
        you = f"you {less} {_money(-mine[1])}{more}"
    alike = [f"{party.name} {_money(part)}" for party, part in others if part > 0]
    against = [
        f"{party.name} {_of_many(less, party)} {_money(-part)}{more}"
        for party, part in others
        if part < 0
    ]
    start = "Care costs more, not less: of each $1 added" if is_loss else "Of each $1 saved in care"
    return f"{start}, {', '.join([you, *alike, *against])}."


def verdict(split: Split) -> str:
    """Return the short second sentence: what the program then does to the reader."""
    net = split["verdict"]["net"]
    if round(net) == 0:
        return "To you the program comes out even."
    return f"To you the program {'gains' if net > 0 else 'loses'} {about(abs(net))} {_when(split)}."


def detail(split: Split) -> str:
    """Return how the verdict comes about, and how it has moved."""
    found = split["verdict"]
    spread = split["spreads"][split["reader"]]["percentiles"]
    kept = found["kept"]
    if kept < 0:
        start = f"Your part of the care costs {about(-kept)} more {_when(split)}"
    elif kept == 0:
        start = "You keep nothing of the savings in care"
    else:
        start = f"You keep {about(kept)} {_when(split)} (80% interval {money_range(spread)})"
    work = ""
    if found["productivity"]:
        work = f", and {about(found['productivity'])} come from work days not lost"
    cost = f"the program costs {about(found['program_cost'])}, and you pay it"
    odds = chance_in_words(found["probability_net_positive"])
    return f"{start}{work}; {cost}. {_moved(split)} The program has {odds} of paying for itself."


def is_other(split: Split) -> bool:
    """Whether the terms leave the reader another net than the calculation counts."""
    return abs(split["verdict"]["net_counted"] - split["verdict"]["net"]) >= LEAST


def tone(split: Split) -> Tone:
    """Return gain or loss."""
    return tone_of(split["verdict"]["net"])


def capital(words: str) -> str:
    """Return words as they start a line."""
    return words[:1].upper() + words[1:]


def _when(split: Split) -> str:
    return "a year" if split["years"] > 1 else "in the one year"


def _moved(split: Split) -> str:
    before, after = split["verdict"]["net_counted"], split["verdict"]["net"]
    if not is_other(split):
        return "That is what the calculation says too."
    side = "gain" if before > 0 else "loss"
    turned = ": the verdict turns" if (before > 0) != (after > 0) else ""
    return (
        f"The calculation, with what it counts as yours, says a {side} of "
        f"{about(abs(before))}{turned}."
    )


def _money(part: int) -> str:
    return ratio(part / 100)


def _of_many(verb: str, party: Party) -> str:
    return verb if party.key == "member" else f"{verb}s"
