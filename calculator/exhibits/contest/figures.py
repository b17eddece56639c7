"""Calculations side by side: headline figures, the difference, and who is best."""

from collections.abc import Callable, Sequence

from calculator.engine.analyses import Spread
from calculator.engine.contest.contest import Contender, Contest, Difference
from calculator.exhibits import glossary
from calculator.exhibits.addends import signed_money
from calculator.exhibits.contest import sentences
from calculator.exhibits.contest.drawings import Interval, intervals
from calculator.exhibits.contest.sides import Side, listed
from calculator.exhibits.exhibit import Cell, Chart, Column, Exhibit, Row, Table, header, tone_of
from calculator.exhibits.formats import (
    chance,
    chance_in_words,
    fee_amount,
    ratio,
    table_count,
    table_money,
)

Figure = Callable[[Contender], Cell]
IN_DOUBT = 0.75  # below that chance nobody should say which is better


def side_by_side(contest: Contest, sides: Sequence[Side]) -> Exhibit:
    """Return the headline figures of each calculation, a column each."""
    named = Row(
        cells=(header("Calculation"), *(Cell(text=side.name, href=side.href) for side in sides))
    )
    rows = [
        Row(cells=(header(name), *(figure(one) for one in contest.contenders)))
        for name, figure in _figures(contest)
    ]
    return Exhibit(
        slug="side-by-side",
        label="Side by side",
        title=_title(contest, sides),
        lead="The base case a year, with every parameter at its mean; intervals and chances over "
        "the draws that all share.",
        table=Table(
            caption="Headline figures a year",
            columns=(
                Column(key="figure", title="Figure"),
                *(Column(key=side.letter, title=side.letter, is_numeric=True) for side in sides),
            ),
            rows=(named, *rows),
        ),
        terms=glossary.terms("avoided", "80% interval", "returns $x per $1"),
    )


def difference(contest: Contest, sides: Sequence[Side]) -> Exhibit:
    """Return what each later calculation has over the first, with intervals of its own."""
    pairs = [
        (f"{side.letter} less {sides[0].letter}", found) for side, found in _pairs(contest, sides)
    ]
    alone = [
        Interval(
            name=side.title,
            value=one.annual["net"],
            inner=_span(one.net, "10", "90"),
            outer=_span(one.net, "2.5", "97.5"),
        )
        for side, one in zip(sides, contest.contenders, strict=True)
    ]
    between = [
        Interval(
            name=name,
            value=found.net,
            inner=_span(found.spread, "10", "90"),
            outer=_span(found.spread, "2.5", "97.5"),
        )
        for name, found in pairs
    ]
    words = "; ".join(
        f"{row.name}: {table_money(row.value)}, 80% interval {table_money(row.inner[0])} to "
        f"{table_money(row.inner[1])}"
        for row in (*alone, *between)
    )
    caption = "Net a year. Dot: the base case, hollow if negative. Band: 80% interval; line: 95%."
    return Exhibit(
        slug="difference",
        label="The difference",
        title=_difference_title(contest, sides),
        lead="The difference is taken draw by draw. What all of them rest on moves them together "
        "and drops out, so the difference can be surer than either net.",
        chart=Chart(
            svg=intervals((*alone, *between), label=f"Net a year. {words}"),
            alt=words,
            caption=caption,
        ),
        table=Table(
            caption="What each has over the first, net a year",
            columns=(
                Column(key="pair", title="Difference"),
                Column(key="net", title="Base case", is_numeric=True),
                Column(key="80", title="80% interval", is_numeric=True),
                Column(key="95", title="95% interval", is_numeric=True),
                Column(key="more", title="Chance that it leaves more", is_numeric=True),
                Column(key="member", title="Per member", is_numeric=True),
            ),
            rows=tuple(_difference_row(name, found) for name, found in pairs),
        ),
        notes=(f"All share {contest.draws:,} draws from seed {contest.seed}.",),
        terms=glossary.terms("same draws"),
    )


def best(contest: Contest, sides: Sequence[Side]) -> Exhibit:
    """Return how often each is the best, with and without doing nothing as a choice."""
    rows = [
        Row(
            cells=(
                header(side.letter, hint=side.name),
                Cell(text=chance(one.best)),
                Cell(text=chance(one.best_of_all)),
            )
        )
        for side, one in zip(sides, contest.contenders, strict=True)
    ]
    nothing = Row(
        cells=(
            header("Doing nothing", hint="a net of $0"),
            Cell(text=""),
            Cell(text=chance(contest.nothing)),
        )
    )
    return Exhibit(
        slug="best",
        label="Which is the best",
        title=_best_title(contest, sides),
        lead="How often each leaves the most money a year. Being the best of several can still "
        "mean losing: doing nothing stands among them in the second column.",
        table=Table(
            caption="Chance of being the best",
            columns=(
                Column(key="which", title="Choice"),
                Column(key="best", title="Of these", is_numeric=True),
                Column(key="all", title="With doing nothing", is_numeric=True),
            ),
            rows=(*rows, nothing),
            note="Equals share a draw.",
        ),
    )


