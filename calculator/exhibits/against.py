"""The case against an answer in words: what would turn it, how likely that is, who reports it."""

from collections.abc import Sequence
from dataclasses import dataclass

from calculator.engine.against.flips import Against, Flip, Nearest
from calculator.engine.result import DesignRow, LensRow, Result
from calculator.exhibits import facts
from calculator.exhibits.against_drawing import drawing
from calculator.exhibits.against_findings import Reported, what_they_say
from calculator.exhibits.chances import chance, chance_in_words, hundredths
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
from calculator.exhibits.formats import fee_floor, parameter_value, table_money, words_money
from calculator.exhibits.links import evidence_path
from calculator.exhibits.names import named
from calculator.language import gettext as _
from calculator.language import ngettext

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
        return _("The answer stands at zero: anything turns it.")
    turned = _("make it pay") if found.net < 0 else _("make it lose")
    if not flips:
        return _(
            "No single number would {turned}, anywhere within its possible range.", turned=turned
        )
    best = flips[0].chance
    if best >= LIKELY:
        return _("One number alone could well {turned}.", turned=turned)
    if best >= POSSIBLE:
        return _("One number alone could {turned}, but that is not likely.", turned=turned)
    return _(
        "One number alone would {turned} only at a value that hardly anybody would expect.",
        turned=turned,
    )


def _lead(found: Against, result: Result) -> str:
    when, net = facts.over_the_years(result), words_money(abs(found.net))
    if round(found.net) == 0:
        return _("Net at present value {when} is $0.", when=when)
    start = (
        _("The program loses about {net} at present value {when}.", net=net, when=when)
        if found.net < 0
        else _("The program gains about {net} at present value {when}.", net=net, when=when)
    )
    if found.nearest:
        return f"{start} {_nearest(found.nearest)}"
    return _(
        "{start} Below, each number is moved alone, all others as they are, to "
        "the value at which it neither gains nor loses. The likeliest come "
        "first.",
        start=start,
    )


def _nearest(nearest: Nearest) -> str:
    lever = nearest.lever
    value = parameter_value(nearest.value, lever.unit, lever.field)
    return _(
        "The nearest is “{label}”: even at {value}, the limit of what can be "
        "entered, net is {net}.",
        label=named(lever.label),
        value=value,
        net=table_money(nearest.net),
    )


def _argument(flip: Flip, net: float, reported: Sequence[Reported]) -> Argument:
    lever = flip.lever
    value, now = turning_value(flip), value_of(flip, lever.now)
    beyond = tuple(r for r in reported if r.side != "here")
    here = tuple(r for r in reported if r.side == "here")
    at = _("{value} or more", value=value) if flip.is_above else _("{value} or less", value=value)
    turned = _("make it pay") if net < 0 else _("make it lose")
    picture = drawing(flip, reported, value=value, now=now)
    return Argument(
        label=named(lever.label),
        href=evidence_path(lever.parameter.name),
        grade=lever.parameter.parameter.grade,
        title=_("{value} would {turned}", value=at, turned=turned),
        sentence=_(
            "It is {now} now. At about {value} the program neither gains nor loses.",
            now=now,
            value=value,
        ),
        likelihood=_likelihood(flip),
        chart=Chart(svg=picture, alt=picture.label, caption=_caption(flip, reported)),
        beyond=beyond,
        here=here,
        evidence=what_they_say(beyond, here),
        lever=lever.field,
        way=direction(flip),
        button=_("Try it with {value}", value=value),
    )


def _likelihood(flip: Flip) -> str:
    lever = flip.lever
    own = _("You entered this figure. ") if lever.is_own else ""
    if flip.sds is None:
        if lever.parameter.origin == "design":
            return own + _("The design holds this figure beyond doubt, so no chance can be stated.")
        return own + _("The evidence holds this figure beyond doubt, so no chance can be stated.")
    fee = _(" A fee is a price: it can be negotiated.") if lever.field.startswith("fee_") else ""
    if flip.chance >= POSSIBLE:
        return ngettext(
            "{own}On the evidence there is {chance} that it lies there or beyond.{fee}",
            "{own}On the evidence there are {chance} that it lies there or beyond.{fee}",
            hundredths(flip.chance),
            own=own,
            chance=chance_in_words(flip.chance),
            fee=fee,
        )
    return _(
        "{own}On the evidence it hardly lies there: {chance}.{fee}",
        own=own,
        chance=chance_in_words(flip.chance),
        fee=fee,
    )


def _caption(flip: Flip, reported: Sequence[Reported]) -> str:
    words = [_("Filled dot: the value now")]
    if len(flip.lever.believed) > 1:
        words.append(_("bar: where it is believed to lie (95%)"))
    words.append(_("line: where the answer turns"))
    if any(r.place is not None for r in reported):
        words.append(_("open dots: what findings report"))
    return "; ".join(words) + "."


def _others(found: Against) -> Table:
    rows = found.flips[:SHOWN]
    left = len(found.flips) - len(rows)
    return Table(
        caption=_(
            "Every number that would turn the answer alone ({flips})", flips=len(found.flips)
        ),
        columns=(
            Column(key="figure", title=_("Figure")),
            Column(key="now", title=_("Now"), is_numeric=True),
            Column(key="turns", title=_("Turns at"), is_numeric=True),
            Column(key="chance", title=_("Chance that it lies there or beyond"), is_numeric=True),
            Column(key="grade", title=_("Grade")),
        ),
        rows=tuple(
            Row(
                cells=(
                    header(named(flip.lever.label), href=evidence_path(flip.lever.parameter.name)),
                    Cell(text=value_of(flip, flip.lever.now)),
                    Cell(text=value_of(flip, flip.value)),
                    Cell(
                        text=_("not in doubt") if flip.sds is None else chance(flip.chance),
                        tone="muted" if flip.chance < POSSIBLE else "",
                    ),
                    Cell(text=flip.lever.parameter.parameter.grade),
                )
            )
            for flip in rows
        ),
        note=_("{left} more, all less likely, are not shown.", left=left) if left else "",
    )


def _elsewhere(net: float, result: Result) -> tuple[str, ...]:
    """What else turns the verdict: another design, or whom one believes."""
    found = []
    designs = [r for r in result["designs"] if not r["is_chosen"] and r["net"] * net < 0]
    if designs:
        found.append(
            _("Another design pays for the same people: {designs}.", designs=_with_net(designs))
            if net < 0
            else _(
                "Another design loses for the same people: {designs}.", designs=_with_net(designs)
            )
        )
    lenses = [r for r in result["lenses"] if not r["is_chosen"] and r["net"] * net < 0]
    if lenses:
        found.append(
            _("Whom one believes decides too. It pays with: {lenses}.", lenses=_by_lens(lenses))
            if net < 0
            else _(
                "Whom one believes decides too. It loses with: {lenses}.", lenses=_by_lens(lenses)
            )
        )
    if not found:
        found.append(_("No other design and no other lens on the evidence turns it either."))
    return tuple(found)


def _with_net(designs: Sequence[DesignRow]) -> str:
    return "; ".join(f"{named(row['name'])} ({table_money(row['net'])})" for row in designs)


def _by_lens(lenses: Sequence[LensRow]) -> str:
    return "; ".join(
        f"{facts.lower(named(row['name']))} ({table_money(row['net'])})" for row in lenses
    )
