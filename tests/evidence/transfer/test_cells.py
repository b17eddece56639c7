import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.evidence.shapes import Malformed
from calculator.evidence.transfer import cells

RUN_BY_SPREADSHEETS = "=+-@\t\r\n＝＋－＠"


@given(st.text())
def test_no_text_that_leaves_is_run(text):
    left = cells.defuse(text)

    assert left[:1] not in list(RUN_BY_SPREADSHEETS) or cells.NUMBER.fullmatch(left)


@given(st.text(alphabet=RUN_BY_SPREADSHEETS + "'a1.") | st.text())
def test_a_text_comes_back_as_it_left(text):
    assert cells.restore(cells.defuse(text)) == text


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_comes_back_to_the_last_digit(number):
    written = cells.written(number)

    assert not written.startswith("'")
    assert cells.as_number(written) == number


@pytest.mark.parametrize("text", ["-0.05", "-3", "+4", "-1e-5", "-.5"])
def test_negative_numbers_stay_numbers(text):
    assert cells.defuse(text) == text


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1"])
def test_formulas_are_defused(text):
    assert cells.defuse(text) == "'" + text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("0,5", "write a point before decimals"),
        ("1,000", "no thousands separator"),
        ("45%", "write a share such as 0.45"),
        ("many", "must be a number"),
        ("nan", "must be a number"),
        ("inf", "must be a number"),
        ("1_000", "must be a number"),
        ("=1+1", "must be a number"),
        ("1e999", "too large"),
        (True, "must be a number"),
    ],
)
def test_what_is_not_a_number_is_refused_with_a_hint(text, said):
    with pytest.raises(Malformed, match=said):
        cells.as_number(text)


@pytest.mark.parametrize("text", ["1.5", "-1", "x", "1e30"])
def test_what_is_not_a_whole_number_is_refused(text):
    with pytest.raises(Malformed):
        cells.as_whole(text)


def test_spreadsheets_write_whole_numbers_with_a_point():
    assert cells.as_whole(134.0) == 134
    assert cells.as_text(2016.0) == "2016"


def test_a_name_given_twice_is_refused():
    with pytest.raises(Malformed, match="twice"):
        cells.as_names("a; b; a")


@pytest.mark.parametrize(("text", "flag"), [("Yes", True), ("FALSE", False), (1.0, True)])
def test_yes_and_no(text, flag):
    assert cells.as_flag(text) is flag


def test_anything_else_is_neither_yes_nor_no():
    with pytest.raises(Malformed, match="yes or no"):
        cells.as_flag("perhaps")


def test_a_flag_is_written_in_words():
    assert [cells.written(flag) for flag in (True, False)] == ["yes", "no"]
    assert [cells.as_flag(cells.written(flag)) for flag in (True, False)] == [True, False]
