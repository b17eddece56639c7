"""The case against an answer in words: what would turn it, how likely that is, who reports it."""

from collections.abc import Sequence
from dataclasses import dataclass

from calculator.engine.against.flips import Against, Flip, Nearest
from calculator.engine.result import Result
from calculator.exhibits import facts
from calculator.exhibits.against_drawing import drawing
from calculator.exhibits.against_findings import Reported, what_they_say
from calculator.exhibits.exhibit import (
    Cell,
    Chart,
    Column,
    Row,
    Table,
    Tone,
    header,
    tone_of,
)
from calculator.exhibits.formats import (
    chance,
    chance_in_words,
    fee_floor,
    parameter_value,
    table_money,
    words_money,
)
from calculator.exhibits.links import evidence_path

LIKELY, POSSIBLE = 0.1, 0.005
SHOWN = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """One case against the answer, ready for the page; ``lever`` and ``way`` name its button."""

    label: str
    href: str
    grade: str
    title: str
    sentence: str
    likelihood: str
    chart: Chart
    beyond: tuple[Reported, ...]
    here: tuple[Reported, ...]
    evidence: str
    lever: str
    way: str
    button: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAgainst:
    """The whole page."""

    headline: str
    tone: Tone
    lead: str
    arguments: tuple[Argument, ...]
    others: Table | None
    elsewhere: tuple[str, ...]


def case_against(
    found: Against, result: Result, reported: Sequence[Sequence[Reported]]
) -> CaseAgainst:
    """Return the case against an answer.

    Args:
        found: what turns the verdict.
        result: the answer.
        reported: for each of the strongest flips, what findings report of its number.
    """
    flips = found.strongest()
    return CaseAgainst(
        headline=_headline(found, flips),
        tone=tone_of(found.net),
        lead=_lead(found, result),
        arguments=tuple(
            _argument(flip, found.net, says) for flip, says in zip(flips, reported, strict=True)
        ),
        others=_others(found) if found.flips else None,
        elsewhere=_elsewhere(found.net, result),
    )


def value_of(flip: Flip, value: float) -> str:
    """Return a value of a flip's number with its unit; a fee per month with cents."""
    return parameter_value(value, flip.lever.unit, flip.lever.field)


def turning_value(flip: Flip) -> str:
    """Return the turning point to three digits; a fee so rounded that it does turn the answer."""
    basis = facts.BASIS_FEES.get(flip.lever.field)
    if basis:
        sign = -1.0 if flip.is_above else 1.0
        return value_of(flip, sign * fee_floor(sign * flip.value, basis))
    return value_of(flip, float(f"{flip.value:.2e}"))


def direction(flip: Flip) -> str:
    """Return which way the number would have to move: up or down."""
    return "up" if flip.is_above else "down"


def _headline(found: Against, flips: Sequence[Flip]) -> str:
    if round(found.net) == 0:
        return "The answer stands at zero: anything turns it."
    turned = "make it pay" if found.net < 0 else "make it lose"
    if not flips:
        return f"No single number would {turned}, anywhere within its possible range."
    best = flips[0].chance
    if best >= LIKELY:
        return f"One number alone could well {turned}."
    if best >= POSSIBLE:
        return f"One number alone could {turned}, but that is not likely."
    return f"One number alone would {turned} only at a value that hardly anybody would expect."


def _lead(found: Against, result: Result) -> str:
    when, net = facts.over_the_years(result), words_money(abs(found.net))
    if round(found.net) == 0:
        return f"Net at present value {when} is $0."
    verb = "loses" if found.net < 0 else "gains"
    start = f"The program {verb} about {net} at present value {when}."
    if found.nearest:
        return f"{start} {_nearest(found.nearest)}"
    return (
        f"{start} Below, each number is moved alone, all others as they are, to the value at "
        "which it neither gains nor loses. The likeliest come first."
    )


def _nearest(nearest: Nearest) -> str:
    lever = nearest.lever
    value = parameter_value(nearest.value, lever.unit, lever.field)
    return (
        f"The nearest is “{lever.label}”: even at {value}, the limit of what can be entered, "
        f"net is {table_money(nearest.net)}."
    )


