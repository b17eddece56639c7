"""Which calculation leaves more, in words: the headline, the verdict, and what to beware of."""

from collections.abc import Sequence

from calculator.engine.contest.contest import Contest, Difference
from calculator.exhibits.chances import chance_in_words
from calculator.exhibits.contest.sides import Side, listed
from calculator.exhibits.exhibit import Tone
from calculator.exhibits.facts import lower
from calculator.exhibits.formats import people, whole, words_money
from calculator.exhibits.names import named
from calculator.exhibits.sentences import about
from calculator.language import gettext as _
from calculator.language import ngettext


def headline(contest: Contest, sides: Sequence[Side]) -> str:
    """Return who leaves the most money, by how much and how surely, in one sentence."""
    if len(sides) == 2:
        return _of_two(contest, sides)
    nets = [contender.annual["net"] for contender in contest.contenders]
    best = max(range(len(nets)), key=lambda i: (nets[i], contest.contenders[i].best))
    if len({round(net) for net in nets}) == 1:
        return _(
            "{listed} leave the same money a year.", listed=listed([side.letter for side in sides])
        )
    return _(
        "Of these {n}, {letter} ({name}) leaves the most: {gain} a year in "
        "the base case, and {best} of being the best of them.",
        n=len(sides),
        letter=sides[best].letter,
        name=lower(sides[best].name),
        gain=_gain(nets[best]),
        best=chance_in_words(contest.contenders[best].best),
    )


def verdict(contest: Contest) -> str:
    """Return whether any of them is better than doing nothing."""
    nets = [contender.annual["net"] for contender in contest.contenders]
    nothing = chance_in_words(contest.nothing)
    if all(round(net) == 0 for net in nets):
        return _("They neither gain nor lose in the base case.")
    if all(round(net) <= 0 for net in nets):
        if len(nets) == 2:
            return _(
                "Neither gains in the base case: doing nothing, at $0, is best with {chances}.",
                chances=nothing,
            )
        return _(
            "Not one of them gains in the base case: doing nothing, at $0, is best with {chances}.",
            chances=nothing,
        )
    return _("Doing nothing, at $0, is better than all of them with {chances}.", chances=nothing)


def tone(contest: Contest) -> Tone:
    """Return a loss where nothing gains."""
    gains = any(round(contender.annual["net"]) > 0 for contender in contest.contenders)
    return "gain" if gains else "loss"


def context_line(contest: Contest, *, model: str) -> str:
    """Return what the comparison rests on."""
    return _("On the same {draws} draws · model {model}", draws=whole(contest.draws), model=model)


def warnings(contest: Contest, sides: Sequence[Side], *, model: str) -> tuple[str, ...]:
    """Return what makes the comparison one of unlike things, each in a sentence."""
    found = (
        _groups(contest, sides),
        _years(contest, sides),
        _lenses(sides),
        _releases(sides),
        _models(sides, model),
        _seeds(contest, sides),
    )
    return tuple(words for words in found if words)


def more_than(found: Difference) -> str:
    """Return the chance that a calculation leaves more than the first, as a table says it."""
    if found.probability_more == found.probability_less == 0:
        return _("always the same")
    return chance_in_words(found.probability_more)


def _of_two(contest: Contest, sides: Sequence[Side]) -> str:
    found = contest.differences[0]
    spread = found.spread["percentiles"]
    if found.probability_more == found.probability_less == 0:
        return _("A and B leave the same money a year, in the base case and in every draw.")
    if round(found.net) == 0:
        return _(
            "A and B leave the same money a year in the base case; on the draws "
            "the difference, B less A, is {low} to {high} (80% interval).",
            low=words_money(spread["10"]),
            high=words_money(spread["90"]),
        )
    place, probability = int(found.net > 0), found.probability_more
    low, high = spread["10"], spread["90"]
    if found.net < 0:
        low, high, probability = -high, -low, found.probability_less
    winner, loser = sides[place], sides[1 - place]
    loses = round(contest.contenders[place].annual["net"]) < 0
    one, other = _lettered(winner), _lettered(loser)
    amount = about(abs(found.net))
    if loses:
        start = _(
            "{one} loses {amount} a year less than {other}", one=one, amount=amount, other=other
        )
    else:
        start = _(
            "{one} leaves {amount} a year more than {other}", one=one, amount=amount, other=other
        )
    return _(
        "{start}: 80% interval of the difference {low} to {high}, and {chances} that it is the "
        "better of the two.",
        start=start,
        low=words_money(low),
        high=words_money(high),
        chances=chance_in_words(probability),
    )


