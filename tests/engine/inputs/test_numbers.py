import pytest

from calculator.engine.inputs import numbers
from calculator.engine.inputs.numbers import Unreadable


@pytest.mark.parametrize(
    "text",
    [
        "12500",
        "12,500",
        "12 500",
        "12\u00a0500",
        "12\u202f500",
        "12'500",
        "12_500",
        " 12500 ",
        "1.25e4",
    ],
)
def test_people_write_one_number_in_many_ways(text):
    assert numbers.whole(text, low=1, high=5_000_000) == 12_500


@pytest.mark.parametrize("value", [12_500, 12_500.0, "12500.0", "$12,500"])
def test_a_whole_number_may_come_as_a_float_or_with_a_dollar_sign(value):
    found = numbers.whole(value, low=1, high=5_000_000)

    assert found == 12_500
    assert isinstance(found, int)


@pytest.mark.parametrize(
    ("value", "expected"),
    [("3%", 0.03), ("12.5 %", 0.125), (".25", 0.25), ("1e-2", 0.01), ("$0.5", 0.5), (1, 1.0)],
)
def test_a_number_is_read(value, expected):
    found = numbers.number(value, low=0, high=1)

    assert found == expected
    assert isinstance(found, float)


@pytest.mark.parametrize(
    "value",
    ["", "abc", "1,25", "12,50", "1 2", "--1", "1e", "0x10", "nan", "inf", "9" * 41, True, None,
     [1], {"a": 1}, float("nan"), float("inf"), "\ud800", "1\x00"],
)  # fmt: skip
def test_what_is_not_a_number_is_refused_with_the_range(value):
    with pytest.raises(Unreadable, match=r"is not a number\. Enter 0 to 10 dollars\."):
        numbers.number(value, low=0, high=10, unit="dollars")


def test_too_small_and_too_large_name_the_value_and_the_range():
    with pytest.raises(Unreadable, match=r"“0” is too small\. Enter 1 to 5,000,000 people\."):
        numbers.whole(0, low=1, high=5_000_000, unit="people")
    with pytest.raises(Unreadable, match=r"“1e12” is too large\. Enter 1 to 5,000,000\."):
        numbers.whole("1e12", low=1, high=5_000_000)
    with pytest.raises(Unreadable, match="“1e999” is too large"):
        numbers.number("1e999", low=0, high=1)


@pytest.mark.parametrize("value", [10**400, -(10**5000)], ids=["400", "5000"])
def test_a_number_of_hundreds_of_digits_is_out_of_range(value):
    with pytest.raises(Unreadable, match="A number of more than 40 digits is too"):
        numbers.number(value, low=0, high=1)
    with pytest.raises(Unreadable, match="is too"):
        numbers.whole(value, low=0, high=1)


def test_a_number_too_near_zero_is_refused_and_zero_is_not():
    with pytest.raises(Unreadable, match=r"“1e-300” is too near zero\. Enter 0 to 1\."):
        numbers.number(1e-300, low=0, high=1)

    assert numbers.number(1e-12, low=0, high=1) == 1e-12
    assert str(numbers.number("-0", low=0, high=1)) == "0.0"


def test_a_fraction_is_not_a_whole_number():
    with pytest.raises(Unreadable, match=r"“2.5” is not a whole number\. Enter 1 to 10 years\."):
        numbers.whole(2.5, low=1, high=10, unit="years")


@pytest.mark.parametrize("text", ["12.500", " 1.250.000 "])
def test_a_dot_before_three_digits_is_ambiguous_in_a_whole_number(text):
    with pytest.raises(Unreadable, match="could mean thousands or a fraction"):
        numbers.whole(text, low=1, high=5_000_000)


def test_the_largest_seed_is_told_to_the_last_digit():
    with pytest.raises(Unreadable, match="Enter 0 to 9,223,372,036,854,775,807"):
        numbers.whole(2**63, low=0, high=2**63 - 1)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "Nothing"),
        ({}, "A map"),
        ((1,), "A list"),
        ("a\nb\ud800c", "“a b c”"),
        ("x" * 50, f"“{'x' * 40}…”"),
        (1.5, "“1.5”"),
    ],
)
def test_any_value_is_shown_short_and_printable(value, shown):
    assert numbers.shown(value) == shown
