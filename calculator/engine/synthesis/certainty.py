"""How good the evidence for a parameter is, by points that anyone can recount.

Each admissible finding earns 0 to 2 points for each of six things; the best finding's sum is the
parameter's, less a point where fewer than two speak of the parameter's quantity, and a point where
the pooled findings disagree widely.
11 or more is an A (where the finding measures the very quantity, else a B), 7 a B, 4 a C, fewer a
D. A judgement is a C at most, whatever its findings earn: none of them gives the number. Where none
of them speaks of the quantity at all it is a D. A definition is an A: it holds by convention. A
person may move the grade one step, with a reason.
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
    capped: bool
    score: int


def assess(found: Synthesis, *, today: int, basis: str = "evidence", method: str = "") -> Certainty:
    """Return the computed grade of a parameter.

    Args:
        found: its findings, placed (switches off).
        today: the year of the release.
        basis: what it rests on: findings ("evidence"), a judgement or a definition.
        method: how its value follows from its findings.

    Source:
        docs/model.md, section 11.
    """
    points = tuple(_points(item.study, found.question, today) for item in found.admissible)
    best = max(points, key=lambda p: p.total, default=None)
    about = sum(p.directness > 0 for p in points)
    disagree = found.pooled is not None and found.pooled.i2 > DISAGREE
    score = max(0, best.total - (about < 2) - disagree) if best and basis == "evidence" else 0
    earned = next(grade for grade in GRADES if score >= LEAST[grade])
    if earned == "A" and best and best.directness < 2:
        earned = "B"
    grade = max(earned, _least_doubt(basis, method, about))
    return Certainty(
        grade="A" if basis == "definition" else grade,
        points=points,
        best=best,
        alone=about < 2,
        disagree=disagree,
        capped=grade != earned,
        score=score,
    )


def _least_doubt(basis: str, method: str, about: int) -> str:
    """Return the best grade that a way to the value allows."""
    if basis != "evidence" or method != "judgement":
        return GRADES[0]
    return "C" if about else "D"


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
    """Two points for the parameter's own quantity, one for what comes near it.

    Near are a stated analogy, the quantity in another unit, and, where the unit is not a share,
    another quantity in the same unit. A share of something else may be the very opposite.
    """
    key, unit = question.key, question.unit
    if studies.converts(key, unit, study):
        return 1
    if not studies.fits(unit, study):
        return 0
    if studies.is_own(key, unit, study) or studies.is_complement(key, study):
        return 2
    is_share = studies.family_of(unit).startswith("share")
    return int(not is_share or studies.stands_for(key, unit, study))


def _by_least(value: int, steps: Mapping[int, int]) -> int:
    return next((points for least, points in steps.items() if value >= least), 0)
