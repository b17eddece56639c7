"""The forest plot: findings as points with intervals, the pooled value, and the value in use.

Shape says who stands behind a finding, filling whether it was read in its source, and the line
whether it is in the pool; the words above each mark say the same.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from calculator.exhibits import svg
from calculator.exhibits.scale import Scale, around
from calculator.exhibits.svg import CHART_WIDTH, Mark, Svg

Shape = Literal["square", "circle", "triangle"]
EDGE = 10.0
ROW, LAST_ROW, AXIS_SPACE = 52, 40, 26
SIDE = 4.5
LONGEST_NAME, LONGEST_NOTE = 34, 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One finding: what is written above it, its number and interval, and how it is marked.

    ``where`` follows the note, in the words of the evidence.
    """

    name: str
    text: str
    note: str
    value: float | None
    low: float | None
    high: float | None
    shape: Shape = "square"
    is_solid: bool = True
    is_pooled: bool = True
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """The pooled value, or the value in use; ``reach`` is the prediction interval."""

    name: str
    text: str
    value: float
    low: float
    high: float
    reach: tuple[float, float] | None = None


def forest(
    points: list[Point],
    *,
    in_use: Total,
    pooled: Total | None,
    words: Callable[[float], str],
    label: str,
) -> Svg:
    """Return the plot, with the value in use as a dashed line through every row."""
    totals = [in_use] if pooled is None else [pooled, in_use]
    ends = [end for point in points for end in (point.low, point.value, point.high)]
    ends += [end for total in totals for end in (total.low, total.value, total.high)]
    scale = around(
        [end for end in ends if end is not None],
        left=EDGE,
        right=CHART_WIDTH - EDGE,
        with_zero=False,
    )
    bottom = len(points) * ROW + len(totals) * LAST_ROW
    x = scale(in_use.value)
    marks = []
    for index in range(len(points)):
        marks.append(svg.line("here", x, index * ROW + 33, x, index * ROW + ROW - 3))
    for index, point in enumerate(points):
        marks += _point(scale, point, index * ROW)
    for index, total in enumerate(totals):
        marks += _total(scale, total, len(points) * ROW + index * LAST_ROW, total is pooled)
    marks += _axis(scale, bottom, words)
    return Svg(
        kind="chart", width=CHART_WIDTH, height=bottom + AXIS_SPACE, label=label, marks=tuple(marks)
    )


def _point(scale: Scale, point: Point, top: float) -> list[Mark]:
    middle = top + 40
    out = "" if point.is_pooled else " out"
    note = f"{point.note} · " if point.where and point.note else point.note
    written = shortened(f"{note}{point.where}", LONGEST_NOTE)
    marks = [
        svg.text("label strong", 0, top + 12, shortened(point.name, LONGEST_NAME)),
        svg.text("label", CHART_WIDTH, top + 12, point.text, "end"),
        svg.text("label muted", 0, top + 27, written[: len(note)], english=written[len(note) :]),
    ]
    if point.low is not None and point.high is not None:
        marks.append(svg.line(f"whisker{out}", scale(point.low), middle, scale(point.high), middle))
    if point.value is not None:
        filling = "solid" if point.is_solid else "open"
        marks.append(
            _shape(
                f"mark {filling}{out}",
                point.shape,
                scale(point.value),
                middle,
            )
        )
    return marks


def _shape(classes: str, shape: Shape, x: float, y: float) -> Mark:
    if shape == "circle":
        return svg.dot(classes, x, y, SIDE)
    if shape == "triangle":
        return svg.polygon(
            classes, [(x, y - SIDE - 1), (x + SIDE + 1, y + SIDE), (x - SIDE - 1, y + SIDE)]
        )
    return svg.rect(classes, x - SIDE, y - SIDE, x + SIDE, 2 * SIDE)


def _total(scale: Scale, total: Total, top: float, is_pooled: bool) -> list[Mark]:
    middle = top + 26
    marks = [
        svg.text("label strong", 0, top + 12, total.name),
        svg.text("label strong", CHART_WIDTH, top + 12, total.text, "end"),
    ]
    if total.reach:
        marks.append(
            svg.line("whisker out", scale(total.reach[0]), middle, scale(total.reach[1]), middle)
        )
    low, base, high = scale(total.low), scale(total.value), scale(total.high)
    if is_pooled:
        ends = [(low, middle), (base, middle - 7), (high, middle), (base, middle + 7)]
        return [*marks, svg.polygon("bar plain", ends)]
    return [
        *marks,
        svg.rect("bar low", low, middle - 3, high, 6),
        svg.line("base", base, middle - 8, base, middle + 8),
    ]


def _axis(scale: Scale, top: float, words: Callable[[float], str]) -> list[Mark]:
    marks = [svg.line("axis", EDGE, top, CHART_WIDTH - EDGE, top)]
    for tick in scale.ticks(4):
        place = min(max(scale(tick), 16), CHART_WIDTH - 20)
        marks.append(svg.line("axis", scale(tick), top, scale(tick), top + 4))
        marks.append(svg.text("label muted", place, top + 18, words(tick), "middle"))
    return marks


def shortened(words: str, longest: int) -> str:
    """Return words that fit a line.

    >>> shortened("a short note", 60), shortened("a longer note", 9)
    ('a short note', 'a longer…')
    """
    return words if len(words) <= longest else f"{words[: longest - 1].rstrip()}…"
