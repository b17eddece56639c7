import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.exhibits import chances, formats

MONEY = st.floats(min_value=-1e13, max_value=1e13, allow_nan=False)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "$0"),
        (0.2, "less than $1"),
        (5.4, "$5"),
        (99.6, "$100"),
        (950, "$950"),
        (97_308, "$97,000"),
        (999_999, "$1 million"),
        (1_234_567, "$1.2 million"),
        (46_100_000, "$46 million"),
        (999_600_000, "$1 billion"),
        (-76_574, "−$77,000"),
        (None, "—"),
    ],
)
def test_money_in_words_has_two_significant_digits(value: float | None, words: str) -> None:
    assert formats.words_money(value) == words


@pytest.mark.parametrize(
    ("value", "text"),
    [(97_307.69, "$97,308"), (-76_574.2, "−$76,574"), (-0.4, "$0"), (None, "—")],
)
def test_money_in_tables_is_to_the_dollar(value: float | None, text: str) -> None:
    assert formats.table_money(value) == text


@given(MONEY)
def test_no_amount_of_money_ever_shows_cents(value: float) -> None:
    digits = formats.table_money(value).lstrip("−$").replace(",", "")

    assert "." not in formats.table_money(value)
    assert int(digits) == abs(round(value))
    assert "." not in formats.words_money(value).removesuffix(" million").removesuffix(
        " billion"
    ) or formats.words_money(value).endswith(("million", "billion"))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.2269, "$0.23"),
        (1, "$1.00"),
        (9.994, "$9.99"),
        (9.996, "$10"),
        (41.3, "$41"),
        (1_234, "$1,200"),
        (0.001, "less than $0.01"),
        (0, "$0.00"),
        (-0.1, "−$0.10"),
        (-0.001, "less than $0.01"),
        (None, "—"),
    ],
)
def test_what_a_dollar_returns(value: float | None, text: str) -> None:
    assert formats.ratio(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.8, "80%"), (-0.773, "−77%"), (0.00029, "0.029%"), (0, "0%"), (None, "—")],
)
def test_percent(value: float | None, text: str) -> None:
    assert formats.percent(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.704, "0.70"),
        (0.0996, "0.10"),
        (3.62, "3.6"),
        (21.37, "21"),
        (4_773, "4,800"),
        (0, "0"),
        (0.00001, "under 0.001"),
        (None, "—"),
    ],
)
def test_counts_are_never_more_precise_than_two_digits(value: float | None, text: str) -> None:
    assert formats.count(value) == text


def test_counts_in_tables_add_up_visibly() -> None:
    assert [formats.table_count(x) for x in (None, 0.7, 21.37, 508.2, 12_345.6)] == [
        "—",
        "0.70",
        "21.4",
        "508",
        "12,346",
    ]


@given(st.floats(min_value=0, max_value=1))
def test_a_chance_is_stated_in_whole_chances_of_100_and_never_as_certain(p: float) -> None:
    words = chances.chance_in_words(p)

    assert words.endswith("in 100")
    assert "about 0 " not in words and "about 100 " not in words


@pytest.mark.parametrize(
    ("p", "words"),
    [
        (0, "fewer than 1 chance in 100"),
        (0.004, "fewer than 1 chance in 100"),
        (0.0051, "about 1 chance in 100"),
        (0.053, "about 5 chances in 100"),
        (0.9949, "about 99 chances in 100"),
        (1, "more than 99 chances in 100"),
    ],
)
def test_chances_in_words(p: float, words: str) -> None:
    assert chances.chance_in_words(p) == words


@pytest.mark.parametrize(
    ("p", "words"),
    [
        (0.5276, "in 1 year of 2"),
        (0.6, "in 3 years of 5"),
        (0.34, "in 1 year of 3"),
        (0.05, "in 1 year of 20"),
        (0.01, "in hardly any year"),
        (0.99, "in nearly every year"),
    ],
)
def test_frequencies_in_years(p: float, words: str) -> None:
    assert chances.years_in_words(p) == words


def test_fees_show_cents_only_by_the_month() -> None:
    assert formats.fee(1.5, "pepm") == "$1.50 per employee per month"
    assert formats.fee(0.7692, "pmpm") == "$0.77 per member per month"
    assert formats.fee(1_500, "per_opinion") == "$1,500 per opinion"
    assert formats.fee(2_000, "pepm") == "$2,000 per employee per month"
    assert formats.fee(None, "pepm") == "—"


@given(st.floats(min_value=0, max_value=1e6), st.sampled_from(["pepm", "pmpm", "per_opinion"]))
def test_a_break_even_fee_is_never_rounded_up(value: float, basis: str) -> None:
    assert 0 <= formats.fee_floor(value, basis) <= value


@given(st.floats(min_value=0.01, max_value=100))
def test_the_use_that_is_needed_is_never_rounded_down(value: float) -> None:
    assert float(formats.multiplier_above(value)) >= value - 1e-9


@pytest.mark.parametrize(
    ("month", "years", "words"),
    [(7, 3, "month 7"), (None, 1, "never within the year"), (None, 3, "never within 3 years")],
)
def test_payback(month: int | None, years: int, words: str) -> None:
    assert formats.months(month, years) == words


@pytest.mark.parametrize(
    ("value", "unit", "key", "text"),
    [
        (0.855, "share", "", "85.5%"),
        (0.036, "per year", "", "3.6%"),
        (73_000, "USD 2025", "surgery_cost", "$73,000"),
        (-5_000, "USD 2025", "", "−$5,000"),
        (1.5, "USD", "fee_per_employee_month", "$1.50"),
        (0.477, "per 1,000 members a year", "", "0.477 per 1,000"),
        (42, "work days", "", "42 days"),
        (1.95, "ratio", "", "1.95"),
        (1_234.5, "ratio", "", "1,234"),
    ],
)
def test_a_parameter_is_shown_as_it_was_stated(
    value: float, unit: str, key: str, text: str
) -> None:
    assert formats.parameter_value(value, unit, key) == text


def test_people_multipliers_and_whole_cases() -> None:
    assert formats.people(12_500) == "12,500"
    assert formats.times(4.23) == "4.2 times"
    assert formats.times(None) == "—"
    assert formats.whole(139.0) == "139"
