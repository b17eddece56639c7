"""Intervals of several amounts under one another, on one axis with zero marked."""

from collections.abc import Sequence
from dataclasses import dataclass

from calculator.exhibits import svg
from calculator.exhibits.formats import table_money, words_money
from calculator.exhibits.scale import Scale, around
from calculator.exhibits.svg import CHART_WIDTH, Mark, Svg

EDGE = 8.0
ROW = 46
AXIS = 26
LONGEST = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """One amount with its 80 % and 95 % intervals, low to high."""

    name: str
    value: float
    inner: tuple[float, float]
    outer: tuple[float, float]


def intervals(rows: Sequence[Interval], *, label: str) -> Svg:
    """Return each amount as a dot on a band (80 %) with whiskers (95 %)."""
    held = [end for row in rows for end in (*row.outer, *row.inner, row.value)]
    scale = around(held, left=EDGE, right=CHART_WIDTH - EDGE)
    bottom = len(rows) * ROW + 2
    marks = [
        svg.line("zero", scale(0.0), index * ROW + 18, scale(0.0), (index + 1) * ROW)
        for index in range(len(rows))
    ]
    for index, row in enumerate(rows):
        marks += _row(scale, index * ROW, row)
    marks += _axis(scale, bottom)
    return Svg(
        kind="chart", width=CHART_WIDTH, height=bottom + AXIS, label=label, marks=tuple(marks)
    )


def clipped(name: str, longest: int = LONGEST) -> str:
    """Return a name that fits beside its number.

    >>> clipped("short"), clipped("a rather long name", 10)
    ('short', 'a rather…')
    """
    return name if len(name) <= longest else name[: longest - 1].rstrip() + "…"


def _row(scale: Scale, top: float, row: Interval) -> list[Mark]:
    middle = top + 31
    side = "gain" if row.value > 0 else "loss"
    (low, high), (least, most) = row.inner, row.outer
    marks = [
        svg.text("label", EDGE, top + 13, clipped(row.name)),
        svg.text(
            f"label {side}",
            CHART_WIDTH - EDGE,
            top + 13,
            table_money(row.value),
            "end",
        ),
        svg.line("whisker", scale(least), middle, scale(most), middle),
    ]
    if low < 0:
        marks.append(svg.rect("doubt loss", scale(low), middle - 6, scale(min(high, 0.0)), 12))
    if high > 0:
        marks.append(svg.rect("doubt gain", scale(max(low, 0.0)), middle - 6, scale(high), 12))
    return [*marks, svg.dot(f"dot {side}", scale(row.value), middle, 4.5)]


def _axis(scale: Scale, bottom: float) -> list[Mark]:
    marks = [svg.line("axis", EDGE, bottom, CHART_WIDTH - EDGE, bottom)]
    ticks = scale.ticks(4)
    if max(len(words_money(tick)) for tick in ticks) > 9:
        ticks = scale.ticks(2)
    for tick in ticks:
        place = min(max(scale(tick), 36), CHART_WIDTH - 36)
        marks.append(svg.line("axis", scale(tick), bottom, scale(tick), bottom + 4))
        marks.append(svg.text("label muted", place, bottom + 18, words_money(tick), "middle"))
    return marks
