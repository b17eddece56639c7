"""Formulas written as Python arithmetic: each knows its text in Excel and its value.

``a * (1 - b)`` gives the text ``A1*(1-B1)`` and the number it stands for, so that a cell carries
the value that a previewer shows, and no equation is written twice.
"""

import math
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import TypeAlias

Value = float | str | bool
ATOM, POWER, PRODUCT, SUM, JOIN, COMPARISON = 6, 5, 4, 3, 2, 1
UNDEFINED = math.nan
PLACE = re.compile(r"{(\w+)}")


class Blank(str):
    """The value of an empty cell: a text to compare with, but 0 to whom it is handed on."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, eq=False)
class Formula:
    """A formula's text without the equals sign, its value, and how tightly its operator binds."""

    text: str
    value: Value
    rank: int = ATOM

    @property
    def number(self) -> float:
        """The value as arithmetic sees it: an empty cell counts as 0, a text as an error."""
        if isinstance(self.value, str):
            return UNDEFINED if self.value else 0.0
        return float(self.value)

    def __add__(self, other: "Term") -> "Formula":
        return _binary(self, "+", other, SUM, lambda a, b: a + b)

    def __sub__(self, other: "Term") -> "Formula":
        return _binary(self, "-", other, SUM, lambda a, b: a - b)

    def __rsub__(self, other: "Term") -> "Formula":
        return lift(other) - self

    def __mul__(self, other: "Term") -> "Formula":
        return _binary(self, "*", other, PRODUCT, lambda a, b: a * b)

    def __rmul__(self, other: "Term") -> "Formula":
        return lift(other) * self

    def __radd__(self, other: "Term") -> "Formula":
        return lift(other) + self

    def __truediv__(self, other: "Term") -> "Formula":
        return _binary(self, "/", other, PRODUCT, lambda a, b: a / b if b else UNDEFINED)

    def __pow__(self, other: "Term") -> "Formula":
        return _binary(self, "^", other, POWER, lambda a, b: a**b)

    def is_(self, other: "Term") -> "Formula":
        """Equal to, as Excel compares: an empty cell equals the empty text and 0."""
        return _comparison(self, "=", other, _same)

    def is_not(self, other: "Term") -> "Formula":
        """Not equal to."""
        return _comparison(self, "<>", other, lambda a, b: not _same(a, b))

    def at_least(self, other: "Term") -> "Formula":
        """At least."""
        return _comparison(self, ">=", other, lambda a, b: a.number >= b.number)

    def below(self, other: "Term") -> "Formula":
        """Less than."""
        return _comparison(self, "<", other, lambda a, b: a.number < b.number)

    def above(self, other: "Term") -> "Formula":
        """More than."""
        return _comparison(self, ">", other, lambda a, b: a.number > b.number)


Term: TypeAlias = Formula | float | str


class Cells:
    """A rectangle of cells, as SUM and SUMPRODUCT take it."""

    def __init__(self, text: str, rows: list[list[Formula]]) -> None:
        self.text = text
        self.rows = rows

    @property
    def fixed(self) -> str:
        """The address with every part fixed, as a rule of a cell needs it."""
        return re.sub(r"([A-Z]+)(\d+)(?=:|$)", r"$\1$\2", self.text)

    @cached_property
    def numbers(self) -> list[float]:
        """The values as arithmetic sees them."""
        return [cell.number for cell in self]

    def __iter__(self) -> Iterator[Formula]:
        return (cell for row in self.rows for cell in row)


def lift(term: Term) -> Formula:
    """Return a constant as a formula. Only words of our own become part of a formula's text."""
    if isinstance(term, Formula):
        return term
    if isinstance(term, str):
        doubled = term.replace('"', '""')
        return Formula(f'"{doubled}"', term)
    return Formula(f"{term:.15g}", float(term))


def when(condition: Formula, then: Term, otherwise: Term) -> Formula:
    """IF: the side not taken may be undefined."""
    then, otherwise = lift(then), lift(otherwise)
    value = then.value if condition.value else otherwise.value
    return Formula(f"IF({condition.text},{then.text},{otherwise.text})", value)


def is_number(term: Formula) -> Formula:
    """ISNUMBER."""
    return Formula(f"ISNUMBER({term.text})", not isinstance(term.value, str))


def every(*conditions: Formula) -> Formula:
    """AND."""
    return Formula(f"AND({_texts(conditions)})", all(c.value for c in conditions))


def some(*conditions: Formula) -> Formula:
    """OR."""
    return Formula(f"OR({_texts(conditions)})", any(c.value for c in conditions))


def least(*terms: Term) -> Formula:
    """MIN."""
    found = [lift(term) for term in terms]
    return Formula(f"MIN({_texts(found)})", min(f.number for f in found))


def most(*terms: Term) -> Formula:
    """MAX."""
    found = [lift(term) for term in terms]
    return Formula(f"MAX({_texts(found)})", max(f.number for f in found))


def size(term: Formula) -> Formula:
    """ABS."""
    return Formula(f"ABS({term.text})", abs(term.number))


def total(cells: Cells) -> Formula:
    """SUM."""
    return Formula(f"SUM({cells.text})", math.fsum(_numbers(cells)))


