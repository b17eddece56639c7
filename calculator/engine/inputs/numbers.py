"""Read a number as people write it: 12,500, 12 500, $1.50 or 3%. Say what is wrong otherwise."""

import math
import re
from collections.abc import Mapping

from calculator.engine.inputs.fields import Field
from calculator.language import gettext as _

SPACES = " \u00a0\u202f\u2009'’_"
GROUPED = re.compile(rf"[+-]?\d{{1,3}}([,{SPACES}]\d{{3}})+(\.\d+)?")
PLAIN = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?")
AMBIGUOUS = re.compile(r"[+-]?\d{1,3}(\.\d{3})+")
LONGEST = 40
SMALLEST = 1e-12  # nearer to zero the arithmetic would lose its digits


class Unreadable(ValueError):
    """A value that is not a number, or not one in range; the message is for the user."""


def whole(value: object, *, low: float, high: float, unit: str = "") -> int:
    """Return a whole number within bounds, from a number or from text.

    Raises:
        Unreadable: if it is not a whole number between low and high.

    >>> whole("12 500", low=1, high=5_000_000)
    12500
    """
    expected = _range(low, high, unit)
    if isinstance(value, str) and AMBIGUOUS.fullmatch(value.strip()):
        raise Unreadable(
            _(
                "{shown} could mean thousands or a fraction. Write it without the dot.",
                shown=shown(value),
            )
        )
    found = _read(value, expected)
    if found != int(found):
        raise Unreadable(
            _("{shown} is not a whole number. {expected}", shown=shown(value), expected=expected)
        )
    return int(_within(found, value, low=low, high=high, expected=expected))


def number(value: object, *, low: float, high: float, unit: str = "") -> float:
    """Return a number within bounds, from a number or from text; a percent sign divides by 100.

    Raises:
        Unreadable: if it is not a number between low and high.

    >>> number("$1,250.50", low=0, high=10_000_000), number("3%", low=0, high=1)
    (1250.5, 0.03)
    """
    expected = _range(low, high, unit)
    found = _read(value, expected)
    if 0 < abs(found) < SMALLEST:
        raise Unreadable(
            _("{shown} is too near zero. {expected}", shown=shown(value), expected=expected)
        )
    positive_zero = 0.0
    return float(_within(found, value, low=low, high=high, expected=expected)) + positive_zero


def of_field(value: object, field: Field) -> float:
    """Return the number of a declared field, within its bounds."""
    return number(value, low=field.low, high=field.high, unit=field.unit)


def shown(value: object) -> str:
    """Return a value as a message quotes it: short, on one line, whatever it holds.

    >>> shown(" abc\\x00"), shown([1, 2]), shown(10**50)
    ('“abc”', 'A list', 'A number of more than 40 digits')
    """
    if value is None:
        return _("Nothing")
    if isinstance(value, Mapping):
        return _("A map")
    if isinstance(value, list | tuple | set | frozenset):
        return _("A list")
    if isinstance(value, int) and abs(value) >= 10**LONGEST:
        return _("A number of more than {longest} digits", longest=LONGEST)
    return f"“{name_of(value, LONGEST)}”"


def name_of(value: object, longest: int = 80) -> str:
    """Return printable text of at most so many characters, for messages and names of fields."""
    text = value if isinstance(value, str) else str(value)
    start = text.strip()[: longest + 1]
    clean = "".join(c if c.isprintable() else " " for c in start).strip()
    return f"{clean[:longest]}…" if len(start) > longest else clean


def _read(value: object, expected: str) -> float | int:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise Unreadable(
            _("{shown} is not a number. {expected}", shown=shown(value), expected=expected)
        )
    if isinstance(value, str):
        return _read_text(value, expected)
    if isinstance(value, float) and not math.isfinite(value):
        raise Unreadable(
            _("{shown} is not a number. {expected}", shown=shown(value), expected=expected)
        )
    return value


def _read_text(value: str, expected: str) -> float | int:
    text = value.strip().removeprefix("$").strip()
    percent = text.endswith("%")
    text = text.removesuffix("%").strip()
    if GROUPED.fullmatch(text):
        text = re.sub(rf"[,{SPACES}]", "", text)
    if len(text) > LONGEST or not PLAIN.fullmatch(text):
        raise Unreadable(
            _("{shown} is not a number. {expected}", shown=shown(value), expected=expected)
        )
    found = int(text) if re.fullmatch(r"[+-]?\d+", text) else float(text)
    if not math.isfinite(found):
        raise Unreadable(
            _("{shown} is too large. {expected}", shown=shown(value), expected=expected)
        )
    return found / 100 if percent else found


def _within(found: float, value: object, *, low: float, high: float, expected: str) -> float:
    if not low <= found <= high:
        if found < low:
            raise Unreadable(
                _("{shown} is too small. {expected}", shown=shown(value), expected=expected)
            )
        raise Unreadable(
            _("{shown} is too large. {expected}", shown=shown(value), expected=expected)
        )
    return found


def _range(low: float, high: float, unit: str) -> str:
    return _(
        "Enter {low} to {high}{unit}.",
        low=_plain(low),
        high=_plain(high),
        unit=" " + _(unit) if unit else "",
    )


def _plain(value: float) -> str:
    return f"{int(value):,}" if value == int(value) else f"{value:,g}"
