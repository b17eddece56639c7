"""How a value follows from its findings, read from the numbers where a release does not say."""

import math

from calculator.engine.synthesis import studies
from calculator.engine.synthesis.studies import Study
from calculator.engine.synthesis.synthesis import Question, Synthesis


def read_off(base: float, found: Synthesis) -> tuple[str, str]:
    """Return the method that a value shows, and the finding where one was chosen.

    A value that exactly one finding of the parameter's own quantity has was chosen; one that lies
    between its findings was set in their range; any other, and a number put together from several
    ages, is a judgement. A value that merely
    comes near the pooled one is never called pooled: nobody said that it was.
    """
    if found.question.by_age:
        return "judgement", ""
    comparable = [
        item.study
        for item in found.admissible
        if studies.fits(found.question.unit, item.study) and item.study.value is not None
    ]
    same = [s.slug for s in comparable if _is(base, s) and _is_own(s, found.question)]
    if len(same) == 1:
        return "chosen", same[0]
    values = [study.value for study in comparable if study.value is not None]
    if len(values) > 1 and min(values) <= base <= max(values):
        return "range", ""
    return "judgement", ""


def _is(base: float, study: Study) -> bool:
    return study.value is not None and math.isclose(base, study.value, rel_tol=1e-9)


def _is_own(study: Study, question: Question) -> bool:
    return studies.DIRECT.get(question.key, study.kind) == study.kind
