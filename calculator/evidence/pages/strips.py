"""The evidence strip for the page: drawing, table, words and switches, all of one ``Strip``."""

from dataclasses import dataclass

from django.utils.html import format_html, format_html_join

from calculator.engine.synthesis import certainty, studies
from calculator.engine.synthesis.certainty import Points
from calculator.engine.synthesis.pooling import Pooled
from calculator.engine.synthesis.scales import from_scale
from calculator.engine.synthesis.synthesis import Placed, Switches
from calculator.evidence import presentation as say
from calculator.evidence.models import Finding
from calculator.evidence.models.parameters import Method
from calculator.evidence.pages import tables
from calculator.evidence.pages.tables import Numbered, english
from calculator.evidence.synthesis import Strip
from calculator.exhibits import forest
from calculator.exhibits.facts import capital
from calculator.exhibits.forest import Point, Shape, Total
from calculator.exhibits.names import named
from calculator.exhibits.svg import Svg
from calculator.language import gettext as _
from calculator.language import gettext_noop as noop
from calculator.language import ngettext

SWITCHES = (
    ("independent", noop("Independent findings only")),
    ("seen", noop("Only what the curator read in the source")),
    ("claims", noop("Only outcomes verified in claims")),
)
OFF = ("", "0", "off", "false")
DISAGREEMENT = (
    (0.25, noop("They agree (I² {i2}).")),
    (0.5, noop("They differ somewhat (I² {i2}).")),
    (0.75, noop("They differ much (I² {i2}).")),
    (1.0, noop("They disagree widely (I² {i2}).")),
)
HOW = {
    Method.CHOSEN: noop("the value of one finding"),
    Method.POOLED: noop("the pooled value of the findings that can be compared"),
    Method.RANGE: noop("set between the findings"),
    Method.JUDGEMENT: noop("no single finding, and no pool of them, gives this number"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The strip, ready for a template; ``switches`` are name, label and whether it is on."""

    switches: tuple[tuple[str, str, bool], ...]
    chart: Svg | None
    rows: tuple[Numbered, ...]
    answer: str
    pooling: str
    method: str
    chosen: Finding | None
    computed: str
    grade: str
    points: tuple[tuple[Finding, Points], ...]


def read_switches(given: dict[str, str]) -> Switches:
    """Return the switches that an address turns on."""
    return Switches(**{name: given.get(name, "") not in OFF for name, _label in SWITCHES})


def shown(strip: Strip) -> Shown:
    """Return a strip for its page."""
    switches = strip.found.switches
    return Shown(
        switches=tuple((name, _(label), getattr(switches, name)) for name, label in SWITCHES),
        chart=_chart(strip),
        rows=tuple(_row(strip, item) for item in strip.found.placed),
        answer=answer(strip),
        pooling=_pooling(strip),
        method=method(strip),
        chosen=strip.links[strip.chosen].finding if strip.chosen else None,
        computed=computed_grade(strip),
        grade=_grade(strip),
        points=tuple((strip.links[p.slug].finding, p) for p in strip.certainty.points),
    )


def answer(strip: Strip) -> str:
    """Return what the findings say together, or why they cannot be put together."""
    pooled, found = strip.found.range, strip.found.pooled
    if pooled is None or found is None:
        return _(strip.found.why_not)
    unit = strip.parameter.unit
    said = [
        _(
            "{studies} findings pool to {value} (95% interval {interval}).",
            studies=found.studies,
            value=say.rounded(pooled.base, unit),
            interval=say.rounded_span(pooled.low, pooled.high, unit),
        )
    ]
    if strip.found.prediction:
        low, high = (say.rounded(end, unit) for end in strip.found.prediction)
        said.append(
            _("One more study of this kind would lie between {low} and {high}.", low=low, high=high)
        )
    return " ".join((*said, _agreement(found)))


def value_in_use(strip: Strip) -> str:
    """Return the value in use with its range."""
    row = strip.parameter
    return _number(row.base, row.low, row.high, row.unit)


def pooled_value(strip: Strip) -> str:
    """Return the pooled value with its interval, empty where nothing is pooled."""
    pooled = strip.found.range
    return _number(pooled.base, pooled.low, pooled.high, strip.parameter.unit) if pooled else ""


def _number(value: float, low: float, high: float, unit: str) -> str:
    if low == high:
        return say.rounded(value, unit)
    return f"{say.rounded(value, unit)} ({say.rounded_span(low, high, unit)})"


def _agreement(found: Pooled) -> str:
    words = next(words for least, words in DISAGREEMENT if found.i2 < least)
    return _(words, i2=f"{found.i2:.0%}")


def _pooling(strip: Strip) -> str:
    found, check, scale = strip.found.pooled, strip.found.check, strip.found.scale
    if found is None or check is None or scale is None:
        return ""
    own = studies.DIRECT.get(strip.parameter.key, strip.found.measure) == strip.found.measure
    sentences = (
        format_html(
            _("What is pooled: “{measure}”; each study once.")
            if own
            else _(
                "What is pooled: “{measure}” by analogy: the findings measure this, not the "
                "parameter itself; each study once."
            ),
            measure=english(say.words(strip.found.measure)),
        ),
        ngettext(
            "Random effects (DerSimonian and Laird) on the {scale} scale: τ² {tau2}, Q {q} on {n} "
            "degree of freedom.",
            "Random effects (DerSimonian and Laird) on the {scale} scale: τ² {tau2}, Q {q} on {n} "
            "degrees of freedom.",
            found.df,
            scale=_("logit") if scale == "logit" else _("logarithmic"),
            tau2=f"{found.tau2:.3g}",
            q=f"{found.q:.1f}",
            n=found.df,
        ),
        _(
            "With Paule and Mandel's τ² ({tau2}) the pooled value would be {other}.",
            tau2=f"{check.tau2:.3g}",
            other=say.rounded(from_scale(check.effect, scale), strip.parameter.unit),
        ),
    )
    return format_html_join(" ", "{}", ((sentence,) for sentence in sentences))


def method(strip: Strip) -> str:
    """Return how the value follows from its findings, and whether the release says so."""
    name, how = Method(strip.method).label, _(HOW[Method(strip.method)])
    if strip.method == Method.CHOSEN and _was_converted(strip):
        how = _("{how}, brought to what this parameter counts (the reason above says how)", how=how)
    if strip.is_stated:
        return f"{name}: {how}."
    return _(
        "{name}: {how}. This release does not state a method; this is read from the number.",
        name=name,
        how=how,
    )


def _was_converted(strip: Strip) -> bool:
    asked = strip.whole.question
    study = next(p.study for p in strip.whole.placed if p.study.slug == strip.chosen)
    same = studies.fits(asked.unit, study) and not studies.is_complement(asked.key, study)
    return asked.by_age or not same


def computed_grade(strip: Strip) -> str:
    """Return the computed grade and how it came about."""
    found = strip.certainty
    if strip.parameter.basis == "definition":
        return _("{grade}: it holds by definition.", grade=found.grade)
    if strip.parameter.basis != "evidence":
        return _("{grade}: it does not rest on findings.", grade=found.grade)
    if found.best is None:
        return _("{grade}: no finding counts.", grade=found.grade)
    parts = [_("{points} of 12 points for the best finding", points=found.best.total)]
    parts += [_("one less because fewer than two findings speak of it")] * found.alone
    parts += [_("one less because the findings disagree widely")] * found.disagree
    capped = noop("and no better than {grade} because none of them gives the number")
    parts += [_(capped, grade=found.grade)] * found.capped
    return f"{found.grade}: {', '.join(parts)}."


def _grade(strip: Strip) -> str:
    row = strip.parameter
    apart = certainty.steps_between(strip.certainty.grade, row.grade)
    if apart == 0:
        return _("The grade in use is the computed one.")
    why = english(row.grade_reason) or _(
        "the curators' judgement, stated before grades were computed; see the reason above."
    )
    return format_html(
        ngettext(
            "The grade in use, {grade}, is one step from the computed one: {why}",
            "The grade in use, {grade}, is {n} steps from the computed one: {why}",
            apart,
        ),
        grade=row.grade,
        n=apart,
        why=why,
    )


def _row(strip: Strip, item: Placed) -> Numbered:
    link = strip.links[item.study.slug]
    if item.weight is not None:
        share = _("{share} of the pool", share=f"{item.weight:.0%}")
        return tables.finding_row(link.finding, share)
    place = _(item.out) if item.out else _("could be pooled")
    return tables.finding_row(link.finding, capital(place), link.reason)


def _chart(strip: Strip) -> Svg | None:
    unit = strip.parameter.unit
    points = [_point(strip, item) for item in strip.found.admissible if _is_drawn(item, unit)]
    if not points:
        return None
    row, pooled, found = strip.parameter, strip.found.range, strip.found.pooled
    total = (
        pooled
        and found
        and Total(
            name=_("Pooled, {n} findings", n=found.studies),
            text=pooled_value(strip),
            value=pooled.base,
            low=pooled.low,
            high=pooled.high,
            reach=strip.found.prediction,
        )
    )
    used = value_in_use(strip)
    label = _(
        "{name}: {n} findings beside the value in use, {value}",
        name=named(row.label),
        n=len(points),
        value=used,
    )
    return forest.forest(
        points,
        in_use=Total(name=_("In use"), text=used, value=row.base, low=row.low, high=row.high),
        pooled=total or None,
        words=lambda value: say.rounded(value, unit),
        label=_("{label}; pooled {value}", label=label, value=pooled_value(strip))
        if total
        else label,
    )


def _is_drawn(item: Placed, unit: str) -> bool:
    study = item.study
    has_number = study.value is not None or None not in (study.low, study.high)
    same = studies.fits(unit, study) or study.family == studies.family_of(unit)
    return has_number and same


def _point(strip: Strip, item: Placed) -> Point:
    study, finding = item.study, strip.links[item.study.slug].finding
    where = finding.setting or finding.population or finding.country
    state = _("not pooled: {why}", why=_(item.out)) if item.out else ""
    who = finding.get_independence_display()
    if study.is_from_seller and study.independence == "independent":
        who = _("A seller's data")
    checked = _("seen") if study.verification == "source_seen" else _("not seen")
    return Point(
        name=say.cited(finding.source.authors or finding.source.title, finding.source.year),
        text=say.with_interval(study.value, study.low, study.high, study.unit),
        note=" · ".join(filter(None, (state, who, checked))),
        where=where,
        value=study.value,
        low=study.low,
        high=study.high,
        shape=_shape(item),
        is_solid=study.verification == "source_seen",
        is_pooled=item.weight is not None,
    )


def _shape(item: Placed) -> Shape:
    if item.study.is_from_seller:
        return "triangle"
    return "square" if item.study.is_independent else "circle"
