"""The evidence strip for the page: drawing, table, words and switches, all of one ``Strip``."""

from dataclasses import dataclass

from calculator.engine.synthesis import certainty, studies
from calculator.engine.synthesis.certainty import Points
from calculator.engine.synthesis.pooling import Pooled
from calculator.engine.synthesis.scales import from_scale
from calculator.engine.synthesis.synthesis import Placed, Switches
from calculator.evidence import presentation as say
from calculator.evidence import tables
from calculator.evidence.models import Finding
from calculator.evidence.models.parameters import Method
from calculator.evidence.synthesis import Strip
from calculator.evidence.tables import Numbered
from calculator.exhibits import forest
from calculator.exhibits.forest import Point, Shape, Total
from calculator.exhibits.svg import Svg

SWITCHES = (
    ("independent", "Independent findings only"),
    ("seen", "Only what the curator read in the source"),
    ("claims", "Only outcomes verified in claims"),
)
OFF = ("", "0", "off", "false")
DISAGREEMENT = (
    (0.25, "agree"),
    (0.5, "differ somewhat"),
    (0.75, "differ much"),
    (1.0, "disagree widely"),
)
PARTS = ("design", "size", "directness", "independence", "verification", "age")
HOW = {
    Method.CHOSEN: "the value of one finding",
    Method.POOLED: "the pooled value of the findings that can be compared",
    Method.RANGE: "set between the findings",
    Method.JUDGEMENT: "no single finding, and no pool of them, gives this number",
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
    return Switches(**{name: given.get(name, "") not in OFF for name, _ in SWITCHES})


def shown(strip: Strip) -> Shown:
    """Return a strip for its page."""
    switches = strip.found.switches
    return Shown(
        switches=tuple((name, label, getattr(switches, name)) for name, label in SWITCHES),
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
        return strip.found.why_not
    unit = strip.parameter.unit
    words = f"{found.studies} findings pool to {say.rounded(pooled.base, unit)} (95% interval "
    words += f"{say.rounded_span(pooled.low, pooled.high, unit)})."
    if strip.found.prediction:
        reach = say.rounded_span(*strip.found.prediction, unit)
        words += f" One more study of this kind would lie between {reach.replace(' to ', ' and ')}."
    return f"{words} They {_agreement(found)} (I² {found.i2:.0%})."


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
    return next(words for least, words in DISAGREEMENT if found.i2 < least)


def _pooling(strip: Strip) -> str:
    found, check, scale = strip.found.pooled, strip.found.check, strip.found.scale
    if found is None or check is None or scale is None:
        return ""
    freedom = "1 degree" if found.df == 1 else f"{found.df} degrees"
    other = say.rounded(from_scale(check.effect, scale), strip.parameter.unit)
    own = studies.DIRECT.get(strip.parameter.key, strip.found.measure) == strip.found.measure
    analogy = "" if own else " by analogy: the findings measure this, not the parameter itself"
    return (
        f"What is pooled: “{say.words(strip.found.measure)}”{analogy}; each study once. Random "
        f"effects (DerSimonian and Laird) on the {'logit' if scale == 'logit' else 'logarithmic'} "
        f"scale: τ² {found.tau2:.3g}, Q {found.q:.1f} on {freedom} of freedom. With Paule and "
        f"Mandel's τ² ({check.tau2:.3g}) the pooled value would be {other}."
    )


def method(strip: Strip) -> str:
    """Return how the value follows from its findings, and whether the release says so."""
    name, how = Method(strip.method).label, HOW[Method(strip.method)]
    if strip.method == Method.CHOSEN and _was_converted(strip):
        how += ", brought to what this parameter counts (the reason above says how)"
    if strip.is_stated:
        return f"{name}: {how}."
    return f"{name}: {how}. This release does not state a method; this is read from the number."


def _was_converted(strip: Strip) -> bool:
    asked = strip.whole.question
    study = next(p.study for p in strip.whole.placed if p.study.slug == strip.chosen)
    same = studies.fits(asked.unit, study) and not studies.is_complement(asked.key, study)
    return asked.by_age or not same


def computed_grade(strip: Strip) -> str:
    """Return the computed grade and how it came about."""
    found = strip.certainty
    if strip.parameter.basis == "definition":
        return f"{found.grade}: it holds by definition."
    if strip.parameter.basis != "evidence":
        return f"{found.grade}: it does not rest on findings."
    if found.best is None:
        return f"{found.grade}: no finding counts."
    parts = [f"{found.best.total} of 12 points for the best finding"]
    parts += ["one less because fewer than two findings speak of it"] if found.alone else []
    parts += ["one less because the findings disagree widely"] if found.disagree else []
    parts += [f"and no better than {found.grade} because none of them gives the number"] * (
        found.capped
    )
    return f"{found.grade}: {', '.join(parts)}."


def _grade(strip: Strip) -> str:
    row = strip.parameter
    apart = certainty.steps_between(strip.certainty.grade, row.grade)
    if apart == 0:
        return "The grade in use is the computed one."
    steps = "one step" if apart == 1 else f"{apart} steps"
    why = row.grade_reason or (
        "the curators' judgement, stated before grades were computed; see the reason above."
    )
    return f"The grade in use, {row.grade}, is {steps} from the computed one: {why}"


def _row(strip: Strip, item: Placed) -> Numbered:
    link = strip.links[item.study.slug]
    if item.weight is not None:
        return tables.finding_row(link.finding, f"{item.weight:.0%} of the pool")
    place = f"{item.out}: {link.reason}" if link.reason else item.out or "could be pooled"
    return tables.finding_row(link.finding, place[:1].upper() + place[1:])


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
            name=f"Pooled, {found.studies} findings",
            text=pooled_value(strip),
            value=pooled.base,
            low=pooled.low,
            high=pooled.high,
            reach=strip.found.prediction,
        )
    )
    label = f"{row.label}: {len(points)} findings beside the value in use, {value_in_use(strip)}"
    return forest.forest(
        points,
        in_use=Total(
            name="In use", text=value_in_use(strip), value=row.base, low=row.low, high=row.high
        ),
        pooled=total or None,
        words=lambda value: say.rounded(value, unit),
        label=f"{label}; pooled {pooled_value(strip)}" if total else label,
    )


def _is_drawn(item: Placed, unit: str) -> bool:
    study = item.study
    has_number = study.value is not None or None not in (study.low, study.high)
    same = studies.fits(unit, study) or study.family == studies.family_of(unit)
    return has_number and same


def _point(strip: Strip, item: Placed) -> Point:
    study, finding = item.study, strip.links[item.study.slug].finding
    where = finding.setting or finding.population or finding.country
    state = f"not pooled: {item.out}" if item.out else ""
    who = finding.get_independence_display()
    if study.is_from_seller and study.independence == "independent":
        who = "A seller's data"
    checked = "seen" if study.verification == "source_seen" else "not seen"
    return Point(
        name=say.cited(finding.source.authors or finding.source.title, finding.source.year),
        text=say.with_interval(study.value, study.low, study.high, study.unit),
        note=" · ".join(filter(None, (state, who, checked, where))),
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
