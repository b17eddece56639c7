"""What a number shows of how it came about."""

import pytest

from calculator.engine.synthesis.method import read_off
from calculator.engine.synthesis.synthesis import Question, synthesize
from tests.engine.synthesis.build import DIAGNOSIS, a_study


@pytest.mark.parametrize(
    ("base", "method"),
    [
        (0.2, ("chosen", "a")),
        (0.3, ("range", "")),
        (0.4, ("chosen", "b")),
        (0.41, ("judgement", "")),
        (0.1, ("judgement", "")),
    ],
)
def test_a_value_shows_whether_it_was_chosen_or_set_between(base, method):
    rows = [a_study("a"), a_study("b", value=0.4), a_study("c", value=None)]

    assert read_off(base, synthesize(DIAGNOSIS, rows)) == method


def test_a_value_that_two_findings_have_was_not_chosen():
    rows = [a_study("a"), a_study("b"), a_study("c", value=0.1)]

    assert read_off(0.2, synthesize(DIAGNOSIS, rows)) == ("range", "")


def test_a_finding_of_another_quantity_or_left_out_was_not_chosen():
    indirect = [a_study("a", measure="harm"), a_study("b", left_out="Selected cases.")]

    assert read_off(0.2, synthesize(DIAGNOSIS, indirect)) == ("judgement", "")


def test_a_rate_put_together_by_age_is_a_judgement():
    question = Question(key="decision_rate", unit="per 1,000 members a year", by_age=True)
    rows = [a_study(unit="per 1,000 per year")]

    assert read_off(0.2, synthesize(question, rows)) == ("judgement", "")


def test_where_no_measure_is_named_a_finding_in_the_unit_may_be_the_one():
    question = Question(key="employee_share_of_patients", unit="share")
    cost = Question(key="surgery_cost", unit="USD 2025")
    price = a_study(measure="allowed_cost", unit="USD", value=90.0, price_year=2025)

    assert read_off(0.2, synthesize(question, [a_study(measure="share")])) == ("chosen", "a")
    assert read_off(90.0, synthesize(cost, [price])) == ("chosen", "a")


def test_a_share_that_may_mean_the_opposite_sets_no_range():
    rows = [a_study("a"), a_study("b", measure="diagnosis_confirmed", value=0.4)]

    assert read_off(0.3, synthesize(DIAGNOSIS, rows)) == ("judgement", "")
