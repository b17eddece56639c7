"""Calculations side by side: headline figures, the difference, and who is best."""

from collections.abc import Callable, Sequence

from calculator.engine.analyses import Spread
from calculator.engine.contest.contest import Contender, Contest, Difference
from calculator.exhibits import glossary
from calculator.exhibits.addends import signed_money
from calculator.exhibits.chances import chance, chance_in_words
from calculator.exhibits.contest import sentences
from calculator.exhibits.contest.drawings import Interval, intervals
from calculator.exhibits.contest.sides import Side, listed
from calculator.exhibits.exhibit import Cell, Chart, Column, Exhibit, Row, Table, header, tone_of
from calculator.exhibits.formats import fee_amount, ratio, table_count, table_money, whole
from calculator.language import gettext as _
from calculator.language import ngettext

Figure = Callable[[Contender], Cell]
IN_DOUBT = 0.75  # below that chance nobody should say which is better


def side_by_side(contest: Contest, sides: Sequence[Side]) -> Exhibit:
    """Return the headline figures of each calculation, a column each."""
    named = Row(
        cells=(header(_("Calculation")), *(Cell(text=side.name, href=side.href) for side in sides))
    )
    rows = [
        Row(cells=(header(name), *(figure(one) for one in contest.contenders)))
        for name, figure in _figures(contest)
    ]
    return Exhibit(
        slug="side-by-side",
        label=_("Side by side"),
        title=_title(contest, sides),
        lead=_(
            "The base case a year, with every parameter at its mean; intervals and "
            "chances over the draws that all share."
        ),
        table=Table(
            caption=_("Headline figures a year"),
            columns=(
                Column(key="figure", title=_("Figure")),
                *(Column(key=side.letter, title=side.letter, is_numeric=True) for side in sides),
            ),
            rows=(named, *rows),
        ),
        terms=glossary.terms("avoided", "80% interval", "returns $x per $1"),
    )


def difference(contest: Contest, sides: Sequence[Side]) -> Exhibit:
    """Return what each later calculation has over the first, with intervals of its own."""
    pairs = [
        (_("{letter} less {letter_2}", letter=side.letter, letter_2=sides[0].letter), found)
        for side, found in _pairs(contest, sides)
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
        _(
            "{label}: {amount}, 80% interval {low} to {high}",
            label=row.name,
            amount=table_money(row.value),
            low=table_money(row.inner[0]),
            high=table_money(row.inner[1]),
        )
        for row in (*alone, *between)
    )
    caption = _(
        "Net a year. Dot: the base case, hollow if negative. Band: 80% interval; line: 95%."
    )
    return Exhibit(
        slug="difference",
        label=_("The difference"),
        title=_difference_title(contest, sides),
        lead=_(
            "The difference is taken draw by draw. What all of them rest on moves "
            "them together and drops out, so the difference can be surer than "
            "either net."
        ),
        chart=Chart(
            svg=intervals((*alone, *between), label=_("Net a year. {words}", words=words)),
            alt=words,
            caption=caption,
        ),
        table=Table(
            caption=_("What each has over the first, net a year"),
            columns=(
                Column(key="pair", title=_("Difference")),
                Column(key="net", title=_("Base case"), is_numeric=True),
                Column(key="80", title=_("80% interval"), is_numeric=True),
                Column(key="95", title=_("95% interval"), is_numeric=True),
                Column(key="more", title=_("Chance that it leaves more"), is_numeric=True),
                Column(key="member", title=_("Per member"), is_numeric=True),
            ),
            rows=tuple(_difference_row(name, found) for name, found in pairs),
        ),
        notes=(
            _(
                "All share {draws} draws from seed {seed}.",
                draws=whole(contest.draws),
                seed=contest.seed,
            ),
        ),
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
            header(_("Doing nothing"), hint=_("a net of $0")),
            Cell(text=""),
            Cell(text=chance(contest.nothing)),
        )
    )
    return Exhibit(
        slug="best",
        label=_("Which is the best"),
        title=_best_title(contest, sides),
        lead=_(
            "How often each leaves the most money a year. Being the best of "
            "several can still mean losing: doing nothing stands among them in the "
            "second column."
        ),
        table=Table(
            caption=_("Chance of being the best"),
            columns=(
                Column(key="which", title=_("Choice")),
                Column(key="best", title=_("Of these"), is_numeric=True),
                Column(key="all", title=_("With doing nothing"), is_numeric=True),
            ),
            rows=(*rows, nothing),
            note=_("Equals share a draw."),
        ),
    )


