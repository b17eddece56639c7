"""What the table template needs: each cell beside its column."""

from django import template

from calculator.exhibits.exhibit import Cell, Column, Row
from calculator.exhibits.formats import MINUS

register = template.Library()

WORD_JOINER = "\u2060"


@register.filter
def paired(row: Row, columns: tuple[Column, ...]) -> list[tuple[Column, Cell]]:
    """Return each cell of a row with its column."""
    return list(zip(columns, row.cells, strict=False))


@register.filter
def unbroken(words: str) -> str:
    """Return a sentence in which no line ends between a minus and its amount."""
    return words.replace(f"{MINUS}$", f"{MINUS}{WORD_JOINER}$")
