"""Which calculation leaves more, in words: the headline, the verdict, and what to beware of."""

from collections.abc import Sequence

from calculator.engine.contest.contest import Contest, Difference
from calculator.exhibits.contest.sides import Side, listed
from calculator.exhibits.exhibit import Tone
from calculator.exhibits.facts import lower
from calculator.exhibits.formats import chance_in_words, people, words_money
from calculator.exhibits.sentences import about


def headline(contest: Contest, sides: Sequence[Side]) -> str:
    """Return who leaves the most money, by how much and how surely, in one sentence."""
    if len(sides) == 2:
        return _of_two(contest, sides)
    nets = [contender.annual["net"] for contender in contest.contenders]
    best = max(range(len(nets)), key=lambda i: (nets[i], contest.contenders[i].best))
    if len({round(net) for net in nets}) == 1:
        return f"{listed([side.letter for side in sides])} leave the same money a year."
    return (
        f"Of these {len(sides)}, {sides[best].letter} ({lower(sides[best].name)}) leaves the most: "
        f"{_gain(nets[best])} a year in the base case, and "
        f"{chance_in_words(contest.contenders[best].best)} of being the best of them."
    )


def verdict(contest: Contest) -> str:
    """Return whether any of them is better than doing nothing."""
    nets = [contender.annual["net"] for contender in contest.contenders]
    nothing = chance_in_words(contest.nothing)
    if all(round(net) == 0 for net in nets):
        return "They neither gain nor lose in the base case."
    if all(round(net) <= 0 for net in nets):
        who = "Neither" if len(nets) == 2 else "Not one of them"
        return f"{who} gains in the base case: doing nothing, at $0, is best with {nothing}."
    return f"Doing nothing, at $0, is better than all of them with {nothing}."


def tone(contest: Contest) -> Tone:
    """Return a loss where nothing gains."""
    gains = any(round(contender.annual["net"]) > 0 for contender in contest.contenders)
    return "gain" if gains else "loss"


def context_line(contest: Contest, *, model: str) -> str:
    """Return what the comparison rests on."""
    return f"On the same {contest.draws:,} draws · model {model}"


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
        return "always the same"
    return chance_in_words(found.probability_more)


def _of_two(contest: Contest, sides: Sequence[Side]) -> str:
    found = contest.differences[0]
    spread = found.spread["percentiles"]
    if found.probability_more == found.probability_less == 0:
        return "A and B leave the same money a year, in the base case and in every draw."
    if round(found.net) == 0:
        return (
            "A and B leave the same money a year in the base case; on the draws the difference, B "
            f"less A, is {words_money(spread['10'])} to {words_money(spread['90'])} (80% interval)."
        )
    place, probability = int(found.net > 0), found.probability_more
    low, high = spread["10"], spread["90"]
    if found.net < 0:
        low, high, probability = -high, -low, found.probability_less
    winner, loser = sides[place], sides[1 - place]
    loses = round(contest.contenders[place].annual["net"]) < 0
    verb, than = ("loses", "less") if loses else ("leaves", "more")
    return (
        f"{winner.letter} ({lower(winner.name)}) {verb} {about(abs(found.net))} a year {than} than "
        f"{loser.letter} ({lower(loser.name)}): 80% interval of the difference {words_money(low)} "
        f"to {words_money(high)}, and {chance_in_words(probability)} that it is the better of the "
        "two."
    )


def _gain(net: float) -> str:
    if round(net) == 0:
        return "neither a gain nor a loss"
    return f"a {'gain' if net > 0 else 'loss'} of {about(abs(net))}"


def _groups(contest: Contest, sides: Sequence[Side]) -> str:
    sizes = [contender.members for contender in contest.contenders]
    inputs = [side.case.inputs for side in sides]
    if len({round(size) for size in sizes}) > 1:
        counts = listed(
            [f"{people(s)} in {side.letter}" for s, side in zip(sizes, sides, strict=True)]
        )
        return (
            f"These are unlike groups: members number {counts}. A larger group moves more dollars "
            "whatever the program; the figures per member compare the programs."
        )
    if len({one.audience for one in inputs}) > 1:
        return "These are unlike groups: an employer's plan and a payer's lines of business."
    if len({str((one.members_by_line, one.age_mix)) for one in inputs}) > 1:
        return "These are unlike groups: their ages or lines of business differ."
    return ""


def _years(contest: Contest, sides: Sequence[Side]) -> str:
    years = [contender.years for contender in contest.contenders]
    if len(set(years)) == 1:
        return ""
    each = listed([f"{n} in {side.letter}" for n, side in zip(years, sides, strict=True)])
    return (
        f"The contracts differ in length: years number {each}. All money here is a year on "
        "average, not discounted; a longer contract sees dearer care and spreads a first-year fee."
    )


def _lenses(sides: Sequence[Side]) -> str:
    names = [lower(side.case.evidence.lens[side.case.inputs.lens].name) for side in sides]
    if len(set(names)) == 1:
        return ""
    each = listed([f"{side.letter} {name}" for side, name in zip(sides, names, strict=True)])
    return f"They believe different evidence ({each}): that part of the difference is no program's."


def _releases(sides: Sequence[Side]) -> str:
    slugs = [side.case.evidence.release for side in sides]
    if len(set(slugs)) == 1:
        return ""
    each = listed([f"{side.letter} {slug}" for side, slug in zip(sides, slugs, strict=True)])
    return f"They rest on different releases of the evidence ({each}), each on its own as kept."


def _models(sides: Sequence[Side], model: str) -> str:
    older = [f"{side.letter} by model {side.model}" for side in sides if side.model != model]
    if not older:
        return ""
    return f"Answered by another model: {listed(older)}. Here all are calculated anew by {model}."


def _seeds(contest: Contest, sides: Sequence[Side]) -> str:
    others = [
        side.letter
        for side in sides
        if (side.case.inputs.seed, side.case.inputs.draws) != (contest.seed, contest.draws)
    ]
    if not others:
        return ""
    verb = "was kept with other draws" if len(others) == 1 else "were kept with other draws"
    return (
        f"{listed(others)} {verb}: intervals and chances may differ a little from those on the "
        "page of the calculation. The base case does not."
    )