def _argument(flip: Flip, net: float, reported: Sequence[Reported]) -> Argument:
    lever = flip.lever
    value, now = turning_value(flip), value_of(flip, lever.now)
    beyond = tuple(r for r in reported if r.side != "here")
    here = tuple(r for r in reported if r.side == "here")
    way = "or more" if flip.is_above else "or less"
    turned = "make it pay" if net < 0 else "make it lose"
    picture = drawing(flip, reported, value=value, now=now)
    return Argument(
        label=lever.label,
        href=evidence_path(lever.parameter.name),
        grade=lever.parameter.parameter.grade,
        title=f"{value} {way} would {turned}",
        sentence=f"It is {now} now. At about {value} the program neither gains nor loses.",
        likelihood=_likelihood(flip),
        chart=Chart(svg=picture, alt=picture.label, caption=_caption(flip, reported)),
        beyond=beyond,
        here=here,
        evidence=what_they_say(beyond, here),
        lever=lever.field,
        way=direction(flip),
        button=f"Try it with {value}",
    )


def _likelihood(flip: Flip) -> str:
    lever = flip.lever
    own = "You entered this figure. " if lever.is_own else ""
    if flip.sds is None:
        whose = "design" if lever.parameter.origin == "design" else "evidence"
        return f"{own}The {whose} holds this figure beyond doubt, so no chance can be stated."
    fee = " A fee is a price: it can be negotiated." if lever.field.startswith("fee_") else ""
    if flip.chance >= POSSIBLE:
        return (
            f"{own}On the evidence there {_is(flip.chance)} {chance_in_words(flip.chance)} that "
            f"it lies there or beyond.{fee}"
        )
    return f"{own}On the evidence it hardly lies there: {chance_in_words(flip.chance)}.{fee}"


def _is(probability: float) -> str:
    return "is" if chance(probability) == "1 in 100" else "are"


def _caption(flip: Flip, reported: Sequence[Reported]) -> str:
    words = ["Filled dot: the value now"]
    if len(flip.lever.believed) > 1:
        words.append("bar: where it is believed to lie (95%)")
    words.append("line: where the answer turns")
    if any(r.place is not None for r in reported):
        words.append("open dots: what findings report")
    return "; ".join(words) + "."


def _others(found: Against) -> Table:
    rows = found.flips[:SHOWN]
    left = len(found.flips) - len(rows)
    return Table(
        caption=f"Every number that would turn the answer alone ({len(found.flips)})",
        columns=(
            Column(key="figure", title="Figure"),
            Column(key="now", title="Now", is_numeric=True),
            Column(key="turns", title="Turns at", is_numeric=True),
            Column(key="chance", title="Chance that it lies there or beyond", is_numeric=True),
            Column(key="grade", title="Grade"),
        ),
        rows=tuple(
            Row(
                cells=(
                    header(flip.lever.label, href=evidence_path(flip.lever.parameter.name)),
                    Cell(text=value_of(flip, flip.lever.now)),
                    Cell(text=value_of(flip, flip.value)),
                    Cell(
                        text="not in doubt" if flip.sds is None else chance(flip.chance),
                        tone="muted" if flip.chance < POSSIBLE else "",
                    ),
                    Cell(text=flip.lever.parameter.parameter.grade),
                )
            )
            for flip in rows
        ),
        note=f"{left} more, all less likely, are not shown." if left else "",
    )


def _elsewhere(net: float, result: Result) -> tuple[str, ...]:
    """What else turns the verdict: another design, or whom one believes."""
    turned = "pays" if net < 0 else "loses"
    found = []
    designs = [r for r in result["designs"] if not r["is_chosen"] and r["net"] * net < 0]
    if designs:
        found.append(
            f"Another design {turned} for the same people: "
            + "; ".join(f"{r['name']} ({table_money(r['net'])})" for r in designs)
            + "."
        )
    lenses = [r for r in result["lenses"] if not r["is_chosen"] and r["net"] * net < 0]
    if lenses:
        found.append(
            f"Whom one believes decides too. It {turned} with: "
            + "; ".join(f"{facts.lower(r['name'])} ({table_money(r['net'])})" for r in lenses)
            + "."
        )
    if not found:
        found.append("No other design and no other lens on the evidence turns it either.")
    return tuple(found)
