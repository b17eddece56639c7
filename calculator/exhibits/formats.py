"""The only rounding in the product. Words: two significant digits; tables: to the dollar; no cents.

Only a return per $1 and a fee per month show cents. Undefined values are an em dash.
"""

import math

from calculator.language import gettext as _
from calculator.language import gettext_noop as noop
from calculator.language import ngettext

DASH = "—"
MINUS = "−"
FEE_UNIT = {
    "pepm": noop("per employee per month"),
    "pmpm": noop("per member per month"),
    "per_opinion": noop("per opinion"),
}


def words_money(value: float | None) -> str:
    """Return money for a sentence, to two significant digits.

    >>> words_money(97_308), words_money(-1_234_567), words_money(0.4)
    ('$97,000', '−$1.2 million', 'less than $1')
    """
    if value is None:
        return DASH
    size = abs(value)
    if size == 0:
        return "$0"
    if size < 0.5:
        return _("less than $1")
    rounded = _significant(size) if size >= 100 else float(round(size))
    return _sign(value) + _dollars(rounded)


def table_money(value: float | None) -> str:
    """Return money for a table, to the dollar.

    >>> table_money(97_307.69), table_money(-76_574.2), table_money(-0.2)
    ('$97,308', '−$76,574', '$0')
    """
    if value is None:
        return DASH
    rounded = round(value)
    return f"{_sign(rounded)}${abs(rounded):,}"


def ratio(value: float | None) -> str:
    """Return what comes back per $1: cents below $10, none above.

    >>> ratio(0.2259), ratio(-0.1), ratio(41.3), ratio(None)
    ('$0.23', '−$0.10', '$41', '—')
    """
    if value is None:
        return DASH
    size = abs(value)
    if 0 < size < 0.005:
        return _("less than $0.01")
    text = f"{size:.2f}" if size < 9.995 else f"{_significant(max(size, 10.0)):,.0f}"
    return f"{_sign(value)}${text}"


def percent(value: float | None) -> str:
    """Return a share in percent to two significant digits.

    >>> percent(0.8), percent(0.00123), percent(-0.774), percent(1.5)
    ('80%', '0.12%', '−77%', '150%')
    """
    if value is None:
        return DASH
    return f"{_sign(value)}{_plain(abs(value) * 100)}%"


def count(value: float | None) -> str:
    """Return how many, to two significant digits.

    >>> count(0.704), count(21.37), count(4_773), count(0)
    ('0.70', '21', '4,800', '0')
    """
    return DASH if value is None else _sign(value) + _plain(abs(value), keep_zeros=True)


def table_count(value: float | None) -> str:
    """Return how many for a table: whole from 100, one decimal from 10, else two digits.

    >>> table_count(1234.5), table_count(21.37), table_count(0.704)
    ('1,234', '21.4', '0.70')
    """
    if value is None or abs(value) < 10:
        return count(value)
    return f"{_sign(value)}{abs(value):,.{0 if abs(value) >= 100 else 1}f}"


def people(value: float) -> str:
    """Return a number of people that was entered, as it was entered."""
    return f"{value:,.0f}"


def times(value: float | None) -> str:
    """Return a multiplier to two significant digits."""
    return DASH if value is None else _("{n} times", n=_plain(value))


def fee(value: float | None, basis: str) -> str:
    """Return a fee with its unit; cents for a monthly fee only.

    >>> fee(1.5, "pepm"), fee(1_900.4, "per_opinion")
    ('$1.50 per employee per month', '$1,900 per opinion')
    """
    return DASH if value is None else f"{fee_amount(value, basis)} {fee_unit(basis)}"


def fee_unit(basis: str) -> str:
    """Return what a fee is paid for, in words."""
    return _(FEE_UNIT[basis])


def fee_amount(value: float, basis: str) -> str:
    """Return a fee without its unit."""
    if basis == "per_opinion" or abs(value) >= 1_000:
        return table_money(value)
    return f"{_sign(value)}${abs(value):,.2f}"


def months(value: int | None, years: int) -> str:
    """Return the month in which the money is back, or that it never is."""
    if value is None:
        return never_within(years)
    return _("month {n}", n=value)