def count(cells: Cells) -> Formula:
    """COUNT: how many cells hold a number."""
    return Formula(f"COUNT({cells.text})", float(len(_numbers(cells))))


def tally(cells: Cells, word: str) -> Formula:
    """COUNTIF: how many cells hold a word of ours."""
    value = float(sum(cell.value == word for cell in cells))
    return Formula(f'COUNTIF({cells.text},"{word}")', value)


def smallest(cells: Cells, otherwise: str) -> Formula:
    """MIN of the numbers among cells, a word where there is none."""
    lowest = Formula(f"MIN({cells.text})", min(_numbers(cells), default=0.0))
    return when(count(cells).is_(0), otherwise, lowest)


def ranked(cells: Cells, rank: int) -> Formula:
    """SMALL, the empty text beyond the last."""
    numbers = sorted(_numbers(cells))
    value: Value = numbers[rank - 1] if rank <= len(numbers) else ""
    return Formula(f'IFERROR(SMALL({cells.text},{rank}),"")', value)


def products(*factors: Cells) -> Formula:
    """SUMPRODUCT of ranges of one shape."""
    terms = zip(*(cells.numbers for cells in factors), strict=True)
    value = math.fsum(map(math.prod, terms))
    return Formula(f"SUMPRODUCT({_texts(factors)})", value)


def capped_products(cap: float, factor: Formula, capped: Cells, weights: Cells) -> Formula:
    """Return the sum of weights times a range times a factor, no product above the cap."""
    x, y, f = capped.text, weights.text, factor.text
    scaled = f"({f}*{x}>={cap})*{cap}+({f}*{x}<{cap})*{f}*{x}"
    times, pairs = factor.number, zip(capped.numbers, weights.numbers, strict=True)
    value = math.fsum(min(cap, times * share) * weight for share, weight in pairs)
    return Formula(f"SUMPRODUCT(({scaled})*{y})", value)


def pick(cells: Cells, number: Formula) -> Formula:
    """INDEX into a row or a column."""
    found = list(cells)[int(number.number) - 1]
    return Formula(f"INDEX({cells.text},{number.text})", found.value)


def place(wanted: Formula, cells: Cells) -> Formula:
    """MATCH, exactly: the place of a word in a row or a column, counted from 1."""
    places = [i for i, cell in enumerate(cells, start=1) if cell.value == wanted.value]
    return Formula(f"MATCH({wanted.text},{cells.text},0)", float(places[0]))


def joined(*parts: Term) -> Formula:
    """Texts one after the other."""
    found = [lift(part) for part in parts]
    texts = (f"({f.text})" if f.rank <= COMPARISON else f.text for f in found)
    return Formula("&".join(texts), "".join(str(f.value) for f in found), JOIN)


def phrase(message: str, **terms: Term) -> Formula:
    """Return a sentence with terms at its {places}.

    >>> phrase("It returns {ratio}.", ratio=Formula("A1", "2")).text
    '"It returns "&A1&"."'
    """
    pieces: list[Term] = list(PLACE.split(message))
    pieces[1::2] = [terms[str(name)] for name in pieces[1::2]]
    return joined(*(piece for piece in pieces if not isinstance(piece, str) or piece))


def shown(term: Formula, places: int = 0) -> Formula:
    """FIXED: a number with thousands apart and so many places; halves go away from zero.

    TEXT would not do: Excel reads its pattern by the country of the machine, so that "#,##0"
    means decimals where a comma is the decimal mark.
    """
    exact = Decimal(repr(term.number))
    value = f"{exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):,}"
    return Formula(f"FIXED({term.text},{places})", value)


def rounded(term: Formula) -> Formula:
    """Return a number to two significant digits, as words state it."""
    text, number = term.text, term.number
    if not number:
        value = 0.0
    else:
        places = 1 - math.floor(math.log10(abs(number)))
        step = Decimal(1).scaleb(-places)
        value = float(Decimal(repr(number)).quantize(step, ROUND_HALF_UP))
    return Formula(f"IF({text}=0,0,ROUND({text},1-INT(LOG10(ABS({text})))))", value)


def _numbers(cells: Cells) -> list[float]:
    return [float(c.value) for c in cells if not isinstance(c.value, str)]


def _texts(parts: Iterable[Formula | Cells]) -> str:
    return ",".join(part.text for part in parts)


def _binary(
    left: Formula, sign: str, term: Term, rank: int, operate: Callable[[float, float], float]
) -> Formula:
    right = lift(term)
    before = left.text if left.rank >= rank else f"({left.text})"
    after = right.text if right.rank > rank else f"({right.text})"
    return Formula(f"{before}{sign}{after}", operate(left.number, right.number), rank)


def _comparison(
    left: Formula, sign: str, term: Term, judge: Callable[[Formula, Formula], bool]
) -> Formula:
    right = lift(term)
    texts = (f.text if f.rank > COMPARISON else f"({f.text})" for f in (left, right))
    return Formula(sign.join(texts), judge(left, right), COMPARISON)


def _same(left: Formula, right: Formula) -> bool:
    a, b = left.value, right.value
    if isinstance(a, str) == isinstance(b, str):
        return a == b
    return False
