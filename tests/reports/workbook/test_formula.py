"""Formulas written as arithmetic: their text in Excel and their value."""

import math

import pytest

from calculator.reports.workbook.formula import (
    Formula,
    every,
    joined,
    least,
    lift,
    most,
    rounded,
    shown,
    size,
    some,
    when,
)

A, B, EMPTY, WORD = Formula("A1", 6.0), Formula("B1", 4.0), Formula("C1", ""), Formula("D1", "x")


@pytest.mark.parametrize(
    ("term", "text", "value"),
    [
        (A + B * 2, "A1+B1*2", 14.0),
        ((A + B) * 2, "(A1+B1)*2", 20.0),
        (A - (B - 1), "A1-(B1-1)", 3.0),
        (A / (B * 2), "A1/(B1*2)", 0.75),
        (1 - A, "1-A1", -5.0),
        ((1 + A) ** 2, "(1+A1)^2", 49.0),
        (A + EMPTY, "A1+C1", 6.0),
        (least(0.5, A), "MIN(0.5,A1)", 0.5),
        (most(0, A), "MAX(0,A1)", 6.0),
        (size(B - A), "ABS(B1-A1)", 2.0),
        (A.above(B), "A1>B1", True),
        (EMPTY.is_(""), 'C1=""', True),
        (A.is_not(""), 'A1<>""', True),
        (EMPTY.is_("").is_(A.is_("")), '(C1="")=(A1="")', False),
        (every(A.above(1), B.below(1)), "AND(A1>1,B1<1)", False),
        (some(A.above(1), B.below(1)), "OR(A1>1,B1<1)", True),
        (when(A.at_least(6), B, 0), "IF(A1>=6,B1,0)", 4.0),
        (joined("a ", WORD), '"a "&D1', "a x"),
        (lift('say "x"'), '"say ""x"""', 'say "x"'),
        (shown(lift(1234.5)), "FIXED(1234.5,0)", "1,235"),
        (shown(lift(1234.125), 2), "FIXED(1234.125,2)", "1,234.13"),
    ],
    ids=lambda part: part.text if isinstance(part, Formula) else None,
)
def test_text_and_value_say_the_same(term, text, value):
    assert (term.text, term.value) == (text, value)


@pytest.mark.parametrize(
    ("value", "expected"), [(97307.7, 97000.0), (22110.6, 22000.0), (0.0457, 0.046), (0.0, 0.0)]
)
def test_words_round_to_two_significant_digits(value, expected):
    assert rounded(lift(value)).value == expected


def test_the_side_not_taken_may_be_undefined():
    assert when(B.is_(0), A, A / EMPTY).value != when(B.is_(4), A, A / EMPTY).value
    assert math.isnan((A / EMPTY).number)


def test_a_word_in_arithmetic_is_undefined():
    assert math.isnan((A + WORD).number)