def never_within(years: int) -> str:
    """Return that something does not come about over the horizon."""
    return ngettext("never within the year", "never within {years} years", years, years=years)


def parameter_value(value: float, unit: str, key: str = "") -> str:
    """Return a parameter's value with its unit.

    >>> parameter_value(0.45, "share of opinions"), parameter_value(73_000, "USD 2025")
    ('45%', '$73,000')
    >>> parameter_value(3.21, "per 1,000 members a year"), parameter_value(1.25, "ratio")
    ('3.21 per 1,000', '1.25')
    """
    if key in {"fee_per_employee_month", "fee_per_member_month"}:
        return fee_amount(value, "pepm")
    if unit.startswith("USD"):
        return table_money(value)
    if unit.startswith("share") or unit == "per year":
        return stated_percent(value)
    return _stated(value) + _unit_word(unit)


def parameter_range(low: float, high: float, unit: str, key: str = "") -> str:
    """Return low to high with the unit once.

    >>> parameter_range(2.54, 3.65, "per 1,000 members a year"), parameter_range(0, 20_000, "USD")
    ('2.54 to 3.65 per 1,000', '$0 to $20,000')
    """
    word = _unit_word(unit)
    lowest = parameter_value(low, unit, key).removesuffix(word)
    return _("{low} to {high}", low=lowest, high=parameter_value(high, unit, key))


def stated_percent(value: float) -> str:
    """Return a stated share with the digits it was stated with, four at most.

    >>> stated_percent(0.855), stated_percent(0.035)
    ('85.5%', '3.5%')
    """
    return f"{_stated(value * 100)}%"


def whole(value: float) -> str:
    """Return a count of cases that comes in whole numbers."""
    return f"{round(value):,}"


def whole_words(value: float) -> str:
    """Return a whole number of cases for a sentence, to two significant digits.

    >>> whole_words(2.0), whole_words(637.0)
    ('2', '640')
    """
    return f"{_significant(round(value)):,.0f}"


def fee_floor(value: float, basis: str) -> float:
    """Return a fee rounded down to what can be charged: a cent a month, or a dollar an opinion.

    >>> fee_floor(0.279, "pepm"), fee_floor(1_900.9, "per_opinion")
    (0.27, 1900.0)
    """
    return float(math.floor(value)) if basis == "per_opinion" else math.floor(value * 100) / 100


def multiplier_above(value: float) -> str:
    """Return a multiplier to two decimals, rounded up so that it suffices.

    >>> multiplier_above(4.2012)
    '4.21'
    """
    return f"{math.ceil(value * 100) / 100:.2f}"


def _unit_word(unit: str) -> str:
    if unit.startswith("per 1,000"):
        return _(" per 1,000")
    return _(" days") if unit == "work days" else ""


def _stated(value: float) -> str:
    return (
        _sign(value) + f"{abs(value):,.4g}"
        if abs(value) < 1_000
        else f"{_sign(value)}{abs(value):,.0f}"
    )


def _sign(value: float) -> str:
    return MINUS if value < 0 else ""


def _significant(size: float, digits: int = 2) -> float:
    return float(f"{size:.{digits - 1}e}")


def _dollars(size: float) -> str:
    if size >= 1e9:
        return in_billions(_significant(size) / 1e9)
    return in_millions(_significant(size) / 1e6) if size >= 1e6 else f"${size:,.0f}"


def in_millions(value: float) -> str:
    """Return an amount stated in millions of dollars."""
    return ngettext("${n} million", "${n} million", value, n=format(value, ",.10g"))


def in_billions(value: float) -> str:
    """Return an amount stated in billions of dollars."""
    return _("${n} billion", n=format(value, ",.10g"))


def _plain(size: float, *, keep_zeros: bool = False) -> str:
    if size == 0:
        return "0"
    if size < 0.001:
        return _("under 0.001")
    rounded = _significant(size)
    decimals = max(0, 1 - math.floor(math.log10(rounded)))
    text = f"{rounded:,.{decimals}f}"
    return text if keep_zeros or "." not in text else text.rstrip("0").rstrip(".")
