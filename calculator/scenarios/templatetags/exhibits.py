"""What the table template needs: each cell beside its column."""

from django import template

from calculator.exhibits.exhibit import Cell, Column, Row

register = template.Library()


@register.filter
def paired(row: Row, columns: tuple[Column, ...]) -> list[tuple[Column, Cell]]:
    """Return each cell of a row with its column."""
    return list(zip(columns, row.cells, strict=False))
