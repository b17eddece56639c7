"""A result as plain text for a terminal: the same sentences and figures as the page, 80 wide."""

from textwrap import fill

from calculator.engine.result import Result
from calculator.exhibits.exhibit import Table
from calculator.exhibits.paper import summary_for_paper

WIDTH = 80
GAP = "  "


def text_of(result: Result) -> str:
    """Return the decision, the figures, what would turn it and the designs side by side."""
    summary = summary_for_paper(result)
    parts = [
        fill(f"{summary.headline} {summary.verdict}", WIDTH),
        fill(summary.context, WIDTH),
        "\n".join(f"{tile.label}: {tile.value} ({tile.detail})" for tile in summary.tiles),
        "\n".join(f"{turn.question}: {turn.answer}" for turn in summary.turns),
        summary.luck,
        summary.designs.title,
    ]
    if summary.designs.table:
        parts[-1] += "\n" + "\n".join(lines_of(summary.designs.table))
    parts.append("\n".join(f"{label}: {value}" for label, value in summary.fingerprint))
    return "\n\n".join(parts)


def lines_of(table: Table) -> list[str]:
    """Return a table as aligned lines, numbers to the right; long titles break over lines."""
    titles = [column.title.split(" ") for column in table.columns]
    numeric = [column.is_numeric for column in table.columns]
    body = [[cell.text for cell in row.cells] for row in table.rows]
    widths = [
        max(len(word) for word in [*words, *(row[x] for row in body)])
        for x, words in enumerate(titles)
    ]
    headings = [
        fill(" ".join(words), width).split("\n")
        for words, width in zip(titles, widths, strict=True)
    ]
    height = max(map(len, headings))
    head = zip(*([""] * (height - len(lines)) + lines for lines in headings), strict=True)
    rule = GAP.join("-" * width for width in widths)
    return [
        *(_aligned(line, widths, numeric) for line in head),
        rule,
        *(_aligned(row, widths, numeric) for row in body),
    ]


def _aligned(cells: tuple[str, ...] | list[str], widths: list[int], numeric: list[bool]) -> str:
    placed = (
        cell.rjust(width) if right else cell.ljust(width)
        for cell, width, right in zip(cells, widths, numeric, strict=True)
    )
    return GAP.join(placed).rstrip()
