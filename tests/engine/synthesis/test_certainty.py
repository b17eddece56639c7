"""Points that anyone can recount, and the grade they add up to."""

import pytest

from calculator.engine.synthesis.certainty import assess, steps_between
from calculator.engine.synthesis.synthesis import Question, synthesize
from tests.engine.synthesis.build import DIAGNOSIS, a_study

BEST = {"design": "prospective, randomized trial", "denominator": 1_200, "numerator": 240,
        "year": 2022}  # fmt: skip

ANALOGY = "imaging_major_discrepancy"
COST = Question(key="surgery_cost", unit="USD 2025")


def directness(question: Question, **fields: object) -> int:
    found = assess(synthesize(question, [a_study(**fields)]), today=2026)
    return found.points[0].directness


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
        ({"measure": ANALOGY}, 11),
        ({"measure": "harm"}, 10),
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
    rows = [a_study(s, **(BEST | {"measure": ANALOGY})) for s in "ab"]

    assert assess(synthesize(DIAGNOSIS, rows), today=2026).score == 11
    assert grade(*rows) == "B"


@pytest.mark.parametrize(
    ("question", "fields", "points"),
    [
        (COST, {"unit": "USD", "price_year": 2025, "measure": "allowed_cost"}, 2),
        (COST, {"unit": "USD", "price_year": 2013, "measure": "allowed_cost"}, 1),
        (COST, {"unit": "USD mean", "measure": "cost_difference"}, 0),
        (COST, {"unit": "USD", "price_year": 2025, "measure": "cost_difference"}, 1),
        (COST, {"unit": "weeks", "measure": "weeks_to_return"}, 0),
        (Question(key="work_days_lost", unit="work days"), {"unit": "weeks median"}, 1),
        (Question(key="work_days_lost", unit="work days"), {"unit": "share"}, 0),
        (
            Question(key="later_surgery_rate", unit="share"),
            {"unit": "share by 2 years", "measure": "crossover_to_surgery"},
            1,
        ),
        (
            Question(key="later_surgery_rate", unit="share"),
            {"unit": "share by 2 years", "measure": "harm"},
            0,
        ),
        (
            Question(key="advice_followed_rate", unit="share of opinions not confirming"),
            {"measure": "surgery_probability_nonconfirmed"},
            2,
        ),
        (DIAGNOSIS, {"measure": "surgery_probability_nonconfirmed"}, 0),
    ],
)
def test_how_near_a_finding_comes_to_the_parameter(question, fields, points):
    assert directness(question, **fields) == points


def test_what_rests_on_no_finding_is_a_d_and_a_definition_an_a():
    assert grade() == "D"
    assert grade(a_study(**BEST), basis="judgement") == "D"
    assert grade(basis="definition", method="judgement") == "A"
    assert grade(a_study(**BEST, left_out="Selected cases.")) == "D"


def test_a_judgement_is_a_c_at_most_whatever_its_findings_earn():
    best = [a_study(s, **BEST) for s in "ab"]
    other = [a_study(s, **(BEST | {"measure": "harm"})) for s in "ab"]

    assert [grade(*best, method=m) for m in ("chosen", "pooled", "range")] == ["A"] * 3
    assert (grade(*best, method="judgement"), grade(*other, method="judgement")) == ("C", "D")
    capped = assess(synthesize(DIAGNOSIS, best), today=2026, method="judgement")
    assert (capped.capped, capped.score) == (True, 12)
    weak = [a_study(s, verification="recalled", year=1980) for s in "ab"]
    found = assess(synthesize(DIAGNOSIS, weak), today=2026, method="judgement")
    assert (found.grade, found.capped) == ("C", False)


def test_steps_between_grades_are_counted():
    assert steps_between("B", "C") == steps_between("C", "B") == 1
    assert steps_between("A", "D") == 3
