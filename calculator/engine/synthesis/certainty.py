"""How good the evidence for a parameter is, by points that anyone can recount.

Each admissible finding earns 0 to 2 points for each of six things; the best finding's sum is the
parameter's, less a point where fewer than two are in the parameter's unit, and a point where the
pooled findings disagree widely.
11 or more is an A (where the finding measures the very quantity, else a B), 7 a B, 4 a C, fewer a
D. A person may move the grade one step, with a reason.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from calculator.engine.synthesis import studies
from calculator.engine.synthesis.studies import Study
from calculator.engine.synthesis.synthesis import Question, Synthesis

GRADES = "ABCD"
LEAST = {"A": 11, "B": 7, "C": 4, "D": 0}
DISAGREE = 0.75
STRONG_DESIGN = (
    "random", "trial", "meta-analysis", "systematic", "population", "registry", "claims",
    "propensity",
)  # fmt: skip
FAIR_DESIGN = ("prospective", "consecutive", "cohort", "evaluation", "before-after", "synthesis")
VERIFIED = {"source_seen": 2, "secondary_seen": 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """The points of one finding: design, size, directness, independence, verification, age."""

    slug: str
    design: int
    size: int
    directness: int
    independence: int
    verification: int
    age: int

    @property
    def total(self) -> int:
        """The sum, 0 to 12."""
        parts = (self.design, self.size, self.directness, self.independence)
        return sum(parts) + self.verification + self.age


@dataclass(frozen=True, slots=True, kw_only=True)
class Certainty:
    """The computed grade, and how it came about."""

    grade: str
    points: tuple[Points, ...]
    best: Points | None
    alone: bool
    disagree: bool
    score: int


def assess(found: Synthesis, *, today: int, rests_on_findings: bool = True) -> Certainty:
    """Return the computed grade of a parameter.

    Args:
        found: its findings, placed (switches off).
        today: the year of the release.
        rests_on_findings: False for a judgement or a definition, which is a D.

    Source:
        docs/model.md, section 11.
    """
    points = tuple(_points(item.study, found.question, today) for item in found.admissible)
    best = max(points, key=lambda p: p.total, default=None)
    alone = sum(p.directness > 0 for p in points) < 2
    disagree = found.pooled is not None and found.pooled.i2 > DISAGREE
    score = max(0, best.total - alone - disagree) if best and rests_on_findings else 0
    grade = next(grade for grade in GRADES if score >= LEAST[grade])
    if grade == "A" and best and best.directness < 2:
        grade = "B"
    return Certainty(
        grade=grade, points=points, best=best, alone=alone, disagree=disagree, score=score
    )


def steps_between(one: str, other: str) -> int:
    """Return how many steps apart two grades are.

    >>> steps_between("A", "C"), steps_between("B", "B")
    (2, 0)
    """
    return abs(GRADES.index(one) - GRADES.index(other))


def _points(study: Study, question: Question, today: int) -> Points:
    return Points(
        slug=study.slug,
        design=_design(study.design.lower()),
        size=_by_least(study.denominator or 0, {1_000: 2, 100: 1}),
        directness=_directness(study, question),
        independence=2 if study.is_independent else 0 if study.is_from_seller else 1,
        verification=VERIFIED.get(study.verification, 0),
        age=2 - _by_least(today - study.year, {21: 2, 11: 1}) if study.year else 0,
    )


def _design(words: str) -> int:
    if any(word in words for word in STRONG_DESIGN):
        return 2
    return 1 if any(word in words for word in FAIR_DESIGN) and "retro" not in words else 0


def _directness(study: Study, question: Question) -> int:
    """Two points for the parameter's own quantity, one for another quantity in its unit."""
    if not studies.fits(question.unit, study):
        return 0
    return 2 if studies.is_own(question.key, question.unit, study) else 1


def _by_least(value: int, steps: Mapping[int, int]) -> int:
    return next((points for least, points in steps.items() if value >= least), 0)
