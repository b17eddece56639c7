"""Points that anyone can recount, and the grade they add up to."""

import pytest

from calculator.engine.synthesis.certainty import assess, steps_between
from calculator.engine.synthesis.synthesis import Question, synthesize
from tests.engine.synthesis.build import DIAGNOSIS, a_study

BEST = {"design": "prospective, randomized trial", "denominator": 1_200, "numerator": 240,
        "year": 2022}  # fmt: skip


def grade(*rows, question=DIAGNOSIS, **options) -> str:
    return assess(synthesize(question, rows), today=2026, **options).grade


def test_every_part_is_scored_for_itself():
    found = assess(
        synthesize(DIAGNOSIS, [a_study("a", **BEST), a_study("b", design="cohort", year=2010)]),
        today=2026,
    )

    first, second = found.points
    assert (first.design, first.size, first.directness) == (2, 2, 2)
    assert (first.independence, first.verification, first.age) == (2, 2, 2)
    assert (second.design, second.size, second.age) == (1, 1, 1)
    assert (first.total, second.total, found.best) == (12, 9, first)
    assert (found.grade, found.alone, found.disagree, found.score) == ("A", False, False, 12)


@pytest.mark.parametrize(
    ("change", "points"),
    [
        ({"design": "retrospective cohort"}, 10),
        ({"design": ""}, 10),
        ({"denominator": 100, "numerator": 20}, 11),
        ({"denominator": 99, "numerator": 9}, 10),
        ({"denominator": None, "numerator": None}, 10),
        ({"measure": "harm"}, 11),
        ({"unit": "weeks"}, 10),
        ({"independence": "secondary_only"}, 11),
        ({"source_data_owner": "second_opinion_vendor"}, 10),
        ({"verification": "secondary_seen"}, 11),
        ({"verification": "recalled"}, 10),
        ({"year": 2015}, 11),
        ({"year": 2005}, 10),
        ({"year": None}, 10),
    ],
)
def test_each_weakness_costs_points(change, points):
    found = assess(synthesize(DIAGNOSIS, [a_study(**(BEST | change))]), today=2026)

    assert found.points[0].total == points


def test_a_finding_alone_and_findings_at_odds_lose_a_point_each():
    assert grade(a_study(**BEST)) == "A"
    alone = assess(synthesize(DIAGNOSIS, [a_study(**BEST)]), today=2026)
    odds = assess(
        synthesize(DIAGNOSIS, [a_study("a", **BEST), a_study("b", **(BEST | {"numerator": 900}))]),
        today=2026,
    )

    assert (alone.alone, alone.score) == (True, 11)
    assert (odds.disagree, odds.score) == (True, 11)


def test_an_indirect_finding_never_makes_an_a():
    rows = [a_study(s, **(BEST | {"measure": "harm"})) for s in "ab"]

    assert assess(synthesize(DIAGNOSIS, rows), today=2026).score == 11
    assert grade(*rows) == "B"


def test_outside_shares_a_number_in_the_parameters_unit_is_direct():
    question = Question(key="surgery_cost", unit="USD 2025")
    row = a_study(unit="USD", price_year=2025, value=100.0)

    assert assess(synthesize(question, [row]), today=2026).points[0].directness == 2


def test_judgement_and_nothing_are_a_d():
    assert grade() == "D"
    assert grade(a_study(**BEST), rests_on_findings=False) == "D"
    assert grade(a_study(**BEST, left_out="Selected cases.")) == "D"


def test_steps_between_grades_are_counted():
    assert steps_between("B", "C") == steps_between("C", "B") == 1
    assert steps_between("A", "D") == 3
