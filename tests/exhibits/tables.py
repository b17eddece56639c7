"""Reading an exhibit's table."""

from calculator.exhibits.exhibit import Exhibit, Row


def column(exhibit: Exhibit, key: str) -> list[str]:
    """The texts of one column, without the rows that name groups."""
    index = [column.key for column in exhibit.table.columns].index(key)
    return [row.cells[index].text for row in exhibit.table.rows if row.kind != "group"]


def row_named(exhibit: Exhibit, name: str) -> Row:
    """The row whose first cell has this text."""
    return next(row for row in exhibit.table.rows if row.cells[0].text == name)


def dollars(text: str) -> int:
    """The number behind a sum of money in a table."""
    return int(text.replace("−", "-").replace("$", "").replace(",", ""))