def _lettered(side: Side) -> str:
    return f"{side.letter} ({lower(side.name)})"


def _gain(net: float) -> str:
    if round(net) == 0:
        return _("neither a gain nor a loss")
    if net > 0:
        return _("a gain of {amount}", amount=about(net))
    return _("a loss of {amount}", amount=about(-net))


def _groups(contest: Contest, sides: Sequence[Side]) -> str:
    sizes = [contender.members for contender in contest.contenders]
    inputs = [side.case.inputs for side in sides]
    if len({round(size) for size in sizes}) > 1:
        counts = listed(
            [
                _("{n} in {letter}", n=people(s), letter=side.letter)
                for s, side in zip(sizes, sides, strict=True)
            ]
        )
        return _(
            "These are unlike groups: members number {counts}. A larger group "
            "moves more dollars whatever the program; the figures per member "
            "compare the programs.",
            counts=counts,
        )
    if len({one.audience for one in inputs}) > 1:
        return _("These are unlike groups: an employer's plan and a payer's lines of business.")
    if len({str((one.members_by_line, one.age_mix)) for one in inputs}) > 1:
        return _("These are unlike groups: their ages or lines of business differ.")
    return ""


def _years(contest: Contest, sides: Sequence[Side]) -> str:
    years = [contender.years for contender in contest.contenders]
    if len(set(years)) == 1:
        return ""
    each = listed(
        [
            _("{n} in {letter}", n=n, letter=side.letter)
            for n, side in zip(years, sides, strict=True)
        ]
    )
    return _(
        "The contracts differ in length: years number {each}. All money here "
        "is a year on average, not discounted; a longer contract sees dearer "
        "care and spreads a first-year fee.",
        each=each,
    )


def _lenses(sides: Sequence[Side]) -> str:
    names = [lower(named(side.case.evidence.lens[side.case.inputs.lens].name)) for side in sides]
    if len(set(names)) == 1:
        return ""
    each = listed([f"{side.letter} {name}" for side, name in zip(sides, names, strict=True)])
    return _(
        "They believe different evidence ({each}): that part of the difference is no program's.",
        each=each,
    )


def _releases(sides: Sequence[Side]) -> str:
    slugs = [side.case.evidence.release for side in sides]
    if len(set(slugs)) == 1:
        return ""
    each = listed([f"{side.letter} {slug}" for side, slug in zip(sides, slugs, strict=True)])
    return _(
        "They rest on different releases of the evidence ({each}), each on its own as kept.",
        each=each,
    )


def _models(sides: Sequence[Side], model: str) -> str:
    older = [
        _("{letter} by model {model}", letter=side.letter, model=side.model)
        for side in sides
        if side.model != model
    ]
    if not older:
        return ""
    return _(
        "Answered by another model: {listed}. Here all are calculated anew by {model}.",
        listed=listed(older),
        model=model,
    )


def _seeds(contest: Contest, sides: Sequence[Side]) -> str:
    others = [
        side.letter
        for side in sides
        if (side.case.inputs.seed, side.case.inputs.draws) != (contest.seed, contest.draws)
    ]
    if not others:
        return ""
    return ngettext(
        "{listed} was kept with other draws: intervals and chances may differ a little from those "
        "on the page of the calculation. The base case does not.",
        "{listed} were kept with other draws: intervals and chances may differ a little from "
        "those on the page of the calculation. The base case does not.",
        len(others),
        listed=listed(others),
    )