def _figures(contest: Contest) -> list[tuple[str, Figure]]:
    has_productivity = any(one.annual["productivity"] for one in contest.contenders)
    work: list[tuple[str, Figure]] = [
        ("Work days not lost", lambda one: _money(one.annual["productivity"])),
    ]
    return [
        ("Members", lambda one: Cell(text=f"{one.members:,.0f}")),
        ("Opinions", lambda one: Cell(text=table_count(one.annual["opinions"]))),
        (
            "Operations lastingly avoided",
            lambda one: Cell(text=table_count(one.annual["surgeries_avoided"])),
        ),
        ("Plan saving", lambda one: _money(one.annual["plan_saving"])),
        *(work if has_productivity else []),
        ("Program cost", lambda one: Cell(text=table_money(one.annual["program_cost"]))),
        ("Net", lambda one: _money(one.annual["net"])),
        ("80% interval of the net", lambda one: Cell(text=_interval(one.net, "10", "90"))),
        ("Returns per $1", lambda one: Cell(text=ratio(one.benefit_cost_ratio))),
        (
            "Chance that it pays for itself",
            lambda one: Cell(text=chance(one.probability_net_positive)),
        ),
        ("Net per member", lambda one: _per_member(one.net_per_member)),
    ]


def _money(value: float) -> Cell:
    return Cell(text=table_money(value), tone=tone_of(value))


def _per_member(value: float) -> Cell:
    return Cell(text=fee_amount(value, "pmpm"), tone=tone_of(value * 100))


def _interval(spread: Spread, low: str, high: str) -> str:
    least, most = _span(spread, low, high)
    return f"{table_money(least)} to {table_money(most)}"


def _span(spread: Spread, low: str, high: str) -> tuple[float, float]:
    return spread["percentiles"][low], spread["percentiles"][high]


def _pairs(contest: Contest, sides: Sequence[Side]) -> list[tuple[Side, Difference]]:
    return list(zip(sides[1:], contest.differences, strict=True))


def _difference_row(name: str, found: Difference) -> Row:
    return Row(
        cells=(
            header(name),
            Cell(text=signed_money(round(found.net)), tone=tone_of(found.net)),
            Cell(text=_interval(found.spread, "10", "90")),
            Cell(text=_interval(found.spread, "2.5", "97.5")),
            Cell(text=sentences.more_than(found)),
            _per_member(found.net_per_member),
        )
    )


def _title(contest: Contest, sides: Sequence[Side]) -> str:
    gains = [
        side.letter
        for side, one in zip(sides, contest.contenders, strict=True)
        if round(one.annual["net"]) > 0
    ]
    if not gains:
        return "Not one of them gains in the base case"
    if len(gains) == len(sides):
        return "All of them gain in the base case"
    return f"Only {gains[0]} gains" if len(gains) == 1 else f"{listed(gains)} gain"


def _difference_title(contest: Contest, sides: Sequence[Side]) -> str:
    if len(contest.differences) > 1:
        more = [side.letter for side, found in _pairs(contest, sides) if round(found.net) > 0]
        words = (
            f"{listed(more)} {'leaves' if len(more) == 1 else 'leave'}"
            if more
            else "No other leaves"
        )
        return f"{words} more than {sides[0].letter} in the base case"
    only = contest.differences[0]
    if only.probability_more == only.probability_less == 0:
        return "There is no difference in any draw"
    winner, loser, probability = "B", "A", only.probability_more
    if only.probability_less > only.probability_more:
        winner, loser, probability = "A", "B", only.probability_less
    words = chance_in_words(probability)
    if probability < IN_DOUBT:
        return f"Which of the two leaves more is in doubt: {words} that it is {winner}"
    return f"{winner} leaves more than {loser}: {words}"


def _best_title(contest: Contest, sides: Sequence[Side]) -> str:
    chances = [one.best_of_all for one in contest.contenders]
    top = max(chances)
    if contest.nothing > top:
        return f"Doing nothing is the likeliest best: {chance_in_words(contest.nothing)}"
    winners = [s.letter for s, share in zip(sides, chances, strict=True) if share == top]
    if len(winners) > 1:
        return f"{listed(winners)} are equally likely to be the best"
    return f"{winners[0]} is the likeliest best, doing nothing included: {chance_in_words(top)}"
