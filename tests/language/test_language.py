"""Which language is spoken, and how numbers look in it."""

import pytest
from babel.numbers import format_currency, format_decimal, format_percent

from calculator import language
from calculator.exhibits import chances, formats


def test_english_is_spoken_unless_somebody_asks_for_another_language() -> None:
    assert language.current() == "en"
    with language.speaking("es-US"):
        assert formats.fee(1.5, "pepm") == "$1.50 por empleado al mes"
    assert formats.fee(1.5, "pepm") == "$1.50 per employee per month"


def test_language_is_spoken_to_the_end_of_the_block_even_where_it_breaks() -> None:
    with pytest.raises(ZeroDivisionError), language.speaking("es"):
        _ = 1 / 0

    assert language.current() == "en"


def test_an_unknown_language_is_answered_in_english() -> None:
    with language.speaking("fr"):
        assert language.gettext("a year") == "a year"


def test_a_message_without_values_keeps_its_braces() -> None:
    assert language.gettext("{} and {name}") == "{} and {name}"


def test_an_empty_message_stays_empty() -> None:
    with language.speaking("es"):
        assert language.gettext("") == ""


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "1 año"), (2, "2 años"), (0, "0 años"), (1.5, "1.5 años")],
)
def test_a_number_decides_the_form(number: float, words: str) -> None:
    with language.speaking("es"):
        assert language.ngettext("{n} year", "{n} years", number, n=number) == words


def test_numbers_look_as_cldr_writes_them_in_the_spanish_of_the_united_states() -> None:
    with language.speaking("es"):
        assert formats.table_money(1_234_567) == f"${format_decimal(1_234_567, locale='es_US')}"
        assert formats.people(1_234_567) == format_decimal(1_234_567, locale="es_US")
        assert formats.percent(0.8) == format_percent(0.8, locale="es_US")
        assert formats.fee_amount(1.5, "pepm") == format_currency(1.5, "USD", locale="es_US")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (1_000_000, "$1 millón"),
        (1_234_567, "$1.2 millones"),
        (2_600_000_000, "$2.6 mil millones"),
        (97_308, "$97,000"),
        (0.4, "menos de $1"),
    ],
)
def test_large_sums_are_said_in_spanish(value: float, words: str) -> None:
    with language.speaking("es"):
        assert formats.words_money(value) == words


def test_chances_are_said_in_spanish() -> None:
    with language.speaking("es"):
        assert chances.chance_in_words(0.053) == "alrededor de 5 posibilidades entre 100"
        assert chances.years_in_words(0.5) == "en 1 de cada 2 años"