def _figures(contest: Contest) -> list[tuple[str, Figure]]:
    has_productivity = any(one.annual["productivity"] for one in contest.contenders)
    work: list[tuple[str, Figure]] = [
        (_("Work days not lost"), lambda one: _money(one.annual["productivity"])),
    ]
    return [
        (_("Members"), lambda one: Cell(text=f"{one.members:,.0f}")),
        (_("Opinions"), lambda one: Cell(text=table_count(one.annual["opinions"]))),
        (
            _("Operations lastingly avoided"),
            lambda one: Cell(text=table_count(one.annual["surgeries_avoided"])),
        ),
        (_("Plan saving"), lambda one: _money(one.annual["plan_saving"])),
        *(work if has_productivity else []),
        (_("Program cost"), lambda one: Cell(text=table_money(one.annual["program_cost"]))),
        (_("Net"), lambda one: _money(one.annual["net"])),
        (_("80% interval of the net"), lambda one: Cell(text=_interval(one.net, "10", "90"))),
        (_("Returns per $1"), lambda one: Cell(text=ratio(one.benefit_cost_ratio))),
        (
            _("Chance that it pays for itself"),
            lambda one: Cell(text=chance(one.probability_net_positive)),
        ),
        (_("Net per member"), lambda one: _per_member(one.net_per_member)),
    ]


def _money(value: float) -> Cell:
    return Cell(text=table_money(value), tone=tone_of(value))


def _per_member(value: float) -> Cell:
    return Cell(text=fee_amount(value, "pmpm"), tone=tone_of(value * 100))


def _interval(spread: Spread, low: str, high: str) -> str:
    least, most = _span(spread, low, high)
    return _("{low} to {high}", low=table_money(least), high=table_money(most))


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
        return _("Not one of them gains in the base case")
    if len(gains) == len(sides):
        return _("All of them gain in the base case")
    if len(gains) == 1:
        return _("Only {letter} gains", letter=gains[0])
    return _("{listed} gain", listed=listed(gains))


def _difference_title(contest: Contest, sides: Sequence[Side]) -> str:
    if len(contest.differences) > 1:
        more = [side.letter for side, found in _pairs(contest, sides) if round(found.net) > 0]
        first = sides[0].letter
        if not more:
            return _("No other leaves more than {letter} in the base case", letter=first)
        return ngettext(
            "{listed} leaves more than {letter} in the base case",
            "{listed} leave more than {letter} in the base case",
            len(more),
            listed=listed(more),
            letter=first,
        )
    only = contest.differences[0]
    if only.probability_more == only.probability_less == 0:
        return _("There is no difference in any draw")
    winner, loser, probability = "B", "A", only.probability_more
    if only.probability_less > only.probability_more:
        winner, loser, probability = "A", "B", only.probability_less
    words = chance_in_words(probability)
    if probability < IN_DOUBT:
        return _(
            "Which of the two leaves more is in doubt: {words} that it is {winner}",
            words=words,
            winner=winner,
        )
    return _("{winner} leaves more than {loser}: {words}", winner=winner, loser=loser, words=words)


def _best_title(contest: Contest, sides: Sequence[Side]) -> str:
    chances = [one.best_of_all for one in contest.contenders]
    top = max(chances)
    if contest.nothing > top:
        return _(
            "Doing nothing is the likeliest best: {chances}",
            chances=chance_in_words(contest.nothing),
        )
    winners = [s.letter for s, share in zip(sides, chances, strict=True) if share == top]
    if len(winners) > 1:
        return _("{listed} are equally likely to be the best", listed=listed(winners))
    return _(
        "{letter} is the likeliest best, doing nothing included: {chances}",
        letter=winners[0],
        chances=chance_in_words(top),
    )
