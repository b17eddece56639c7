"""What the findings of one parameter say together: who is pooled, who is not and why.

The one place that decides it: drawing, table, pooled number and the reader's own override are all
read from the ``Synthesis`` that ``synthesize`` returns.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from calculator.engine.evidence import Range
from calculator.engine.synthesis import pooling, scales, studies
from calculator.engine.synthesis.pooling import Pooled
from calculator.engine.synthesis.scales import Effect, Scale
from calculator.engine.synthesis.studies import Study
from calculator.language import gettext_noop as noop

FEWEST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Switches:
    """Which findings a reader believes; all off means every admissible one."""

    independent: bool = False
    seen: bool = False
    claims: bool = False

    def refusal(self, study: Study) -> str:
        """Return why the switches leave a finding out, or an empty string."""
        if self.independent and not study.is_independent:
            return noop("from a seller") if study.is_from_seller else noop("second-hand")
        if self.seen and study.verification != "source_seen":
            return noop("not seen in the source")
        if self.claims and not study.claims_verified:
            return noop("outcome not verified in claims")
        return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """The parameter that findings are asked about."""

    key: str
    unit: str
    by_age: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A finding in its place: in the pool with a weight, or out of it for a reason."""

    study: Study
    effect: Effect | None
    weight: float | None
    out: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Synthesis:
    """What the findings say together; ``pooled`` and ``check`` are on ``scale``.

    ``range`` is the pooled value with its 95 % interval in the parameter's unit, ``prediction``
    where one more study of this kind would lie. All are None where nothing can be pooled, and
    ``why_not`` then says why.
    """

    question: Question
    switches: Switches
    measure: str
    placed: tuple[Placed, ...]
    scale: Scale | None = None
    pooled: Pooled | None = None
    check: Pooled | None = None
    range: Range | None = None
    prediction: tuple[float, float] | None = None
    why_not: str = ""

    @property
    def admissible(self) -> tuple[Placed, ...]:
        """The findings that count for the parameter."""
        return tuple(item for item in self.placed if not item.study.left_out)


def synthesize(
    question: Question, found: Sequence[Study], switches: Switches | None = None
) -> Synthesis:
    """Place every finding and pool those that can be compared.

    Which quantity is pooled depends on the admissible findings alone, never on the switches: a
    switch takes findings away, it does not put others in their place.

    Args:
        question: the parameter.
        found: its findings, in the order of the release.
        switches: what the reader believes.

    Source:
        docs/model.md, section 11.
    """
    switches = switches or Switches()
    measure = _compared(question, found)
    twice = _twice(question, measure, found)
    placed = [_place(study, question, measure, switches, twice) for study in found]
    chosen = [item.effect for item in placed if item.effect and not item.out]
    if len(chosen) < FEWEST:
        why = _why_not(question, measure, len(chosen), switches)
        return Synthesis(
            question=question,
            switches=switches,
            measure=measure,
            placed=tuple(placed),
            why_not=why,
        )
    return _pooled(question, switches, measure, placed, chosen)


def _pooled(
    question: Question,
    switches: Switches,
    measure: str,
    placed: list[Placed],
    chosen: list[Effect],
) -> Synthesis:
    scale = studies.scale_of(studies.family_of(question.unit)) or "log"
    effects, variances = [e.value for e in chosen], [e.variance for e in chosen]
    pooled = pooling.pool(effects, variances)
    weights = iter(pooled.weights)
    return Synthesis(
        question=question,
        switches=switches,
        measure=measure,
        placed=tuple(item if item.out else replace(item, weight=next(weights)) for item in placed),
        scale=scale,
        pooled=pooled,
        check=pooling.pool(effects, variances, "paule_mandel"),
        range=_range(pooled, scale),
        prediction=pooled.prediction and _ends(pooled.prediction, scale),
    )


def _range(pooled: Pooled, scale: Scale) -> Range:
    low, high = _ends((pooled.low, pooled.high), scale)
    return Range(base=scales.from_scale(pooled.effect, scale), low=low, high=high)


def _ends(ends: tuple[float, float], scale: Scale) -> tuple[float, float]:
    return scales.from_scale(ends[0], scale), scales.from_scale(ends[1], scale)


def _compared(question: Question, found: Sequence[Study]) -> str:
    """Return the measure that is pooled for a parameter, empty where there is none.

    The parameter's own measure where two findings state it, else the one most findings state.
    """
    number = Counter(
        study.kind
        for study in found
        if not study.left_out
        and not question.by_age
        and studies.fits(question.unit, study)
        and studies.stands_for(question.key, question.unit, study)
        and studies.effect_of(study)
    )
    own = studies.DIRECT.get(question.key, "")
    if number[own] >= FEWEST:
        return own
    return max(number, key=lambda kind: number[kind], default="")


def _twice(question: Question, measure: str, found: Sequence[Study]) -> frozenset[str]:
    """Return findings whose source has already given this quantity: nobody counts twice."""
    sources: set[str] = set()
    again: set[str] = set()
    for study in found:
        if _out(study, question, measure):
            continue
        if study.source in sources:
            again.add(study.slug)
        sources.add(study.source)
    return frozenset(again)


def _place(
    study: Study, question: Question, measure: str, switches: Switches, twice: frozenset[str]
) -> Placed:
    out = _out(study, question, measure)
    if study.slug in twice:
        out = noop("same study as another")
    return Placed(
        study=study,
        effect=studies.effect_of(study),
        weight=None,
        out=out or switches.refusal(study),
    )


def _out(study: Study, question: Question, measure: str) -> str:
    if study.left_out:
        return noop("left out")
    if question.by_age:
        return noop("put together by age")
    if not studies.fits(question.unit, study):
        money = studies.family_of(question.unit) == study.family == "money"
        return noop("another price year") if money else noop("another unit")
    if not studies.stands_for(question.key, question.unit, study):
        return noop("another measure")
    if studies.effect_of(study) is None:
        return noop("no sampling error stated")
    return "" if study.kind == measure else noop("another measure")


def _why_not(question: Question, measure: str, left: int, switches: Switches) -> str:
    if question.by_age:
        return noop("The findings speak of different ages and are put together by age, not pooled.")
    if not measure:
        return noop(
            "No finding gives this quantity in the parameter's own unit together with counts or "
            "a 95% interval: there is nothing that could be pooled."
        )
    if switches != Switches():
        return (
            noop("Only one comparable finding is left by these switches; a pool needs two.")
            if left
            else noop("No comparable finding is left by these switches; a pool needs two.")
        )
    return (
        noop(
            "Only one finding can be compared: the others measure something else, or state no "
            "sampling error. A pool needs two."
        )
        if left
        else noop(
            "No finding can be compared: the others measure something else, or state no "
            "sampling error. A pool needs two."
        )
    )
