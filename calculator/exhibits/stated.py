"""Figures that somebody stated, shown with the digits they were stated with: not rounded."""

from calculator.exhibits.formats import in_billions, in_millions
from calculator.language import gettext as _

SMALLEST = 0.01


def stated_money(value: float) -> str:
    """Return an amount as it was stated.

    >>> stated_money(65_000_000), stated_money(8_705), stated_money(7_250_000), stated_money(2.5)
    ('$65 million', '$8,705', '$7.25 million', '$2.50')
    >>> stated_money(1_234_567), stated_money(0.001)
    ('$1,234,567', '$0.001')
    """
    for unit, words in ((1e9, in_billions), (1e6, in_millions)):
        if value >= unit and float(f"{value / unit:.4g}") * unit == value:
            return words(value / unit)
    if value < SMALLEST:
        return f"${value:.2g}"
    return f"${value:,.0f}" if value >= 1_000 or value == int(value) else f"${value:,.2f}"


def to_one(value: float) -> str:
    """Return a return per $1 as sellers print it.

    >>> to_one(11.0), to_one(3.25), to_one(1_200)
    ('11 to 1', '3.25 to 1', '1,200 to 1')
    """
    figure = f"{value:,.4g}" if value < 1_000 else f"{value:,.0f}"
    return _("{value} to 1", value=figure)
