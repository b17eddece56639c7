"""Read a number as people write it: 12,500 or 12 500 or $1.50 or 3%. Say what is wrong otherwise."""

import math
import re

from calculator.engine.inputs.fields import Field

SPACES = " \u00a0\u202f\u2009'’_"
GROUPED = re.compile(rf"[+-]?\d{{1,3}}([,{SPACES}]\d{{3}})+(\.\d+)?")
PLAIN = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?")
LONGEST = 40


class Unreadable(ValueError):
    """A value that is not a number, or not one in range; the message is for the user."""


def whole(value: object, *, low: float, high: float, unit: str = "") -> int:
    """Return a whole number within bounds, from a number or from text.

    Raises:
        Unreadable: if it is not a whole number between low and high.

    >>> whole("12 500", low=1, high=5_000_000)
    12500
    """
    if isinstance(value, str) and re.fullmatch(r"\s*\d{1,3}(\.\d{3})+\s*", value):
        raise Unreadable(
            f"“{value.strip()}” could mean thousands or a fraction. Write it without the dot."
        )
    found = _read(value)
    if found != int(found):
        raise Unreadable(f"{_shown(value)} is not a whole number. {_range(low, high, unit)}")
    return int(_within(found, value, low=low, high=high, unit=unit))


def number(value: object, *, low: float, high: float, unit: str = "") -> float:
    """Return a number within bounds, from a number or from text; a percent sign divides by 100.

    Raises:
        Unreadable: if it is not a number between low and high.

    >>> number("$1,250.50", low=0, high=10_000_000), number("3%", low=0, high=1)
    (1250.5, 0.03)
    """
    return _within(float(_read(value)), value, low=low, high=high, unit=unit)


def of_field(value: object, field: Field) -> float:
    """Return the number of a declared field, within its bounds."""
    return number(value, low=field.low, high=field.high, unit=field.unit)


def _read(value: object) -> float | int:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise Unreadable(f"{_shown(value)} is not a number.")
    if not isinstance(value, str):
        if not math.isfinite(value):
            raise Unreadable(f"{_shown(value)} is not a number.")
        return value
    text = value.strip().removeprefix("$").strip()
    percent = text.endswith("%")
    text = text.removesuffix("%").strip()
    if GROUPED.fullmatch(text):
        text = re.sub(rf"[,{SPACES}]", "", text)
    if len(text) > LONGEST or not PLAIN.fullmatch(text):
        raise Unreadable(f"{_shown(value)} is not a number. Write digits, such as 12,500 or 0.25.")
    found = int(text) if re.fullmatch(r"[+-]?\d+", text) else float(text)
    if not math.isfinite(found):
        raise Unreadable(f"{_shown(value)} is not a number.")
    return found / 100 if percent else found


def _within(found: float, value: object, *, low: float, high: float, unit: str) -> float:
    if not low <= found <= high:
        side = "too small" if found < low else "too large"
        raise Unreadable(f"{_shown(value)} is {side}. {_range(low, high, unit)}")
    return found


def _range(low: float, high: float, unit: str) -> str:
    return f"Enter {_plain(low)} to {_plain(high)}{' ' + unit if unit else ''}."


def _plain(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,g}"


def _shown(value: object) -> str:
    text = str(value).strip()
    return f"“{text[:LONGEST]}{'…' if len(text) > LONGEST else ''}”"
