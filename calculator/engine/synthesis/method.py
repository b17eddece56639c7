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
    comparable = [item.study for item in found.admissible if _counts(item.study, found.question)]
    same = [study.slug for study in comparable if _is(base, study, found.question)]
    if len(same) == 1:
        return "chosen", same[0]
    values = [study.value for study in comparable if study.value is not None]
    if len(values) > 1 and min(values) <= base <= max(values):
        return "range", ""
    return "judgement", ""


def _counts(study: Study, question: Question) -> bool:
    """Whether a value may be read beside a finding's: a share only where the two are named."""
    return studies.fits(question.unit, study) and (
        question.key not in studies.NAMED or studies.stands_for(question.key, question.unit, study)
    )


def _is(base: float, study: Study, question: Question) -> bool:
    if study.value is None or not math.isclose(base, study.value, rel_tol=1e-9):
        return False
    named = question.key in studies.NAMED
    return not named or studies.is_own(question.key, question.unit, study)
