"""The dollar in parts: one bar for all, and a small one for each row of a table."""

from collections.abc import Sequence
from dataclasses import dataclass

from calculator.exhibits import svg
from calculator.exhibits.scale import Scale
from calculator.exhibits.svg import CHART_WIDTH, STRIP_HEIGHT, STRIP_WIDTH, Mark, Svg

EDGE = 8.0
BAR, KEY = 34, 24
INSET = 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One party's part: its look (you, carrier, other, member), and its amount in words."""

    look: str
    name: str
    value: float
    words: str


def dollar(parts: Sequence[Part], *, label: str) -> Svg:
    """Return one stacked bar, and under it a key with every part's name and amount."""
    scale = axis([[part.value for part in parts]], left=EDGE, right=CHART_WIDTH - EDGE)
    marks = _stacked(parts, scale, 4.0, BAR - 6.0)
    marks.append(svg.line("zero", scale(0.0), 0, scale(0.0), BAR + 2))
    for index, part in enumerate(parts):
        top = BAR + 10 + index * KEY
        marks += [
            svg.rect(f"part {part.look}", EDGE, top, EDGE + 14, 14),
            svg.text("label", EDGE + 22, top + 12, part.name),
            svg.text("label strong", CHART_WIDTH - EDGE, top + 12, part.words, "end"),
        ]
    height = BAR + 10 + len(parts) * KEY
    return Svg(kind="chart", width=CHART_WIDTH, height=height, label=label, marks=tuple(marks))


def strip(parts: Sequence[Part], scale: Scale, *, label: str) -> Svg:
    """Return a small stacked bar on the axis that all rows share."""
    marks = _stacked(parts, scale, STRIP_HEIGHT / 2 - 6, 12)
    marks.append(svg.line("zero", scale(0.0), 0, scale(0.0), STRIP_HEIGHT))
    words = ", ".join(f"{part.name} {part.words}" for part in parts)
    return Svg(
        kind="strip",
        width=STRIP_WIDTH,
        height=STRIP_HEIGHT,
        label=f"{label}: {words}",
        marks=tuple(marks),
    )


def axis(
    stacks: Sequence[Sequence[float]], *, left: float = INSET, right: float = STRIP_WIDTH - INSET
) -> Scale:
    """Return the axis that holds every stack: what is kept to the right, what is lost to the left.

    >>> axis([[3.0, 1.0], [-2.0]]).low, axis([[3.0, 1.0], [-2.0]]).high
    (-2.0, 4.0)
    """
    low = min(sum(min(value, 0.0) for value in stack) for stack in stacks)
    high = max(sum(max(value, 0.0) for value in stack) for stack in stacks)
    if low == high:
        high = low + 1.0
    return Scale(low=low, high=high, left=left, right=right)


def _stacked(parts: Sequence[Part], scale: Scale, top: float, height: float) -> list[Mark]:
    """Boxes side by side from zero, gains to the right and losses to the left."""
    marks: list[Mark] = []
    ends = {True: 0.0, False: 0.0}
    for part in parts:
        start = ends[part.value > 0]
        end = start + part.value
        if round(scale(end), 2) != round(scale(start), 2):
            marks.append(svg.rect(f"part {part.look}", scale(start), top, scale(end), height))
        ends[part.value > 0] = end
    return marks
