"""One cell of a spreadsheet: texts made harmless on the way out, and read on the way in.

A spreadsheet runs a text that begins with ``=``, ``+``, ``-``, ``@``, a tab or a line break. Such
a text leaves with an apostrophe before it and loses it on the way back; a number stays a number.
"""

import math
import re

from calculator.evidence.shapes import Malformed

Cell = str | int | float | bool | None
LARGEST_WHOLE = 2_147_483_647
RUN = r"(\s*[=+\-@＝＋－＠]|[\t\r\n])"
DANGEROUS, DEFUSED = re.compile(f"'*{RUN}"), re.compile(f"'+{RUN}")
NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
FLAGS = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}


def defuse(text: str) -> str:
    """Return a text that no spreadsheet runs; numbers stay as they are.

    >>> defuse("=1+1"), defuse("-0.05"), defuse("@home"), defuse("plain")
    ("'=1+1", '-0.05', "'@home", 'plain')
    """
    return f"'{text}" if DANGEROUS.match(text) and not NUMBER.fullmatch(text) else text


def restore(text: str) -> str:
    """Return the text that was defused: the inverse of ``defuse``.

    >>> restore("'=1+1"), restore("'tis"), restore(defuse("'-5"))
    ('=1+1', "'tis", "'-5")
    """
    return text[1:] if DEFUSED.match(text) else text


def written(value: object) -> str:
    """Return a value as the text of a cell; numbers with all their digits.

    >>> written(0.05), written(35.0), written(-1e-05), written(True), written("-x"), written(None)
    ('0.05', '35', '-1e-05', 'yes', "'-x", '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return as_text(value)
    return defuse(str(value))


def as_text(value: Cell) -> str:
    """Return the text of a cell, outer spaces and the mark of a defused cell taken away."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    text = str(value).replace("\r\n", "\n").replace("\r", "\n").strip()
    return restore(text)


def as_number(value: Cell) -> float:
    """Return the number of a cell.

    >>> as_number("-0.05"), as_number(3), as_number("1e3")
    (-0.05, 3.0, 1000.0)
    """
    text = as_text(value)
    if isinstance(value, bool) or not NUMBER.fullmatch(text):
        raise Malformed(f"must be a number, not “{text[:40]}”{_hint(text)}")
    number = float(text)
    if not math.isfinite(number):
        raise Malformed("is too large")
    return number + 0.0  # no minus zero


def as_whole(value: Cell) -> int:
    """Return the whole number of a cell."""
    number = as_number(value)
    if number < 0 or not number.is_integer():
        raise Malformed(f"must be a whole number, 0 or more, not “{as_text(value)[:40]}”")
    if number > LARGEST_WHOLE:
        raise Malformed("is too large")
    return int(number)


def as_flag(value: Cell) -> bool:
    """Return the yes or no of a cell."""
    text = as_text(value).lower()
    if text not in FLAGS:
        raise Malformed(f"must be yes or no, not “{text[:40]}”")
    return FLAGS[text]


def as_names(value: Cell) -> list[str]:
    """Return the names in a cell, which stand apart by semicolons, commas or spaces.

    >>> as_names("a-1; b.2,c")
    ['a-1', 'b.2', 'c']
    """
    names = [name for name in re.split(r"[;,\s]+", as_text(value)) if name]
    if len(set(names)) != len(names):
        raise Malformed("names something twice")
    return names


def _hint(text: str) -> str:
    if re.fullmatch(r"-?\d+,\d+", text):
        return ": write a point before decimals and no thousands separator"
    if text.endswith("%"):
        return ": write a share such as 0.45"
    return ""
